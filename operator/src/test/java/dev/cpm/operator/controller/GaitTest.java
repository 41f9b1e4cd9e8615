package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long it rests between pages. */
class GaitTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void whoWaitsIsGivenOnePageAfterTheOther() {
        Gait gait = Gait.hurried();
        assertThat(gait.restAfter(SECOND)).isZero();
        assertThat(gait.page()).isEqualTo(Gait.PAGE);
    }

    @Test
    void whatNobodyWaitsForTakesAFifthOfTheTime() {
        Gait gait = Gait.unhurried();
        assertThat(gait.restAfter(SECOND)).isEqualTo(4 * SECOND);
        assertThat(gait.restAfter(SECOND / 10)).isEqualTo(4 * SECOND / 10);
        assertThat(gait.page()).isLessThan(Gait.PAGE);
    }

    /** The version that is read is not kept for ever. */
    @Test
    void allRestsTogetherAreTwoMinutes() {
        Gait gait = Gait.unhurried();
        long rests = 0;
        for (int page = 0; page < 1_000; page++) {
            rests += gait.restAfter(SECOND / 5);
        }
        assertThat(rests).isEqualTo(120 * SECOND);
        assertThat(gait.restAfter(SECOND)).isZero();
    }
}
