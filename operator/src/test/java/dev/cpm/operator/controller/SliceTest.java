package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long a batch goes on. */
class SliceTest {
    private static final Duration SETTLE = Duration.ofSeconds(1);
    private static final Duration A_BIT = Duration.ofMillis(30);

    private long cpu;
    private long now = 5_000_000_000L;
    private boolean more;
    private int asked;
    private final News news = new News(this::more, SETTLE, () -> now);
    private final Slice slice = new Slice(() -> cpu, () -> now, news);

    private boolean more() {
        asked++;
        return more;
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    /** Something new comes, and settles, after all that has passed. */
    private void newsCome() {
        pass(A_BIT);
        more = true;
        assertThat(slice.over(true)).isFalse();
        more = false;
        pass(SETTLE);
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
    void newsEndItOnceTheyHaveSettled() {
        pass(Slice.ASKING);
        pass(A_BIT);
        more = true;
        assertThat(slice.over(true)).as("they just came").isFalse();
        pass(SETTLE.dividedBy(2));
        assertThat(slice.over(true)).as("more come").isFalse();
        more = false;
        pass(SETTLE.dividedBy(2));
        assertThat(slice.over(true)).as("the last ones have not settled").isFalse();
        cpu += Slice.LONGEST.toNanos();
        assertThat(slice.over(true)).as("the next batch would not be due yet").isFalse();
        pass(SETTLE.dividedBy(2));
        assertThat(slice.over(true)).isTrue();
    }

    @Test
    void newsThatNeverSettleEndItAfterTenSettlingTimes() {
        more = true;
        pass(A_BIT);
        for (int i = 0; i < 19; i++) {
            assertThat(slice.over(true)).isFalse();
            pass(SETTLE.dividedBy(2));
        }
        assertThat(slice.over(true)).isFalse();
        pass(SETTLE.dividedBy(2));
        assertThat(slice.over(true)).isTrue();
    }

    @Test
    void newsComeBeforeThoseWhoAreOnlyLookedAtAgain() {
        newsCome();
        assertThat(slice.over(false)).as("they just began").isFalse();
        pass(Slice.OTHERS);
        assertThat(slice.over(false)).isTrue();
        assertThat(slice.spent()).isFalse();
    }

    @Test
    void whoAsksIsAnsweredForAWhileBeforeNewsComeFirst() {
        newsCome();
        assertThat(slice.over(true)).isFalse();
        pass(Slice.ASKING.minus(SETTLE));
        assertThat(slice.over(true)).isTrue();
    }

    @Test
    void thoseWhoAreLookedAtAgainGetTheirTurnHoweverLongTheOthersTook() {
        newsCome();
        pass(Slice.ASKING);
        assertThat(slice.over(true)).isTrue();
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

    @Test
    void whatCameBeforeABatchIsNoNewsForIt() {
        newsCome();
        Slice next = new Slice(() -> cpu, () -> now, news);
        pass(Slice.ASKING);
        assertThat(next.over(true)).isFalse();
    }
}
