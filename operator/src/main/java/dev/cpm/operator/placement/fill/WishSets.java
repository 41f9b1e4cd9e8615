package dev.cpm.operator.placement.fill;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/** Sets of wishes as bits, and what it costs to break them. */
final class WishSets {
    /** An error weighs more than all warnings together; there are fewer than 32 wishes. */
    private static final int ERROR = 32;

    private WishSets() {}

    /** The sets to keep, one after another, those that break least first; none of them with one that is hopeless. */
    static Iterable<Integer> byCost(List<Wish> wishes, int hopeless) {
        return () -> new ByCost(wishes, hopeless);
    }

    /** The wishes that counts break. */
    static int broken(Problem problem, int[] counts) {
        int broken = 0;
        for (int i = 0; i < problem.wishes().size(); i++) {
            if (!problem.wishes().get(i).holds(problem, counts)) {
                broken |= 1 << i;
            }
        }
        return broken;
    }

    /** What a set of broken wishes costs. */
    static int cost(List<Wish> wishes, int broken) {
        int cost = 0;
        for (int i = 0; i < wishes.size(); i++) {
            if ((broken & 1 << i) != 0) {
                cost += wishes.get(i).error() ? ERROR : 1;
            }
        }
        return cost;
    }

    private static final class ByCost implements Iterator<Integer> {
        private final int all;
        private final int hopeless;
        private final PriorityQueue<Integer> brokenNext;

        ByCost(List<Wish> wishes, int hopeless) {
            this.all = wishes.size();
            this.hopeless = hopeless;
            this.brokenNext = new PriorityQueue<>(Comparator.comparing((Integer broken) -> cost(wishes, broken))
                    .thenComparing(Comparator.naturalOrder()));
            brokenNext.add(hopeless);
        }

        @Override
        public boolean hasNext() {
            return !brokenNext.isEmpty();
        }

        @Override
        public Integer next() {
            int broken = brokenNext.remove();
            // Each set comes from one other: the same without its last wish.
            for (int i = 32 - Integer.numberOfLeadingZeros(broken & ~hopeless); i < all; i++) {
                if ((hopeless & 1 << i) == 0) {
                    brokenNext.add(broken | 1 << i);
                }
            }
            return ~broken & (1 << all) - 1;
        }
    }
}
