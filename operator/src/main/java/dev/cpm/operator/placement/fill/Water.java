package dev.cpm.operator.placement.fill;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntBinaryOperator;

/**
 * Even filling: counts rise like water in vessels that have a floor and a lid. The result has, of all ways to reach a
 * total, both the smallest maximum and the largest minimum, and the same holds for every number of largest ones.
 */
public final class Water {
    private Water() {}

    /** The largest level at which the vessels, each between its least and most, hold no more than {@code total}. */
    static int level(int[] least, int[] most, long total) {
        int low = 0;
        int high = 0;
        for (int lid : most) {
            high = Math.max(high, lid);
        }
        while (low < high) {
            int middle = low + (high - low + 1) / 2;
            if (volume(least, most, middle) <= total) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** What the vessels hold at a level. */
    static long volume(int[] least, int[] most, int level) {
        long sum = 0;
        for (int i = 0; i < least.length; i++) {
            sum += at(least[i], most[i], level);
        }
        return sum;
    }

    static int at(int least, int most, int level) {
        return Math.max(least, Math.min(most, level));
    }

    /** Whether a vessel that stands at {@code level} can take one more. */
    static boolean takesMore(int least, int most, int level) {
        return least <= level && level < most;
    }

    /** Fills to exactly {@code total}, which must lie between the sums of least and most; earlier vessels get the odd. */
    public static int[] fill(int[] least, int[] most, long total) {
        int level = level(least, most, total);
        long odd = total - volume(least, most, level);
        int[] counts = new int[least.length];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = at(least[i], most[i], level);
            if (odd > 0 && takesMore(least[i], most[i], level)) {
                counts[i]++;
                odd--;
            }
        }
        return counts;
    }

    /**
     * The same, but the odd go to the vessels of the lowest {@code rank}, which is asked for by the vessel and what it
     * holds; then to the earlier.
     */
    static int[] fill(int[] least, int[] most, int total, IntBinaryOperator rank) {
        int level = level(least, most, total);
        int odd = (int) (total - volume(least, most, level));
        int[] counts = new int[least.length];
        List<int[]> takers = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            counts[i] = at(least[i], most[i], level);
            if (odd > 0 && takesMore(least[i], most[i], level)) {
                takers.add(new int[] {rank.applyAsInt(i, counts[i]), i});
            }
        }
        takers.sort(Arrays::compare);
        for (int i = 0; i < odd; i++) {
            counts[takers.get(i)[1]]++;
        }
        return counts;
    }

    static int largest(int[] counts) {
        int largest = 0;
        for (int count : counts) {
            largest = Math.max(largest, count);
        }
        return largest;
    }
}
