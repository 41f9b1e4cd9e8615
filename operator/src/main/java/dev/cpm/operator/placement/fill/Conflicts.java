package dev.cpm.operator.placement.fill;

import java.util.function.IntPredicate;

/**
 * Wishes that cannot be kept, alone or two of them together: no set with them can be either, so that of the very many
 * sets of many wishes few are left to look for counts that keep them. Mutable, for one owner.
 */
final class Conflicts {
    private final IntPredicate canBeKept;
    /** By wish: those after it that it cannot be kept with, as bits. */
    private final int[] conflicting;

    /** By wish: those after it with which that was found out. */
    private final int[] tried;

    /** {@code canBeKept} finds out whether any counts keep a set, given as bits. */
    Conflicts(int wishes, IntPredicate canBeKept) {
        this.canBeKept = canBeKept;
        this.conflicting = new int[wishes];
        this.tried = new int[wishes];
    }

    /** Those of a set that cannot be kept even alone. */
    int hopeless(int set) {
        int hopeless = 0;
        for (int left = set; left != 0; left &= left - 1) {
            int one = Integer.lowestOneBit(left);
            hopeless |= canBeKept.test(one) ? 0 : one;
        }
        return hopeless;
    }

    /** Whether a set cannot be kept, since two of it cannot. */
    boolean within(int set) {
        for (int first = set; first != 0; first &= first - 1) {
            for (int second = first & first - 1; second != 0; second &= second - 1) {
                if (conflict(Integer.numberOfTrailingZeros(first), Integer.numberOfTrailingZeros(second))) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean conflict(int a, int b) {
        if ((tried[a] & 1 << b) == 0) {
            tried[a] |= 1 << b;
            conflicting[a] |= canBeKept.test(1 << a | 1 << b) ? 0 : 1 << b;
        }
        return (conflicting[a] & 1 << b) != 0;
    }
}
