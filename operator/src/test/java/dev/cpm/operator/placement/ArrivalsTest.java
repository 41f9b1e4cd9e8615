package dev.cpm.operator.placement;

import static dev.cpm.operator.placement.Ask.ask;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Who gets the last machine: the older placement, unless both came with one apply. */
class ArrivalsTest {
    private final TestWorld world = new TestWorld().zone("r1-a", 1);

    @Test
    void ofOneApplyTheNameDecides() {
        world.apply(ask("zz").created("2026-01-01T00:00:00Z"))
                .apply(ask("mm").created("2026-01-01T00:00:02Z"))
                .apply(ask("aa").created("2026-01-01T00:00:04Z"))
                .settle();
        assertThat(world.status("aa").placed()).isEqualTo(1);
    }

    @Test
    void whatCameLaterIsYounger() {
        world.apply(ask("zz").created("2026-01-01T00:00:00Z"))
                .apply(ask("aa").created("2026-01-01T00:00:03Z"))
                .settle();
        assertThat(world.status("zz").placed()).isEqualTo(1);
    }

    @Test
    void whoeverWaitsIsOlderThanWhatComesNow() {
        world.zone("r1-a", 0)
                .apply(ask("zz").created("2026-01-01T00:00:00Z"))
                .settle()
                .apply(ask("aa").created("2026-01-01T00:00:01Z"))
                .zone("r1-a", 1)
                .settle();
        assertThat(world.status("zz").placed()).isEqualTo(1);
        assertThat(world.status("aa").placed()).isZero();
    }

    /** Of three the second has its answer; the others come late, as after an outage. */
    @Test
    void nobodyGetsOlderThanOneThatWaits() {
        world.zone("r1-a", 0)
                .apply(ask("zz").created("2026-01-01T00:00:01Z"))
                .settle()
                .apply(ask("mm").created("2026-01-01T00:00:00Z"))
                .apply(ask("aa").created("2026-01-01T00:00:02Z"))
                .zone("r1-a", 2)
                .settle();
        assertThat(world.status("mm").placed()).isEqualTo(1);
        assertThat(world.status("zz").placed()).isEqualTo(1);
        assertThat(world.status("aa").placed()).isZero();
    }

    @Test
    void anApplyThatNeverEndsDoesNotMakeEverybodyEquallyOld() {
        for (int second = 0; second < 20; second += 2) {
            world.apply(ask("p" + (99 - second)).created("2026-01-01T00:00:%02dZ".formatted(second)));
        }
        world.settle();
        assertThat(world.status("p89").placed())
                .as("the first by name of the first ten seconds")
                .isEqualTo(1);
    }
}
