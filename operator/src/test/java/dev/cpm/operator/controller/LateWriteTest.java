package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.cluster.Cluster;
import dev.cpm.operator.cluster.SmallWorld;
import dev.cpm.operator.placement.PlacementKey;
import dev.cpm.operator.placement.Rounds;
import dev.cpm.operator.placement.Shard;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A write that hangs: its machines are taken until it is known what became of it, and only those who name it wait. */
class LateWriteTest {
    private static final String NOW = "2026-01-01T00:00:00Z";
    private static final int MACHINES = 5;
    private static final PlacementKey SICK = new PlacementKey("default", "sick");

    private final Mirror mirror = new Mirror(Shard.ALL);
    private long version;
    private SlowServer server;
    private KubernetesClient client;
    private StatusWriter writer;
    private EventRecorder events;
    private Answers answers;
    private Batches batches;

    /** The sick one wants three of five machines, and its write hangs; the other one, decided after it, has one. */
    @BeforeEach
    void theWriteOfTheSickOneHangs() throws InterruptedException {
        server = new SlowServer();
        client = server.client();
        writer = new StatusWriter(client, () -> true);
        events = new EventRecorder(client, "here", Clock.systemUTC(), () -> true);
        answers = new Answers(mirror, writer, events);
        batches = new Batches(
                mirror,
                answers,
                Rounds.BY_THE_RULES,
                new Defects(),
                new News(() -> false, Duration.ofHours(1), System::nanoTime),
                Observer.NONE);
        see(SmallWorld.REGION, Region.class);
        see(SmallWorld.zone("r1-a", "Available", MACHINES), Zone.class);
        wants("sick", 3);
        wants("other", 1);
        long start = System.nanoTime();
        round();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        assertThat(placed("other")).isEqualTo(1);
        assertThat(placed("sick")).isZero();
        assertThat(taken()).as("those of the sick one, too").isEqualTo(4);
    }

    @AfterEach
    void end() {
        events.close();
        writer.close();
        client.close();
        server.close();
    }

    private void see(String manifest, Class<? extends HasMetadata> kind) {
        see(Serialization.unmarshal(manifest, kind));
    }

    private void see(HasMetadata object) {
        object.getMetadata().setUid(object.getMetadata().getName());
        object.getMetadata().setGeneration(1L);
        object.getMetadata().setResourceVersion(Long.toString(++version));
        mirror.seen(object, false);
    }

    private void wants(String name, int replicas) {
        see(SmallWorld.placement(name, replicas), Placement.class);
    }

    private void near(String name, String other) {
        String affinity = ", affinity: {colocateWith: [{name: %s, topologyKey: %s}]}}".formatted(other, Cpm.ZONE_KEY);
        see(SmallWorld.placement(name, 1).replace("regions: [r1]}", "regions: [r1]" + affinity), Placement.class);
    }

    private void round() throws InterruptedException {
        batches.round(NOW, () -> {});
    }

    private int placed(String name) {
        return mirror.world()
                .placement(new PlacementKey("default", name))
                .assignment()
                .total();
    }

    private boolean answered(String name) {
        return mirror.placement(new PlacementKey("default", name)).getStatus() != null;
    }

    private int taken() {
        return mirror.world().allocations().taken("r1-a", "m1");
    }

    private void awaitTheEnd() {
        Cluster.await("the write is followed up", () -> {
            try {
                answers.followUp(NOW);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return answers.certain();
        });
    }

    @Test
    void othersGetWhatIsLeftMeanwhile() throws InterruptedException {
        wants("thirsty", MACHINES);
        round();
        assertThat(placed("thirsty")).isEqualTo(1);
        server.tell(200);
        awaitTheEnd();
        assertThat(placed("sick")).isEqualTo(3);
        assertThat(taken()).isEqualTo(MACHINES);
    }

    @Test
    void itIsNotDecidedItself() throws InterruptedException {
        mirror.world().concern(SICK);
        round();
        assertThat(taken()).isEqualTo(4);
        server.tell(200);
        awaitTheEnd();
        assertThat(mirror.world().concerns(SICK)).as("what came meanwhile").isTrue();
    }

    @Test
    void whatIsRefusedInTheEndIsFreeForOthers() throws InterruptedException {
        wants("thirsty", MACHINES);
        round();
        server.tell(422);
        awaitTheEnd();
        assertThat(taken()).isEqualTo(2);
        round();
        assertThat(placed("thirsty")).isEqualTo(4);
    }

    @Test
    void whatIsSeenToBeStoredNeedsNoAnswer() {
        Placement stored = Serialization.clone(mirror.placement(SICK));
        stored.getMetadata().setResourceVersion(Long.toString(++version));
        mirror.seen(stored, false);
        answers.seen(SICK);
        assertThat(answers.certain())
                .as("another version is there, without the grant")
                .isTrue();
        assertThat(taken()).isEqualTo(1);
    }

    @Test
    void whoNamesItWaits() throws InterruptedException {
        near("near", "sick");
        near("next", "near");
        round();
        assertThat(answered("near")).isFalse();
        assertThat(answered("next")).isFalse();
        assertThat(mirror.world().hasConcerned()).isFalse();
        server.tell(200);
        awaitTheEnd();
        round();
        assertThat(placed("near")).isEqualTo(1);
        assertThat(answered("next")).isTrue();
    }

    @Test
    void itsEndFreesItsMachines() {
        mirror.seen(mirror.placement(SICK), true);
        answers.seen(SICK);
        assertThat(answers.certain()).isTrue();
        assertThat(taken()).isEqualTo(1);
    }
}
