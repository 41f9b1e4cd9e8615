package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is rehearsed is a start as it is, up to the first answers, and a good end. */
class StartRehearsalTest {
    @Test
    void itLeadsAndAnswersAndEnds() throws IOException, InterruptedException {
        Process rehearsal = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartRehearsal.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(rehearsal.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(rehearsal.waitFor()).as(said).isZero();
        assertThat(said)
                .contains("This process leads", "Answered 2 placements", "The lease is given back")
                .doesNotContain("[WARN]", "[ERROR]", "Exception");
    }
}
