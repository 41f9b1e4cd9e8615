package dev.cpm.operator.cli.report;

/** Numbers of things in sentences. */
final class Plural {
    private Plural() {}

    /** "1 zone", "2 zones". */
    static String of(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    /** "1 zone is", "2 zones are". */
    static String is(long count, String thing) {
        return of(count, thing) + (count == 1 ? " is" : " are");
    }
}
