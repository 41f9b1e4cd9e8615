package dev.cpm.operator.placement.fill;

import java.util.Arrays;
import java.util.List;

/**
 * The best counts for a {@link Problem}: rule 4, exactly.
 *
 * <p>The order of choice: most replicas placed; fewest wishes broken (errors, then warnings); most even over groups
 * where asked for; most even over slots; then the earliest slots. Why this is exact:
 *
 * <ul>
 *   <li>within a group, even filling is at least as good as any other way to reach the group's total, for evenness and
 *       for every bound and wish alike; so only the groups' totals are in question;
 *   <li>at a given level (see {@link Tier}) the bounds on slots leave each group a range of totals, and over ranges
 *       even filling of the groups is best again; so trying every level finds the best of all;
 *   <li>wishes are tried as constraints, the sets that break least first.
 * </ul>
 */
public final class Fill {
    private final Problem problem;
    private final Tier slots;
    private final int[][] members;

    private Fill(Problem problem) {
        this.problem = problem;
        this.slots = problem.slotTier();
        this.members = problem.members();
    }

    /** The final count of each slot, held and new, in the order of the problem's slots. */
    public static int[] best(Problem problem) {
        if (problem.wanted() == 0) {
            return problem.slots().stream().mapToInt(Slot::held).toArray();
        }
        Fill fill = new Fill(problem);
        int total = (int) fill.largestTotal();
        int[] plain = fill.exactly(total);
        return Wishes.best(problem, total, plain);
    }

    /** The best counts with {@code total} replicas that keep every bound, or null if there are none. */
    static int[] exactly(Problem problem, int total) {
        return new Fill(problem).exactly(total);
    }

    /** Compares two fillings by evenness, then by who gets the odd one; negative if {@code a} is better. */
    public static int compare(Problem problem, int[] a, int[] b) {
        if (problem.evenGroups()) {
            int byGroup = Arrays.compare(
                    Problem.largestFirst(problem.totals(Bound.Level.GROUP, a)),
                    Problem.largestFirst(problem.totals(Bound.Level.GROUP, b)));
            if (byGroup != 0) {
                return byGroup;
            }
        }
        int bySlot = Arrays.compare(Problem.largestFirst(a), Problem.largestFirst(b));
        return bySlot != 0 ? bySlot : Arrays.compare(b, a);
    }

    private long largestTotal() {
        long limit = (long) problem.held() + problem.wanted();
        List<Bound> slotBounds = problem.bounds(Bound.Level.SLOT);
        if (problem.flat()) {
            return slots.largestTotal(limit, slotBounds);
        }
        List<Bound> groupBounds = problem.bounds(Bound.Level.GROUP);
        long largest = -1;
        int lowest = slots.lowestLevel(slotBounds);
        // From above, where most fits: below a level that has no more room than was found, no level has.
        for (int level = slots.highestLevel(limit, slotBounds); level >= lowest; level--) {
            if (largest >= Math.min(limit, slots.sumOfUpper(level))) {
                break;
            }
            if (slots.possible(level, slotBounds)) {
                largest = Math.max(largest, groupsAt(level, slotBounds).largestTotal(limit, groupBounds));
            }
        }
        return largest;
    }

    private int[] exactly(int total) {
        if (problem.flat()) {
            int[] counts = fillGroup(0, total);
            return slots.holds(counts, problem.bounds()) ? counts : null;
        }
        List<Bound> slotBounds = problem.bounds(Bound.Level.SLOT);
        List<Bound> groupBounds = problem.bounds(Bound.Level.GROUP);
        int[] best = null;
        int[] bestTotals = null;
        int lowest = slots.lowestLevel(slotBounds);
        for (int level = slots.highestLevel(total, slotBounds); level >= lowest; level--) {
            if (slots.sumOfUpper(level) < total) {
                break;
            }
            if (!slots.possible(level, slotBounds)) {
                continue;
            }
            Tier groups = groupsAt(level, slotBounds);
            if (best != null && problem.evenGroups() && largestUnderLids(groups, total) > Water.largest(bestTotals)) {
                // Lower levels have lower lids: none can make the largest group as small as it is already.
                break;
            }
            int[] totals = groupTotals(groups, total);
            if (totals == null || Arrays.equals(totals, bestTotals) || !groups.holds(totals, groupBounds)) {
                continue;
            }
            int[] counts = problem.assemble(members, g -> fillGroup(g, totals[g]));
            if (best == null || compare(problem, counts, best) < 0) {
                best = counts;
                bestTotals = totals;
            }
        }
        return best;
    }

    /** The groups, each with the range that the bounds on slots leave it at a level. */
    private Tier groupsAt(int level, List<Bound> slotBounds) {
        int[] least = new int[problem.groups()];
        int[] most = new int[problem.groups()];
        Tier.Floor floor = slots.floor(level, slotBounds);
        for (int i = 0; i < slots.size(); i++) {
            int group = problem.slots().get(i).group();
            least[group] += slots.lower(i, floor);
            most[group] = Math.min(Slot.UNLIMITED, most[group] + slots.upper(i, level));
        }
        return problem.groupTier(slots, least, most);
    }

    /**
     * The most even totals of the groups, or null where the ranges leave no room. An odd replica goes to the group in
     * which it raises the lowest slot, so that the slots stay most even too; then to the earlier group.
     */
    private int[] groupTotals(Tier groups, int total) {
        int[] least = groups.leasts();
        int[] most = groups.mosts();
        if (Water.volume(least, most, 0) > total || Water.volume(least, most, Slot.UNLIMITED) < total) {
            return null;
        }
        return Water.fill(least, most, total, this::nextSlotLevel);
    }

    /** The largest group in the most even totals that the ranges' upper ends allow by themselves. */
    private static int largestUnderLids(Tier groups, int total) {
        return Water.largest(Water.fill(groups.helds(), groups.mosts(), total));
    }

    /** The count of the slot that the next replica of a group would go to. */
    private int nextSlotLevel(int group, int total) {
        int[] now = fillGroup(group, total);
        int lowest = Integer.MAX_VALUE;
        for (int m = 0; m < now.length; m++) {
            if (now[m] < slots.most(members[group][m])) {
                lowest = Math.min(lowest, now[m]);
            }
        }
        return lowest;
    }

    private int[] fillGroup(int group, int total) {
        int[] least = new int[members[group].length];
        int[] most = new int[least.length];
        for (int m = 0; m < least.length; m++) {
            least[m] = slots.held(members[group][m]);
            most[m] = slots.most(members[group][m]);
        }
        return Water.fill(least, most, total);
    }
}
