package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.placement.Rounds;
import dev.cpm.operator.placement.model.Shard;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of those whose turn does not come in a batch; nothing is written here. */
class BatchesTest {
    private static final String NOW = "2026-01-01T00:00:00Z";

    private final Mirror mirror = new Mirror(Shard.ALL);
    private final Placement web = Seen.web("one", 1);
    private boolean more;
    private KubernetesClient client;
    private StatusWriter writer;
    private EventRecorder events;
    private Batches batches;

    @BeforeEach
    void oneWaits() {
        client = new KubernetesClientBuilder().withConfig(Config.empty()).build();
        writer = new StatusWriter(client, () -> true);
        events = new EventRecorder(client, "here", Clock.systemUTC(), () -> false);
        batches = new Batches(
                mirror,
                new Answers(mirror, writer, events),
                Rounds.BY_THE_RULES,
                new Defects(),
                new News(() -> more, Duration.ofHours(1), System::nanoTime),
                Observer.NONE);
        mirror.seen(web, false);
        batches.stop(); // so that every batch ends before anybody's turn
    }

    @AfterEach
    void end() {
        events.close();
        writer.close();
        client.close();
    }

    private boolean round() throws InterruptedException {
        return batches.round(NOW, () -> {});
    }

    @Test
    void theyAreNextAtOnce() throws InterruptedException {
        assertThat(batches.goesOn()).isFalse();
        assertThat(round()).isFalse();
        assertThat(batches.goesOn()).isTrue();
        assertThat(mirror.world().hasConcerned()).isTrue();
    }

    @Test
    void butWhatCameMeanwhileSettlesFirst() throws InterruptedException {
        more = true;
        round();
        assertThat(batches.goesOn()).isFalse();
        assertThat(mirror.world().hasConcerned()).isTrue();
    }

    @Test
    void onceTheyAreGoneThereIsNothingToGoOnWith() throws InterruptedException {
        round();
        mirror.seen(web, true);
        assertThat(round()).isFalse();
        assertThat(batches.goesOn()).isFalse();
    }
}
