package dev.cpm.operator.placement.fill;

/**
 * The counts with a total that keep every bound and are nearest to what each slot holds now: the fewest replicas leave
 * their slot; of such counts the most even.
 *
 * <p>At given levels (see {@link Ranges}) every slot and every group has a range. Each count goes into its range by the
 * shortest way; from there every further replica that must leave costs exactly one move, whoever gives it, and every one
 * that comes costs none. So all ways with the fewest moves lie between that point and one end of the ranges, and even
 * filling there is the most even of them.
 */
final class Nearest {
    private final Problem problem;
    private final boolean flat;
    private final int[][] members;
    private final int[] now;
    private final int held;
    private final Ranges.Domains slots;
    private int[] best;
    private int fewest;

    Nearest(Problem problem, int[] lids) {
        this.problem = problem;
        this.flat = problem.flat();
        this.members = problem.members();
        int n = problem.slots().size();
        now = problem.slots().stream().mapToInt(Slot::held).toArray();
        held = problem.held();
        int[] most = new int[n];
        int[] full = new int[n];
        boolean[] eligible = new boolean[n];
        for (int i = 0; i < n; i++) {
            Slot slot = problem.slots().get(i);
            most[i] = Math.min(Math.min(lids[i], slot.most()), held + problem.wanted());
            full[i] = slot.full();
            eligible[i] = slot.eligible();
        }
        slots = new Ranges.Domains(now, new int[n], most, full, eligible);
    }

    /** The largest total, up to all that are wanted, that can keep every bound; -1 if there is none. */
    int largestTotal() {
        if (problem.wanted() == 0) {
            return exactly(held) == null ? -1 : held;
        }
        int limit = held + problem.wanted();
        int[] largest = {-1};
        Ranges.each(slots, problem.bounds(Bound.Level.SLOT), limit, held, ranges -> {
            int most = Math.min(limit, Ranges.sum(ranges.most()));
            if (flat) {
                largest[0] = Math.max(largest[0], most);
            } else if (most > largest[0]) {
                Ranges.each(
                        groupsAt(ranges),
                        problem.bounds(Bound.Level.GROUP),
                        limit,
                        held,
                        groups -> largest[0] = Math.max(largest[0], Math.min(limit, Ranges.sum(groups.most()))));
            }
        });
        return largest[0];
    }

    /** The nearest counts with exactly {@code total} replicas, or null if there are none. */
    int[] exactly(int total) {
        best = null;
        fewest = Integer.MAX_VALUE;
        Ranges.each(slots, problem.bounds(Bound.Level.SLOT), total, total, ranges -> {
            if (fewest == 0 && total == held) {
                // Where nobody moves and nobody comes, all is as it is now.
                return;
            }
            int[] nearest = ranges.nearest(now);
            int forced = FewestMoves.count(problem, nearest);
            if (forced + Math.max(0, Ranges.sum(nearest) - total) > fewest) {
                return;
            }
            if (flat) {
                consider(fill(ranges, nearest, total, members[0]));
                return;
            }
            int[] wish = problem.totals(Bound.Level.GROUP, nearest);
            Ranges.each(groupsAt(ranges), problem.bounds(Bound.Level.GROUP), total, total, groups -> {
                if (forced + leaving(wish, groups, total) <= fewest && (fewest > 0 || total > held)) {
                    int[] totals = totals(ranges, nearest, groups, total);
                    consider(problem.assemble(members, g -> fill(ranges, nearest, totals[g], members[g])));
                }
            });
        });
        return best;
    }

    /** How many must leave their group at least. */
    private static int leaving(int[] wish, Ranges groups, int total) {
        int[] point = groups.nearest(wish);
        int leaving = Math.max(0, Ranges.sum(point) - total);
        for (int g = 0; g < wish.length; g++) {
            leaving += Math.max(0, wish[g] - point[g]);
        }
        return leaving;
    }

    private void consider(int[] counts) {
        if (best == null || FewestMoves.better(problem, counts, best)) {
            best = counts;
            fewest = FewestMoves.count(problem, counts);
        }
    }

    private Ranges.Domains groupsAt(Ranges ranges) {
        int groups = problem.groups();
        Ranges.Domains sums = new Ranges.Domains(
                new int[groups], new int[groups], new int[groups], new int[groups], new boolean[groups]);
        for (int i = 0; i < now.length; i++) {
            int group = problem.slots().get(i).group();
            sums.now()[group] += now[i];
            sums.least()[group] += ranges.least()[i];
            sums.most()[group] += ranges.most()[i];
            long full = slots.eligible()[i] ? slots.full()[i] : slots.most()[i];
            sums.full()[group] = (int) Math.min(Slot.UNLIMITED, sums.full()[group] + full);
            sums.eligible()[group] |= slots.eligible()[i];
        }
        return sums;
    }

    /** The totals of the groups; an odd replica goes where it raises the lowest slot, then to the earlier group. */
    private int[] totals(Ranges ranges, int[] nearest, Ranges groups, int total) {
        int[] wish = problem.totals(Bound.Level.GROUP, nearest);
        int[] point = groups.nearest(wish);
        boolean more = Ranges.sum(point) <= total;
        int[] least = more ? point : groups.least();
        int[] most = more ? groups.most() : point;
        return Water.fill(least, most, total, (group, count) -> lowestRaised(ranges, nearest, count, group));
    }

    /** The count of the slot that one more replica of a group goes to. */
    private int lowestRaised(Ranges ranges, int[] nearest, int total, int group) {
        int[] before = fill(ranges, nearest, total, members[group]);
        int[] after = fill(ranges, nearest, total + 1, members[group]);
        for (int m = 0; m < before.length; m++) {
            if (after[m] > before[m]) {
                return before[m];
            }
        }
        return Integer.MAX_VALUE;
    }

    /** Even filling of some slots between the nearest counts and the end of the ranges. */
    private static int[] fill(Ranges ranges, int[] nearest, int total, int[] of) {
        int[] point = pick(nearest, of);
        return Ranges.sum(point) <= total
                ? Water.fill(point, pick(ranges.most(), of), total)
                : Water.fill(pick(ranges.least(), of), point, total);
    }

    private static int[] pick(int[] counts, int[] of) {
        int[] picked = new int[of.length];
        for (int m = 0; m < picked.length; m++) {
            picked[m] = counts[of[m]];
        }
        return picked;
    }
}
