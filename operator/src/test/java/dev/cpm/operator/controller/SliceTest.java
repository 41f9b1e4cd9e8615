package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long a batch goes on. */
class SliceTest {
    private static final Duration A_BIT = Duration.ofMillis(30);

    private long cpu;
    private long now;
    private boolean news;
    private int asked;
    private final Slice slice = new Slice(() -> cpu, () -> now, () -> {
        asked++;
        return news;
    });

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void withoutNewsItGoesOnUntilItsCpuTimeIsSpent() {
        pass(Duration.ofHours(1));
        assertThat(slice.over(true)).isFalse();
        assertThat(slice.over(false)).isFalse();
        cpu += Slice.LONGEST.toNanos();
        assertThat(slice.over(true)).isTrue();
        assertThat(slice.spent()).isTrue();
    }

    @Test
    void newsComeBeforeThoseWhoAreOnlyLookedAtAgain() {
        news = true;
        pass(A_BIT);
        assertThat(slice.over(false)).as("they just began").isFalse();
        pass(Slice.OTHERS);
        assertThat(slice.over(false)).isTrue();
        assertThat(slice.spent()).isFalse();
    }

    @Test
    void whoAsksIsAnsweredForAWhileBeforeNewsComeFirst() {
        news = true;
        pass(Slice.OTHERS.plus(A_BIT));
        assertThat(slice.over(true)).isFalse();
        pass(Slice.ASKING);
        assertThat(slice.over(true)).isTrue();
    }

    @Test
    void thoseWhoAreLookedAtAgainGetTheirTurnHoweverLongTheOthersTook() {
        news = true;
        pass(Slice.ASKING.plus(A_BIT));
        assertThat(slice.over(false)).isFalse();
        pass(Slice.OTHERS);
        assertThat(slice.over(false)).isTrue();
    }

    @Test
    void newsAreNotLookedForAllTheTime() {
        pass(Slice.ASKING);
        for (int i = 0; i < 100; i++) {
            assertThat(slice.over(true)).isFalse();
        }
        assertThat(asked).isEqualTo(1);
    }
}
