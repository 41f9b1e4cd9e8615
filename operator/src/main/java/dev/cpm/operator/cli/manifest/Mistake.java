package dev.cpm.operator.cli.manifest;

/**
 * Something wrong in what a user gave, in one line.
 *
 * @param line counted from 1; 0 where it is no matter of a line
 */
public record Mistake(String file, int line, String message) {

    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + ": " + message;
    }
}
