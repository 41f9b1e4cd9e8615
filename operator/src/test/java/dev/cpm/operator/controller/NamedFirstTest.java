package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.cluster.SmallWorld;
import dev.cpm.operator.placement.Rounds;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.model.Shard;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever was decided by what another one is to have gets it only once that one has it. */
class NamedFirstTest {
    private static final String NOW = "2026-01-01T00:00:00Z";
    private static final int MACHINES = 9;
    private static final String ZONE_OF =
            "{name: %s, topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: DoNotSchedule}";
    private static final String BESIDE = ", affinity: {colocateWith: [" + ZONE_OF + "]}";
    private static final String APART = ", affinity: {separateFrom: [" + ZONE_OF + "]}";
    private static final String BESIDE_BOTH = ", affinity: {colocateWith: [" + ZONE_OF + ", " + ZONE_OF + "]}";

    private final Mirror mirror = new Mirror(Shard.ALL);
    private long version;
    private StoringServer server;
    private KubernetesClient client;
    private StatusWriter writer;
    private EventRecorder events;
    private Answers answers;
    private Batches batches;

    @BeforeEach
    void start() {
        server = new StoringServer();
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
    }

    @AfterEach
    void end() {
        events.close();
        writer.close();
        client.close();
        server.close();
    }

    private void see(String manifest, Class<? extends HasMetadata> kind) {
        HasMetadata object = Serialization.unmarshal(manifest, kind);
        object.getMetadata().setUid(object.getMetadata().getName());
        object.getMetadata().setGeneration(1L);
        object.getMetadata().setResourceVersion(Long.toString(++version));
        mirror.seen(object, false);
    }

    private static String placement(String name, String more) {
        return """
                ---
                apiVersion: cpm.dev/v1alpha1
                kind: Placement
                metadata: {name: %s, namespace: default}
                spec: {machineType: m1, replicas: 1, regions: [r1]%s}
                """.formatted(name, more);
    }

    private Map<String, Integer> rounds() throws InterruptedException {
        for (int rounds = 0; mirror.world().hasConcerned() && rounds < 10; rounds++) {
            batches.round(NOW, () -> {});
        }
        assertThat(mirror.world().hasConcerned()).isFalse();
        Map<String, Integer> held = new TreeMap<>();
        mirror.world()
                .placements()
                .forEach(
                        known -> held.put(known.key().name(), known.assignment().total()));
        return held;
    }

    private void appliesAChain() {
        see(placement("a-web", ""), Placement.class);
        see(placement("b-near", BESIDE.formatted("a-web")), Placement.class);
        see(placement("c-nearer", BESIDE.formatted("b-near")), Placement.class);
    }

    @Test
    void whoeverIsPlacedByAnotherOneIsStoredAfterIt() throws InterruptedException {
        appliesAChain();
        assertThat(rounds()).isEqualTo(Map.of("a-web", 1, "b-near", 1, "c-nearer", 1));
    }

    /** Else it would stay, by a hard rule, beside what is not there. */
    @Test
    void whereThatOneIsNotStoredItIsNotEither() throws InterruptedException {
        server.refuse("a-web");
        appliesAChain();
        assertThat(rounds()).isEqualTo(Map.of("a-web", 0, "b-near", 0, "c-nearer", 0));
    }

    /** In a circle, too, each is decided after those before it alone: whichever is not stored, no rule is broken by the others. */
    @ParameterizedTest
    @ValueSource(strings = {"nobody", "a", "b", "c"})
    void inACircleNobodyIsStoredBeforeOneThatItWasPlacedBy(String refused) throws InterruptedException {
        server.refuse(refused);
        see(SmallWorld.zone("r1-b", "Available", MACHINES), Zone.class);
        see(SmallWorld.zone("r1-c", "Available", MACHINES), Zone.class);
        see(placement("a", ", zones: [r1-a, r1-b]" + APART.formatted("b")), Placement.class);
        see(placement("b", ", zones: [r1-a, r1-c]" + APART.formatted("c")), Placement.class);
        see(placement("c", ", zones: [r1-a, r1-b]" + APART.formatted("a")), Placement.class);
        Map<String, Integer> held = rounds();
        assertThat(held.remove(refused)).isIn(null, 0);
        assertThat(held.values()).containsOnly(1);
        assertThat(zones()).doesNotHaveDuplicates().hasSize(held.size());
    }

    private List<String> zones() {
        return mirror.world().placements().stream()
                .flatMap(known -> known.assignment().shares().keySet().stream())
                .toList();
    }

    /** Of two that it was placed by, one is not stored; however long the other one takes. */
    @Test
    void norWhereOneOfTwoIsNotStored() throws InterruptedException {
        server.refuse("a-web");
        appliesAChain();
        see(placement("a-other", ""), Placement.class);
        see(placement("d-late", BESIDE_BOTH.formatted("b-near", "a-other")), Placement.class);
        server.delay("a-other");
        assertThat(rounds()).isEqualTo(Map.of("a-web", 0, "b-near", 0, "c-nearer", 0, "a-other", 1, "d-late", 0));
    }

    /** It may be stored yet, and then both would be in the one zone there is, for good. */
    @Test
    void whereItIsNotCertainWhetherThatOneIsStoredItWaits() throws InterruptedException {
        server.lose("a-web");
        see(placement("a-web", ""), Placement.class);
        see(placement("b-apart", APART.formatted("a-web")), Placement.class);
        assertThat(rounds()).isEqualTo(Map.of("a-web", 0, "b-apart", 0));
        assertThat(answers.certain()).isFalse();
        mirror.world().concern(new PlacementKey("default", "b-apart"));
        assertThat(rounds()).isEqualTo(Map.of("a-web", 0, "b-apart", 0));
        server.lose("");
        while (!answers.certain()) {
            answers.followUp(NOW);
            Thread.sleep(10);
        }
        assertThat(mirror.world().concerns(new PlacementKey("default", "b-apart")))
                .as("it is looked at as soon as that is certain")
                .isTrue();
        assertThat(rounds()).isEqualTo(Map.of("a-web", 1, "b-apart", 0));
    }

    /** Somebody says that it is in another zone; what is written in place of that may arrive at any time. */
    @Test
    void whatIsWrittenOverAnEditedStatusIsNotCertainEither() throws InterruptedException {
        see(SmallWorld.zone("r1-b", "Available", MACHINES), Zone.class);
        see(placement("a-web", ""), Placement.class);
        assertThat(rounds()).isEqualTo(Map.of("a-web", 1));
        server.lose("a-web");
        version = 1_000;
        see(
                placement("a-web", "")
                        + "status: {zones: [{zone: r1-b, region: r1, replicas: 1, indexes: \"0\"}], replicas: 1}\n",
                Placement.class);
        rounds();
        assertThat(answers.certain()).isFalse();
    }
}
