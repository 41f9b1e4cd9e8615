package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Pauses that grow while a write fails. */
class PausesTest {
    private final Pauses<String> pauses = new Pauses<>();
    private long now = Long.MAX_VALUE - 5; // A monotonic clock may run over.

    private void fails(Duration retryAfter) {
        pauses.failed("web", new WriteOutcome.Failed<>(false, "no", retryAfter), now);
    }

    private Duration pause() {
        Duration step = Duration.ofMillis(100);
        Duration pause = Duration.ZERO;
        while (pauses.takeOver(now).isEmpty()) {
            assertThat(pauses.pausing("web")).isTrue();
            now += step.toNanos();
            pause = pause.plus(step);
        }
        assertThat(pauses.pausing("web")).isFalse();
        return pause;
    }

    @Test
    void theyDoubleUpToAMinute() {
        fails(Duration.ZERO);
        assertThat(pause()).isEqualTo(Duration.ofMillis(200));
        fails(Duration.ZERO);
        assertThat(pause()).isEqualTo(Duration.ofMillis(400));
        for (int i = 0; i < 100; i++) {
            fails(Duration.ZERO);
            pause();
        }
        fails(Duration.ZERO);
        assertThat(pause()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void theyAreAtLeastWhatTheServerAsksFor() {
        fails(Duration.ofSeconds(7));
        assertThat(pause()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void aChangeEndsThePauseAndSuccessTheirGrowth() {
        fails(Duration.ZERO);
        fails(Duration.ZERO);
        pauses.end("web");
        assertThat(pauses.pausing("web")).isFalse();
        fails(Duration.ZERO);
        assertThat(pause()).isEqualTo(Duration.ofMillis(800));
        pauses.well("web");
        fails(Duration.ZERO);
        assertThat(pause()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void whatIsGoneIsForgotten() {
        fails(Duration.ZERO);
        pauses.retain(key -> !key.equals("web"));
        assertThat(pauses.any()).isFalse();
        fails(Duration.ZERO);
        assertThat(pause()).as("another one of that name").isEqualTo(Duration.ofMillis(200));
    }
}
