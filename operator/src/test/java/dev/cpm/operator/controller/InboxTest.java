package dev.cpm.operator.controller;

import static dev.cpm.operator.controller.Seen.web;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What waits for the engine: of each object the newest, however watches stutter. */
class InboxTest {
    private final Inbox inbox = new Inbox();

    private Inbox.Seen only() throws InterruptedException {
        var taken = inbox.take(Duration.ZERO);
        assertThat(taken).hasSize(1);
        return taken.get(0);
    }

    @Test
    void ofAThousandVersionsOnlyTheNewestWaits() throws InterruptedException {
        for (int version = 1; version <= 1000; version++) {
            inbox.put(web("one", version), false);
        }
        assertThat(only().object().getMetadata().getResourceVersion()).isEqualTo("1000");
        assertThat(inbox.take(Duration.ZERO)).isEmpty();
    }

    @Test
    void anOlderVersionThatComesLaterDoesNotCount() throws InterruptedException {
        inbox.put(web("one", 7), false);
        inbox.put(web("one", 5), false);
        assertThat(only().object().getMetadata().getResourceVersion()).isEqualTo("7");
    }

    @Test
    void whatIsDeletedStaysDeleted() throws InterruptedException {
        inbox.put(web("one", 5), true);
        inbox.put(web("one", 4), false);
        assertThat(only().deleted()).isTrue();
    }

    @Test
    void anotherOneOfTheSameNameOutlivesTheEndOfTheFormer() throws InterruptedException {
        inbox.put(web("one", 5), true);
        inbox.put(web("two", 6), false);
        inbox.put(web("one", 5), true);
        assertThat(only()).satisfies(seen -> {
            assertThat(seen.deleted()).isFalse();
            assertThat(seen.object().getMetadata().getUid()).isEqualTo("two");
        });
    }

    @Test
    void eachIsLookedAtOnceForNews() throws InterruptedException {
        List<String> looked = new ArrayList<>();
        Predicate<Inbox.Seen> second = seen -> {
            looked.add(seen.object().getMetadata().getResourceVersion());
            return looked.size() == 2;
        };
        inbox.put(web("one", 1), false);
        assertThat(inbox.moreNews(second)).isFalse();
        assertThat(inbox.moreNews(second)).isFalse();
        inbox.put(web("one", 2), false);
        assertThat(inbox.moreNews(second)).isTrue();
        assertThat(inbox.moreNews(second)).as("it was told").isFalse();
        inbox.put(web("one", 3), false);
        only();
        assertThat(inbox.moreNews(second)).as("it is taken").isFalse();
        assertThat(looked).containsExactly("1", "2");
    }

    @Test
    void whoStandsByKeepsNothingOfWhatComesAndGoes() throws InterruptedException {
        inbox.put(web("one", 1), false);
        inbox.forget(web("another", 2));
        assertThat(inbox.unlooked()).isEqualTo(1);
        inbox.forget(web("one", 2));
        assertThat(inbox.unlooked()).isZero();
        assertThat(inbox.take(Duration.ZERO)).isEmpty();
    }

    @Test
    void aNudgeWakesWithoutNews() throws InterruptedException {
        inbox.nudge();
        assertThat(inbox.take(Duration.ofMinutes(1))).isEmpty();
    }
}
