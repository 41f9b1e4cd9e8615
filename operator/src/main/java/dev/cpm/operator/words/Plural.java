package dev.cpm.operator.words;

/** Numbers of things in sentences. */
public final class Plural {
    private Plural() {}

    /** "1 zone", "2 zones". */
    public static String of(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    /** "1 zone is", "2 zones are". */
    public static String is(long count, String thing) {
        return of(count, thing) + (count == 1 ? " is" : " are");
    }
}
