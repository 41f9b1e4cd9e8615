package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What the commands that look at things print, whole; {@code -Dgolden.renew=true} renews them, as it does those of {@link
 * GoldenMessagesTest}.
 */
class TranscriptsTest {
    /** A line of its own, whole, as compilers print them: editors go by it. */
    private static final String MISTAKE = "[\\w./-]+:\\d+: .*";

    private static final Path FOLDER = Path.of("src", "test", "resources", "transcripts");

    @TestFactory
    Stream<DynamicTest> areWhatTheirCommandsPrint() throws IOException {
        return Files.list(FOLDER)
                .sorted()
                .map(Transcript::new)
                .map(transcript -> dynamicTest(transcript.command(), () -> compare(transcript)));
    }

    private static void compare(Transcript transcript) throws IOException {
        String now = transcript.now();
        if (GoldenMessagesTest.RENEW) {
            Files.writeString(transcript.file(), now);
        }
        assertThat(Files.readString(transcript.file())).isEqualTo(now);
        if (isText(transcript.command())) {
            int width = transcript.command().matches(".* (plan|--help).*") ? 100 : 80;
            assertThat(now.lines().skip(1).filter(line -> !line.matches(MISTAKE)))
                    .as("fits a terminal")
                    .allMatch(line -> line.replaceAll("␛\\[[0-9;]*m", "").length() <= width);
        }
    }

    private static boolean isText(String command) {
        return !command.matches(".* (-o (json|yaml|markdown|github|wide|xml)|--html) ?.*");
    }
}
