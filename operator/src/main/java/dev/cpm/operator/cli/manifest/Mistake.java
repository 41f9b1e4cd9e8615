package dev.cpm.operator.cli.manifest;

import dev.cpm.operator.words.Printable;

/**
 * Something wrong in what a user gave.
 *
 * @param line counted from 1; 0 where it is no matter of a line
 */
public record Mistake(String file, int line, String message) {

    /** In one line, whatever is in the names and values that it tells. */
    @Override
    public String toString() {
        return Printable.line(file + (line > 0 ? ":" + line : "") + ": " + message);
    }
}
