package dev.cpm.operator.placement.model;

import dev.cpm.operator.api.Cpm;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/** A set of replica indexes, 0 to 9999, written as in a Job's status: {@code 0,2,4-6}. Immutable. */
public final class Indexes {
    public static final Indexes NONE = new Indexes(new int[0]);

    /** Ascending. No bit set: of a thousand zones each holds a few of ten thousand indexes. */
    private final int[] sorted;

    private Indexes(int[] sorted) {
        this.sorted = sorted;
    }

    public static Indexes of(BitSet bits) {
        return new Indexes(bits.stream().toArray());
    }

    public static Indexes of(int... indexes) {
        return new Indexes(IntStream.of(indexes).sorted().distinct().toArray());
    }

    /** Of indexes that ascend already; the array is not copied. */
    public static Indexes ofSorted(int[] indexes) {
        return new Indexes(indexes);
    }

    /**
     * Reads indexes leniently: what is not a range of indexes is left out, so that a status edited by hand cannot stop
     * the operator.
     */
    public static Indexes parse(String text) {
        BitSet bits = new BitSet();
        for (String part : text == null ? new String[0] : text.split(",")) {
            String[] ends = part.trim().split("-", 2);
            int first = index(ends[0]);
            int last = ends.length == 1 ? first : index(ends[1]);
            if (first >= 0 && last >= first) {
                bits.set(first, last + 1);
            }
        }
        return of(bits);
    }

    private static int index(String digits) {
        boolean number = !digits.isEmpty() && digits.length() <= 5;
        for (int i = 0; number && i < digits.length(); i++) {
            number = digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
        }
        int index = number ? Integer.parseInt(digits) : -1;
        return index < Cpm.MAX_REPLICAS ? index : -1;
    }

    public int size() {
        return sorted.length;
    }

    public IntStream stream() {
        return IntStream.of(sorted);
    }

    /** These indexes as bits, which the caller may change. */
    public BitSet bits() {
        BitSet bits = new BitSet();
        addTo(bits);
        return bits;
    }

    /** Marks these indexes in {@code bits}. */
    void addTo(BitSet bits) {
        for (int index : sorted) {
            bits.set(index);
        }
    }

    public Indexes without(BitSet others) {
        return new Indexes(stream().filter(index -> !others.get(index)).toArray());
    }

    public Indexes and(Indexes others) {
        if (sorted.length == 0) {
            return others;
        }
        int[] all = Arrays.copyOf(sorted, sorted.length + others.sorted.length);
        System.arraycopy(others.sorted, 0, all, sorted.length, others.sorted.length);
        return of(all);
    }

    /** Without the {@code count} highest indexes. */
    public Indexes withoutHighest(int count) {
        return new Indexes(Arrays.copyOf(sorted, Math.max(0, sorted.length - count)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Indexes indexes && Arrays.equals(sorted, indexes.sorted);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sorted);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        int next;
        for (int i = 0; i < sorted.length; i = next) {
            next = i + 1;
            while (next < sorted.length && sorted[next] == sorted[next - 1] + 1) {
                next++;
            }
            text.append(text.isEmpty() ? "" : ",").append(sorted[i]);
            if (next - i > 1) {
                text.append(next - i == 2 ? "," : "-").append(sorted[next - 1]);
            }
        }
        return text.toString();
    }
}
