package dev.cpm.operator.placement;

import dev.cpm.operator.api.Cpm;
import java.util.BitSet;
import java.util.stream.IntStream;

/** A set of replica indexes, 0 to 9999, written as in a Job's status: {@code 0,2,4-6}. Immutable. */
public final class Indexes {
    public static final Indexes NONE = new Indexes(new BitSet());

    private final BitSet bits;
    private final int size;

    private Indexes(BitSet bits) {
        this.bits = bits;
        this.size = bits.cardinality();
    }

    static Indexes of(BitSet bits) {
        return new Indexes((BitSet) bits.clone());
    }

    public static Indexes of(int... indexes) {
        BitSet bits = new BitSet();
        IntStream.of(indexes).forEach(bits::set);
        return new Indexes(bits);
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
        return new Indexes(bits);
    }

    private static int index(String digits) {
        if (!digits.matches("[0-9]{1,5}")) {
            return -1;
        }
        int index = Integer.parseInt(digits);
        return index < Cpm.MAX_REPLICAS ? index : -1;
    }

    public int size() {
        return size;
    }

    public IntStream stream() {
        return bits.stream();
    }

    BitSet toBits() {
        return (BitSet) bits.clone();
    }

    Indexes without(Indexes others) {
        BitSet rest = toBits();
        rest.andNot(others.bits);
        return new Indexes(rest);
    }

    Indexes and(Indexes others) {
        BitSet all = toBits();
        all.or(others.bits);
        return new Indexes(all);
    }

    /** Without the {@code count} highest indexes. */
    Indexes withoutHighest(int count) {
        BitSet rest = toBits();
        for (int i = 0; i < count && !rest.isEmpty(); i++) {
            rest.clear(rest.length() - 1);
        }
        return new Indexes(rest);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Indexes indexes && bits.equals(indexes.bits);
    }

    @Override
    public int hashCode() {
        return bits.hashCode();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int first = bits.nextSetBit(0); first >= 0; ) {
            int last = bits.nextClearBit(first) - 1;
            text.append(text.isEmpty() ? "" : ",").append(first);
            if (last > first) {
                text.append(last == first + 1 ? "," : "-").append(last);
            }
            first = bits.nextSetBit(last + 1);
        }
        return text.toString();
    }
}
