package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.RegionSpec;
import dev.cpm.operator.cluster.Cluster;
import dev.cpm.operator.cluster.FaultyWay;
import dev.cpm.operator.controller.Mirror.Key;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.RealApiServer;
import dev.cpm.operator.placement.model.Shard;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is stored is read whole, a page at a time. */
@ExtendWith(RealApiServer.class)
class AuditIT {

    private Cluster cluster;

    /** Only audits tell it anything. */
    private final Mirror mirror = new Mirror(Shard.ALL);

    @BeforeEach
    void start(LocalControlPlane controlPlane) {
        cluster = new Cluster(controlPlane);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private void create(String name) {
        Region region = new Region();
        region.getMetadata().setName(name);
        region.setSpec(new RegionSpec(name));
        cluster.client().resource(region).create();
    }

    private Resource<Region> region(String name) {
        return cluster.client().resources(Region.class).withName(name);
    }

    private static List<String> regions(Audit.Reading reading, boolean deleted) {
        return reading.seen().stream()
                .filter(seen -> seen.object() instanceof Region && seen.deleted() == deleted)
                .map(seen -> seen.object().getMetadata().getName())
                .toList();
    }

    private void take(Audit.Reading reading) {
        reading.seen().forEach(seen -> mirror.seen(seen.object(), seen.deleted()));
        reading.versions().forEach(mirror::read);
    }

    /** One that reads whenever it is asked, and does not wait in between. */
    private Audit audit(KubernetesClient client) {
        return new Audit(client, mirror, new Defects(), key -> null, Duration.ZERO, Duration.ZERO);
    }

    /** Waits for one that is read while nobody waits. */
    private static Audit.Reading next(Audit audit) {
        AtomicReference<Audit.Reading> read = new AtomicReference<>();
        Cluster.await("it is read", () -> {
            read.set(ifDue(audit));
            return read.get() != Audit.Reading.NOTHING;
        });
        return read.get();
    }

    private static Audit.Reading ifDue(Audit audit) {
        try {
            return audit.ifDue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void moreThanAPageIsReadOnceEach() {
        List<String> names = IntStream.rangeClosed(0, (int) Gait.PAGE)
                .mapToObj(i -> "region-" + i)
                .toList();
        names.parallelStream().forEach(this::create);
        try (Audit audit = audit(cluster.client())) {
            take(audit.all());
            assertThat(mirror.all(Region.class))
                    .extracting(region -> region.getMetadata().getName())
                    .containsExactlyInAnyOrderElementsOf(names);
            // And once more where all of it is at hand, but for one on the first page and one on the last.
            region(names.get(0)).edit(region -> named(region, "changed"));
            region(names.get(names.size() - 1)).edit(region -> named(region, "changed"));
            Audit.Reading again = next(audit); // in small pages
            assertThat(regions(again, false)).containsExactlyInAnyOrderElementsOf(names);
            take(again);
            assertThat(mirror.all(Region.class))
                    .filteredOn(region -> "changed".equals(region.getSpec().displayName()))
                    .hasSize(2);
        }
    }

    /** As where history is compacted while it is read. */
    @Test
    void whatCannotBeReadToItsEndAnyMoreIsReadOnceMore() {
        List<String> names =
                IntStream.rangeClosed(0, 100).mapToObj(i -> "region-" + i).toList();
        names.parallelStream().forEach(this::create);
        try (FaultyWay way = new FaultyWay(cluster.access().config());
                KubernetesClient client = Clients.builder(way.config()).build();
                Audit audit = audit(client)) {
            take(audit.all());
            AtomicInteger gone = new AtomicInteger();
            way.meet(
                    exchange ->
                            String.valueOf(exchange.getRequestURI().getQuery()).contains("continue=")
                                    && gone.getAndIncrement() == 0,
                    FaultyWay.answer(HttpURLConnection.HTTP_GONE));
            Audit.Reading reading = next(audit);
            assertThat(regions(reading, false)).containsExactlyInAnyOrderElementsOf(names);
            assertThat(reading.seen())
                    .as("what is at hand is not read again")
                    .allSatisfy(seen -> assertThat(seen.object()).isSameAs(mirror.get(Key.of(seen.object()))));
            assertThat(gone).hasPositiveValue();
        }
    }

    private static Region named(Region region, String displayName) {
        region.setSpec(new RegionSpec(displayName));
        return region;
    }

    @Test
    void whatNoWatchToldIsFoundLater() {
        create("stays");
        create("goes");
        try (Audit audit = audit(cluster.client())) {
            take(audit.all());
            region("goes").delete();
            region("stays").edit(region -> named(region, "changed"));
            create("comes");
            Audit.Reading reading = next(audit);
            assertThat(regions(reading, true)).containsExactly("goes");
            assertThat(regions(reading, false)).containsExactly("comes", "stays");
            take(reading);
            assertThat(mirror.all(Region.class))
                    .extracting(region -> region.getSpec().displayName())
                    .containsExactly("comes", "changed");
        }
    }

    /** Else it would come back to life, with machines, until the next reading. */
    @Test
    void whatIsSeenToBeGoneWhileItIsReadStaysGone() {
        create("goes");
        try (Audit audit = audit(cluster.client())) {
            take(audit.all());
            assertThat(ifDue(audit)).as("it is just being read").isSameAs(Audit.Reading.NOTHING);
            HasMetadata gone = mirror.get(Key.of(region("goes").get()));
            mirror.seen(gone, true);
            audit.gone(gone);
            Audit.Reading reading = next(audit);
            assertThat(regions(reading, false)).isEmpty();
            take(reading);
            assertThat(mirror.all(Region.class)).isEmpty();
        }
    }

    /** It was created and went before anybody took notice, or it had its name from one of which nobody took notice. */
    @Test
    void whatIsToldOnlyToBeGoneWhileItIsReadIsNotTakenIn() {
        create("unseen");
        create("recreated");
        try (Audit audit = audit(cluster.client())) {
            assertThat(ifDue(audit)).as("it is just being read").isSameAs(Audit.Reading.NOTHING);
            audit.gone(region("unseen").get());
            Region later = region("recreated").get();
            later.getMetadata().setUid("of a later one");
            later.getMetadata().setResourceVersion(Long.toString(1 + Mirror.version(later)));
            audit.gone(later);
            assertThat(regions(next(audit), false)).isEmpty();
        }
    }

    /** An answer on which the operator has a defect: it takes for granted that a list says at which version it is. */
    private static void withoutVersion(FaultyWay way) {
        way.fail("GET", "/placements", (exchange, body) -> {
            byte[] list = """
                    {"kind": "PartialObjectMetadataList", "apiVersion": "meta.k8s.io/v1", "metadata": {}, "items": []}
                    """.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, list.length);
            exchange.getResponseBody().write(list);
        });
    }

    private static int readings(FaultyWay way) {
        return way.failed("GET", "/placements").size();
    }

    /** Else it would end one leader after the other. */
    @Test
    void aDefectCostsAReadingAndTheNextOneIsTriedAllTheSame() {
        create("comes");
        try (FaultyWay way = new FaultyWay(cluster.access().config());
                KubernetesClient client = Clients.builder(way.config()).build();
                Audit audit = audit(client)) {
            withoutVersion(way);
            Cluster.await("it is read three times", () -> {
                assertThat(ifDue(audit)).isSameAs(Audit.Reading.NOTHING);
                return readings(way) >= 3;
            });
            way.heal();
            assertThat(regions(next(audit), false)).containsExactly("comes");
        }
    }

    /** Then nothing is decided, which {@link Beginning} tells. */
    @Test
    void aDefectAtTheFirstReadingIsTold() {
        create("comes");
        try (FaultyWay way = new FaultyWay(cluster.access().config());
                KubernetesClient client = Clients.builder(way.config()).build();
                Audit audit = new Audit(client, mirror, new Defects(), key -> null)) {
            withoutVersion(way);
            assertThatThrownBy(audit::all)
                    .isInstanceOf(Audit.DefectException.class)
                    .hasMessageStartingWith("by a defect of its own it cannot read all that is in the cluster, see the"
                            + " log: java.lang.NumberFormatException");
            way.heal();
            assertThat(regions(audit.all(), false)).containsExactly("comes");
        }
    }
}
