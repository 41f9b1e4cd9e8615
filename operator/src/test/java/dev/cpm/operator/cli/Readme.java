package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** README.md, for tests that know what a part of it has to say. {@code -Dgolden.renew=true} has it say so. */
public final class Readme {
    private static final Path FILE = Path.of("..", "README.md");

    private Readme() {}

    public static String text() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first group of the one place that a pattern matches. */
    public static String part(Pattern pattern) {
        return found(pattern).group(1);
    }

    /** Fails unless that is what is really so. */
    public static void says(Pattern pattern, String real) {
        if (GoldenMessagesTest.RENEW) {
            MatchResult found = found(pattern);
            write(text().substring(0, found.start(1)) + real + text().substring(found.end(1)));
        }
        assertThat(part(pattern)).isEqualTo(real);
    }

    private static MatchResult found(Pattern pattern) {
        List<MatchResult> found = pattern.matcher(text()).results().toList();
        assertThat(found).as("places in README.md with %s", pattern).hasSize(1);
        return found.get(0);
    }

    private static void write(String text) {
        try {
            Files.writeString(FILE, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
