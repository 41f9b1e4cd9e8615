package dev.cpm.operator.controller;

/** Counts with their noun, for the log. */
final class Counted {
    private Counted() {}

    /** "1 placement", "3 placements". */
    static String of(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : noun.endsWith("s") ? "es" : "s");
    }
}
