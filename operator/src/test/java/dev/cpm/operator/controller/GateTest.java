package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who waits at the gate is let through, or gives up. */
class GateTest {
    private long now = Long.MAX_VALUE - 5;
    private final Gate gate = new Gate(2, () -> now);

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void whatWaitedForAMinuteInWhichNothingWasTakenIsGivenUpAndTheNextOneIsTried() throws InterruptedException {
        long begun = now;
        assertThat(gate.enter(begun)).isTrue();
        gate.shut(Duration.ofSeconds(30));
        gate.leave();
        pass(Duration.ofSeconds(31));
        assertThat(gate.enter(begun)).as("half a minute is bearable").isTrue();
        gate.shut(Duration.ofSeconds(30));
        pass(Duration.ofSeconds(30));
        assertThat(gate.enter(begun)).isFalse();
        gate.leave();
        assertThat(gate.enter(now)).isTrue();
    }

    @Test
    void whereOthersAreTakenOneWaitsForAsLongAsItTakes() throws InterruptedException {
        long begun = now;
        gate.enter(begun);
        gate.shut(Duration.ofSeconds(30));
        gate.leave();
        pass(Duration.ofSeconds(30));
        gate.enter(begun);
        gate.shut(Duration.ofSeconds(30));
        gate.taken();
        gate.leave();
        pass(Duration.ofSeconds(30));
        assertThat(gate.enter(begun)).isTrue();
        gate.leave();
        pass(Duration.ofHours(1));
        assertThat(gate.enter(begun)).as("nothing is refused any more").isTrue();
    }

    @Test
    void whoIsLetInWaitsForAPauseToo() throws InterruptedException {
        gate.enter(now);
        assertThat(gate.awaitOpen(now)).isTrue();
        gate.shut(Duration.ofSeconds(2));
        gate.close();
        assertThat(gate.awaitOpen(now)).isFalse();
    }

    @Test
    void nobodyEntersAfterTheEnd() throws InterruptedException {
        gate.close();
        assertThat(gate.enter(now)).isFalse();
    }
}
