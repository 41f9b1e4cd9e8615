package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What is rehearsed is a start as it is, up to the first answers, and a good end. */
class StartRehearsalIT {
    /** A JVM that has much to write down at its end: more than the 9 s that the operator has for its own. */
    static final class SlowAtItsEnd {
        private static final Duration LONG = Duration.ofSeconds(11);

        public static void main(String[] args) throws IOException {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> LockSupport.parkNanos(LONG.toNanos())));
            StartRehearsal.main(args);
        }
    }

    @Test
    void itLeadsAndAnswersAndEnds() throws IOException, InterruptedException {
        Process rehearsal = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SlowAtItsEnd.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(rehearsal.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(rehearsal.waitFor()).as(said).isZero();
        assertThat(said)
                .contains("This process leads", "Answered 2 placements", "The lease is given back")
                .doesNotContain("[WARN]", "[ERROR]", "Exception");
    }
}
