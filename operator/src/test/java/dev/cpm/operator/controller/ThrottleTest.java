package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A server that has too much to do is left alone, and then asked for more and more. */
class ThrottleTest {
    private static final int MOST = 20;

    private long now = Long.MAX_VALUE - 5; // A monotonic clock may run over.
    private final Throttle throttle = new Throttle(MOST, () -> now);

    private void pass(Duration time) {
        now += time.toNanos();
    }

    /** How many enter until one may not. */
    private int enter() {
        int entered = 0;
        while (throttle.enter()) {
            entered++;
        }
        return entered;
    }

    private void leave(int many) {
        for (int i = 0; i < many; i++) {
            throttle.leave();
        }
    }

    private int atOnce() {
        int entered = enter();
        leave(entered);
        return entered;
    }

    @Test
    void whereNothingIsRefusedAllAreSentAtOnce() {
        assertThat(enter()).isEqualTo(MOST);
        assertThat(throttle.holdsBack()).isFalse();
        throttle.leave();
        assertThat(enter()).isEqualTo(1);
    }

    @Test
    void nobodySendsBeforeTheLongestPauseIsOver() {
        enter();
        throttle.refused(Duration.ofSeconds(2));
        throttle.refused(Duration.ofSeconds(5));
        throttle.refused(Duration.ofSeconds(1));
        leave(MOST);
        assertThat(throttle.pause()).isEqualTo(Duration.ofSeconds(5));
        pass(Duration.ofSeconds(5).minusNanos(1));
        assertThat(atOnce()).isZero();
        pass(Duration.ofNanos(1));
        assertThat(throttle.shut()).isFalse();
        assertThat(atOnce()).isPositive();
    }

    @Test
    void aPauseIsNeverShorterThanASecondNorLongerThanIsBearable() {
        enter();
        throttle.refused(Duration.ZERO);
        assertThat(throttle.pause()).isEqualTo(Duration.ofSeconds(1));
        throttle.refused(Duration.ofHours(1));
        assertThat(throttle.pause()).isEqualTo(Throttle.LONGEST);
    }

    @Test
    void thoseThatWereSentTogetherAndRefusedCountOnce() {
        enter();
        for (int i = 0; i < MOST; i++) {
            throttle.refused(Duration.ofSeconds(1));
        }
        leave(MOST);
        pass(Duration.ofSeconds(1));
        assertThat(atOnce()).isEqualTo(MOST / 2);
    }

    @Test
    void thoseThatAreStillUnderWayCountWhenItOpens() {
        enter();
        throttle.refused(Duration.ofSeconds(1));
        leave(MOST / 2 + 1);
        pass(Duration.ofSeconds(1));
        assertThat(enter()).isEqualTo(1);
    }

    @Test
    void halfAsManyAsWereUnderWayAreSentDownToOne() {
        int underWay = enter();
        for (int next : new int[] {10, 5, 2, 1, 1}) {
            throttle.refused(Duration.ofSeconds(1));
            leave(underWay);
            pass(Duration.ofSeconds(1));
            underWay = enter();
            assertThat(underWay).isEqualTo(next);
        }
    }

    @Test
    void aSmallCrowdIsHalvedToo() {
        throttle.enter();
        throttle.enter();
        throttle.refused(Duration.ofSeconds(1));
        leave(2);
        pass(Duration.ofSeconds(1));
        assertThat(atOnce()).isEqualTo(1);
    }

    @Test
    void everySecondWithoutARefusalWinsOneBack() {
        throttle.enter();
        throttle.refused(Duration.ofSeconds(3));
        throttle.leave();
        pass(Duration.ofSeconds(3));
        for (int seconds = 1; seconds < MOST; seconds++) {
            assertThat(atOnce()).isEqualTo(seconds);
            assertThat(throttle.holdsBack()).isTrue();
            pass(Duration.ofSeconds(1));
        }
        assertThat(throttle.holdsBack()).isFalse();
        pass(Duration.ofDays(1000));
        assertThat(atOnce()).isEqualTo(MOST);
    }

    @Test
    void itKnowsHowLongNothingWasTaken() {
        long begun = now;
        pass(Duration.ofSeconds(10));
        assertThat(now - throttle.nothingSince(begun))
                .isEqualTo(Duration.ofSeconds(10).toNanos());
        throttle.taken();
        assertThat(throttle.nothingSince(begun)).isEqualTo(now);
        pass(Duration.ofSeconds(10));
        assertThat(throttle.nothingSince(now)).as("of what came just now").isEqualTo(now);
    }
}
