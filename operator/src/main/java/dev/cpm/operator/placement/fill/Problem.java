package dev.cpm.operator.placement.fill;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What to fill: slots in order of preference, how many new replicas want a place, and the rules.
 *
 * @param slots the slots, by group; where all else is equal, an earlier one gets the odd replica
 * @param groups how many groups there are; a slot's group is less than this
 * @param wanted new replicas that want a place, 0 or more
 * @param bounds skew bounds that hold replicas back
 * @param wishes rules that are broken rather than holding replicas back
 * @param evenGroups whether evenness over groups comes before evenness over slots
 */
public record Problem(
        List<Slot> slots, int groups, int wanted, List<Bound> bounds, List<Wish> wishes, boolean evenGroups) {

    public Problem {
        slots = List.copyOf(slots);
        bounds = List.copyOf(bounds);
        wishes = List.copyOf(wishes);
    }

    /** The same problem with one more bound. */
    public Problem with(Bound bound) {
        List<Bound> more = new ArrayList<>(bounds);
        more.add(bound);
        return new Problem(slots, groups, wanted, more, wishes, evenGroups);
    }

    /** The same problem with other slots. */
    public Problem with(List<Slot> newSlots) {
        return new Problem(newSlots, groups, wanted, bounds, wishes, evenGroups);
    }

    /** Replicas that are there already. */
    int held() {
        int sum = 0;
        for (Slot slot : slots) {
            sum += slot.held();
        }
        return sum;
    }

    /** Whether the groups play no part, so that all slots can be filled as one. */
    boolean flat() {
        for (Bound bound : bounds) {
            if (bound.level() == Bound.Level.GROUP) {
                return false;
            }
        }
        return !evenGroups;
    }

    List<Bound> bounds(Bound.Level level) {
        List<Bound> ofLevel = new ArrayList<>(bounds);
        ofLevel.removeIf(b -> b.level() != level);
        return ofLevel;
    }

    /** The counts of the domains of a level. */
    int[] totals(Bound.Level level, int[] counts) {
        if (level == Bound.Level.SLOT) {
            return counts;
        }
        int[] totals = new int[groups];
        for (int i = 0; i < counts.length; i++) {
            totals[slots.get(i).group()] += counts[i];
        }
        return totals;
    }

    /** The slots of each group; where groups play no part, all slots as one group. */
    int[][] members() {
        int size = slots.size();
        if (flat()) {
            int[] all = new int[size];
            Arrays.setAll(all, i -> i);
            return new int[][] {all};
        }
        int[] sizes = new int[groups];
        slots.forEach(slot -> sizes[slot.group()]++);
        int[][] members = new int[groups][];
        Arrays.setAll(members, group -> new int[sizes[group]]);
        for (int i = size - 1; i >= 0; i--) {
            int group = slots.get(i).group();
            members[group][--sizes[group]] = i;
        }
        return members;
    }

    /** The counts of all slots, put together from those of each group's members. */
    int[] assemble(int[][] members, IntFunction<int[]> ofGroup) {
        int[] counts = new int[slots.size()];
        for (int g = 0; g < members.length; g++) {
            int[] filled = ofGroup.apply(g);
            for (int m = 0; m < filled.length; m++) {
                counts[members[g][m]] = filled[m];
            }
        }
        return counts;
    }

    /** The slots as a tier. */
    Tier slotTier() {
        int n = slots.size();
        Tier tier = new Tier(n);
        for (int i = 0; i < n; i++) {
            Slot slot = slots.get(i);
            int most = Math.min(slot.most(), slot.held() + wanted);
            tier.set(i, slot.held(), slot.held(), most, slot.full(), slot.eligible());
        }
        return tier;
    }

    /** The domains of a level, free to hold exactly {@code counts}: what a finished assignment is judged against. */
    Tier tier(Bound.Level level, int[] counts) {
        Tier slotTier = slotTier();
        if (level == Bound.Level.SLOT) {
            return slotTier;
        }
        int[] totals = totals(level, counts);
        return groupTier(slotTier, totals, totals);
    }

    /** The groups as a tier, each between {@code least} and {@code most}. */
    Tier groupTier(Tier slotTier, int[] least, int[] most) {
        int[] held = new int[groups];
        long[] full = new long[groups];
        boolean[] eligible = new boolean[groups];
        for (int i = 0; i < slots.size(); i++) {
            int group = slots.get(i).group();
            held[group] += slotTier.held(i);
            full[group] += slotTier.eligible(i) ? slotTier.full(i) : slotTier.held(i);
            eligible[group] |= slotTier.eligible(i);
        }
        Tier tier = new Tier(groups);
        for (int g = 0; g < groups; g++) {
            tier.set(g, held[g], least[g], most[g], (int) Math.min(Slot.UNLIMITED, full[g]), eligible[g]);
        }
        return tier;
    }

    /** The counts, largest first: what evenness compares. */
    static int[] largestFirst(int[] counts) {
        int[] sorted = counts.clone();
        Arrays.sort(sorted);
        for (int i = 0, j = sorted.length - 1; i < j; i++, j--) {
            int swap = sorted[i];
            sorted[i] = sorted[j];
            sorted[j] = swap;
        }
        return sorted;
    }
}
