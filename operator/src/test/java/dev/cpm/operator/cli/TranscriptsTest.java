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
        if (!transcript.command().contains(" -o ")) {
            int width = transcript.command().contains(" plan ") ? 100 : 80;
            assertThat(now.lines().skip(1)).as("fits a terminal").allMatch(line -> line.length() <= width);
        }
    }
}
