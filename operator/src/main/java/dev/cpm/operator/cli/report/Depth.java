package dev.cpm.operator.cli.report;

/** How much to tell. */
public enum Depth {
    /** What is long is folded, and what is healthy passed over. */
    Folded,
    /** Nothing is folded. */
    Unfolded,
    /** What is healthy is told of as well. */
    All;

    /** By how often an option was given. */
    public static Depth of(int times) {
        return values()[Math.min(times, All.ordinal())];
    }

    /** How many of a list to show, where folded ones show {@code usual}. */
    int limit(int usual) {
        return this == Folded ? usual : Integer.MAX_VALUE;
    }
}
