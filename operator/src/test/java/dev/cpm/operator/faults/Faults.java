package dev.cpm.operator.faults;

import java.util.stream.LongStream;

/** How long the fault tests run: shortly in every build, at length with {@code -Pfaults}. */
final class Faults {
    static final boolean LONG = Boolean.getBoolean("faults");

    /** The first of the seeds, to run one again that failed. */
    private static final long FIRST = Long.getLong("faults.seed", 1);

    private Faults() {}

    /** The seeds of a test: one in every build, at length so many. */
    static LongStream seeds(int atLength) {
        int count = Integer.getInteger("faults.seeds", LONG ? atLength : 1);
        return LongStream.range(FIRST, FIRST + count);
    }
}
