package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule 9: a batch is due once nothing changed for the settling time, here 1 s; at most ten times that. */
class SettlingTest {
    private final Settling settling = new Settling(Duration.ofSeconds(1));

    @Test
    void nothingIsDueWhileNothingWaits() {
        assertThat(settling.due(at(5_000))).isNull();
    }

    /** One change at 0 ms. */
    @ParameterizedTest
    @CsvSource({"0, 1000", "400, 600", "1000, 0", "1500, -500"})
    void oneChangeIsDueASecondLater(long now, long due) {
        settling.changed(at(0));
        assertThat(settling.due(at(now))).isEqualTo(Duration.ofMillis(due));
    }

    @Test
    void everyChangeStartsTheSecondAnew() {
        settling.changed(at(0));
        settling.changed(at(900));
        assertThat(settling.due(at(1_000))).isEqualTo(Duration.ofMillis(900));
    }

    /** Changes every half second, without end. */
    @Test
    void butNobodyWaitsLongerThanTenSeconds() {
        for (long now = 0; now <= 9_500; now += 500) {
            settling.changed(at(now));
            assertThat(settling.due(at(now))).isPositive();
        }
        assertThat(settling.due(at(9_600))).isEqualTo(Duration.ofMillis(400));
        settling.changed(at(10_000));
        assertThat(settling.due(at(10_000))).isZero();
    }

    /** However short the settling time is: else it would be tried again without a pause. */
    @ParameterizedTest
    @CsvSource({"0, 500", "100, 500", "1000, 1000"})
    void whatCouldNotBeDecidedIsTriedAgainInAMoment(long settle, long due) {
        Settling other = new Settling(Duration.ofMillis(settle));
        other.changed(at(0));
        other.done();
        other.again(at(2_000));
        assertThat(other.over(at(2_000))).isFalse();
        assertThat(other.due(at(2_000))).isEqualTo(Duration.ofMillis(due));
    }

    @Test
    void theNextBatchBeginsAfresh() {
        settling.changed(at(0));
        settling.done();
        assertThat(settling.due(at(3_000))).isNull();
        settling.changed(at(20_000));
        assertThat(settling.due(at(20_000))).isEqualTo(Duration.ofSeconds(1));
    }

    /** {@code System.nanoTime()} starts anywhere and may overflow. */
    @Test
    void theClockMayStartAnywhere() {
        long start = Long.MAX_VALUE - 300_000_000L;
        settling.changed(start);
        assertThat(settling.due(start + 400_000_000L)).isEqualTo(Duration.ofMillis(600));
    }

    @Test
    void withoutSettlingEverythingIsDueAtOnce() {
        Settling none = new Settling(Duration.ZERO);
        none.changed(at(7));
        assertThat(none.due(at(7))).isZero();
    }

    private static long at(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
