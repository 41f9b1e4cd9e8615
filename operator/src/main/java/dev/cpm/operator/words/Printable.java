package dev.cpm.operator.words;

/**
 * Text that ends no line, moves no cursor and turns no direction. A name or a value in a message may be anybody's: printed as it is, it could
 * rewrite what stands on a terminal, or begin a line of its own, which a runner of workflows takes for a command.
 */
public final class Printable {
    private Printable() {}

    /** The same in one line, with its control characters as JSON writes them; letters of any script stay. */
    public static String line(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || turns(c)) {
                line.append('\\').append(name(c));
            } else {
                line.append(c);
            }
        }
        return line.toString();
    }

    /** Marks that turn the direction of what follows, and separators of lines. */
    private static boolean turns(char c) {
        return c == 0x061C || c == 0x200E || c == 0x200F || c >= 0x2028 && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    }

    private static String name(char control) {
        return switch (control) {
            case '\n' -> "n";
            case '\r' -> "r";
            case '\t' -> "t";
            default -> "u%04x".formatted((int) control);
        };
    }
}
