package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.cluster.SmallWorld;
import dev.cpm.operator.placement.Round;
import dev.cpm.operator.placement.RoundAnswer;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.model.Shard;
import dev.cpm.operator.placement.world.World;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One at which the operator fails keeps nobody from the machines, nor the engine from coming to rest. */
class FailingRoundTest {
    private static final String NOW = "2026-01-01T00:00:00Z";
    private static final int MACHINES = 3;

    private final Mirror mirror = new Mirror(Shard.ALL);
    private long version;
    private StoringServer server;
    private KubernetesClient client;
    private StatusWriter writer;
    private EventRecorder events;
    private Batches batches;

    @BeforeEach
    void start() {
        server = new StoringServer();
        client = server.client();
        writer = new StatusWriter(client, () -> true);
        events = new EventRecorder(client, "here", Clock.systemUTC(), () -> true);
        batches = new Batches(
                mirror,
                new Answers(mirror, writer, events),
                FailingRoundTest::failing,
                new Defects(),
                new News(() -> false, Duration.ofHours(1), System::nanoTime),
                Observer.NONE);
        see(SmallWorld.REGION, Region.class);
        see(SmallWorld.zone("r1-a", "Available", MACHINES), Zone.class);
    }

    @AfterEach
    void end() {
        events.close();
        writer.close();
        client.close();
        server.close();
    }

    /** Decided, and so counted by the others of the round, but not to be explained. */
    private static List<RoundAnswer> failing(World world, Set<PlacementKey> concerned, String now) {
        return Round.of(world, concerned, now).stream()
                .map(answer -> answer.known().key().name().startsWith("bad")
                        ? RoundAnswer.failed(answer.known(), new IllegalStateException("injected by a test"), now)
                        : answer)
                .toList();
    }

    private void see(String manifest, Class<? extends HasMetadata> kind) {
        HasMetadata object = Seen.of(manifest, kind, ++version);
        object.getMetadata().setGeneration(1L);
        mirror.seen(object, false);
    }

    @Test
    void theOthersGetWhatItDoesNotTakeAndThenAllRests() throws InterruptedException {
        for (String name : List.of("bad", "bad-too", "web")) {
            see(SmallWorld.placement(name, MACHINES), Placement.class);
        }
        int rounds = 0;
        for (; mirror.world().hasConcerned() && rounds < 10; rounds++) {
            batches.round(NOW, () -> {});
        }
        assertThat(mirror.world().hasConcerned()).as("after %d rounds", rounds).isFalse();
        assertThat(mirror.world()
                        .placement(new PlacementKey("default", "web"))
                        .assignment()
                        .total())
                .isEqualTo(MACHINES);
    }
}
