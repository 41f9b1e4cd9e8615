package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long it rests between pages. */
class GaitTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void whoWaitsIsGivenOnePageAfterTheOther() {
        Gait gait = Gait.hurried();
        assertThat(gait.restAfter(SECOND, 1_000)).isZero();
        assertThat(gait.page()).isEqualTo(Gait.PAGE);
    }

    @Test
    void whatNobodyWaitsForTakesAFifthOfTheTime() {
        Gait gait = Gait.unhurried();
        assertThat(gait.restAfter(SECOND, 1_000)).isEqualTo(4 * SECOND);
        assertThat(gait.restAfter(SECOND / 10, 900)).isEqualTo(4 * SECOND / 10);
        assertThat(gait.page()).isLessThan(Gait.PAGE);
    }

    /** The version that is read is not kept for ever; and the end of a list is as gentle as its beginning. */
    @Test
    void allRestsTogetherAreTwoMinutesAndEvenlySpread() {
        Gait gait = Gait.unhurried();
        long rests = 0;
        for (int page = 1; page <= 1_000; page++) {
            long rest = gait.restAfter(SECOND / 5, (1_001 - page) * gait.page());
            assertThat(rest).isBetween(119 * SECOND / 1_000, 121 * SECOND / 1_000);
            rests += rest;
        }
        assertThat(rests).isLessThanOrEqualTo(120 * SECOND);
    }

    /** Some API servers and proxies do not say how much remains. */
    @Test
    void whereNobodySaysHowMuchRemainsItEndsAllTheSame() {
        Gait gait = Gait.unhurried();
        long rests = 0;
        for (int page = 0; page < 1_000; page++) {
            rests += gait.restAfter(SECOND / 5, 0);
        }
        assertThat(rests).isEqualTo(120 * SECOND);
    }

    @Test
    @Timeout(10)
    void whoIsToEndDoesNotRest() {
        Thread.currentThread().interrupt();
        Gait.unhurried().rest(25 * SECOND, 0);
        assertThat(Thread.interrupted()).isTrue();
    }
}
