package dev.cpm.operator.cli.look;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Commands as one types them into a shell. */
final class Shell {
    /** What means the same to every shell as it stands. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");

    private Shell() {}

    /** Words in a row, each quoted where a shell would read something else. */
    static String words(List<String> words) {
        return words.stream().map(Shell::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
