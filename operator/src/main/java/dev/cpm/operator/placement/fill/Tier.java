package dev.cpm.operator.placement.fill;

import java.util.List;

/**
 * Domains of one level (slots, or groups of slots), each with a range of counts.
 *
 * <p>All skew bounds of a tier are decided by one number, the <em>level</em> that no receiving domain exceeds. At a
 * given level a bound is only a range for each domain: at most the level where new replicas come, at least
 * {@code level - maxSkew} where the domain counts for the global minimum. So "is there an assignment that keeps every
 * bound" becomes "is there a level whose ranges leave room for the total".
 */
final class Tier {
    private final int[] held;
    private final int[] least;
    private final int[] most;
    private final int[] full;
    private final boolean[] eligible;
    private int largestHeld;

    Tier(int size) {
        held = new int[size];
        least = new int[size];
        most = new int[size];
        full = new int[size];
        eligible = new boolean[size];
    }

    void set(int i, int newHeld, int newLeast, int newMost, int newFull, boolean isEligible) {
        held[i] = newHeld;
        least[i] = newLeast;
        most[i] = newMost;
        full[i] = newFull;
        eligible[i] = isEligible;
        largestHeld = Math.max(largestHeld, newHeld);
    }

    int size() {
        return held.length;
    }

    int held(int i) {
        return held[i];
    }

    int full(int i) {
        return full[i];
    }

    int most(int i) {
        return most[i];
    }

    int[] helds() {
        return held.clone();
    }

    int[] leasts() {
        return least.clone();
    }

    int[] mosts() {
        return most.clone();
    }

    boolean eligible(int i) {
        return eligible[i];
    }

    /**
     * What bounds ask of eligible domains at a level.
     *
     * @param any the least count of each
     * @param unlessFull the least count of each that is not full by then
     */
    record Floor(int any, int unlessFull) {
        int of(int full) {
            return Math.max(any, Math.min(unlessFull, full));
        }
    }

    Floor floor(int level, List<Bound> bounds) {
        int any = 0;
        int unlessFull = 0;
        for (Bound bound : bounds) {
            int floor = (bound.everyone() ? Math.max(level, largestHeld) : level) - bound.maxSkew();
            if (bound.zeroMinimum()) {
                floor = 0;
            }
            if (bound.honorCapacity()) {
                unlessFull = Math.max(unlessFull, floor);
            } else {
                any = Math.max(any, floor);
            }
        }
        return new Floor(any, unlessFull);
    }

    /** The least count of domain {@code i} above a floor. */
    int lower(int i, Floor floor) {
        return eligible[i] ? Math.max(least[i], floor.of(full[i])) : least[i];
    }

    /** The largest count of domain {@code i} at a level. */
    int upper(int i, int level) {
        return Math.max(held[i], Math.min(most[i], level));
    }

    /** The largest level that is worth trying: beyond it a domain could not follow, or nothing more would fit. */
    int highestLevel(List<Bound> bounds) {
        int highest = 0;
        for (int i = 0; i < size(); i++) {
            highest = Math.max(highest, most[i]);
        }
        for (Bound bound : bounds) {
            if (bound.zeroMinimum()) {
                highest = Math.min(highest, bound.maxSkew());
                continue;
            }
            for (int i = 0; i < size(); i++) {
                if (eligible[i] && !(bound.honorCapacity() && most[i] >= full[i])) {
                    highest = Math.min(highest, most[i] + bound.maxSkew());
                }
            }
        }
        return highest;
    }

    /** The lowest level that is worth trying: below it ranges only shrink. */
    int lowestLevel(List<Bound> bounds) {
        return lowestLevel(bounds, highestLevel(bounds));
    }

    private int lowestLevel(List<Bound> bounds, int highest) {
        int lowest = highest;
        for (Bound bound : bounds) {
            if (!bound.zeroMinimum()) {
                lowest = Math.min(lowest, bound.maxSkew());
            }
        }
        for (int i = 0; i < size(); i++) {
            if (least[i] > held[i]) {
                lowest = Math.max(lowest, least[i]);
            }
        }
        return lowest;
    }

    /** Whether every domain has a range at this level. */
    boolean possible(int level, List<Bound> bounds) {
        Floor floor = floor(level, bounds);
        for (int i = 0; i < size(); i++) {
            if (lower(i, floor) > upper(i, level)) {
                return false;
            }
        }
        return bounds.stream().noneMatch(b -> b.everyone() && b.zeroMinimum() && largestHeld > b.maxSkew());
    }

    /** The largest level worth trying whose least counts are no more than {@code limit}; below the lowest if there is none. */
    int highestLevel(long limit, List<Bound> bounds) {
        int high = highestLevel(bounds);
        int low = lowestLevel(bounds, high);
        if (low > high || sumOfLower(low, bounds) > limit) {
            return low - 1;
        }
        while (low < high) {
            int middle = low + (high - low + 1) / 2;
            if (sumOfLower(middle, bounds) <= limit) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** The largest total up to {@code limit} that keeps every bound, or -1 if there is none. */
    long largestTotal(long limit, List<Bound> bounds) {
        int level = highestLevel(limit, bounds);
        return level < lowestLevel(bounds) || !possible(level, bounds) ? -1 : Math.min(limit, sumOfUpper(level));
    }

    /** What all domains hold at most at a level. */
    long sumOfUpper(int level) {
        long sum = 0;
        for (int i = 0; i < size(); i++) {
            sum += upper(i, level);
        }
        return sum;
    }

    private long sumOfLower(int level, List<Bound> bounds) {
        Floor floor = floor(level, bounds);
        long sum = 0;
        for (int i = 0; i < size(); i++) {
            sum += lower(i, floor);
        }
        return sum;
    }

    /** Whether finished counts keep every one of some bounds. */
    boolean holds(int[] counts, List<Bound> bounds) {
        for (Bound bound : bounds) {
            if (!holds(counts, bound)) {
                return false;
            }
        }
        return true;
    }

    /** Whether finished counts keep a bound. */
    boolean holds(int[] counts, Bound bound) {
        return skew(counts, bound) <= bound.maxSkew();
    }

    /** The skew of finished counts as the bound sees it; over receiving domains only, unless it is for everyone. */
    int skew(int[] counts, Bound bound) {
        int fewest = Integer.MAX_VALUE;
        int largest = 0;
        for (int i = 0; i < size(); i++) {
            if (eligible[i] && !(bound.honorCapacity() && counts[i] >= full[i])) {
                fewest = Math.min(fewest, counts[i]);
            }
            if (bound.everyone() || counts[i] > held[i]) {
                largest = Math.max(largest, counts[i]);
            }
        }
        if (bound.zeroMinimum()) {
            fewest = 0;
        }
        return fewest == Integer.MAX_VALUE ? 0 : Math.max(0, largest - fewest);
    }
}
