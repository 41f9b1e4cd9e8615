package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.LoadBalancerStatus;
import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.cluster.Cluster;
import dev.cpm.operator.cluster.SmallWorld;
import dev.cpm.operator.controller.Mirror.Key;
import dev.cpm.operator.placement.model.Shard;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What zones and load balancers are told of the placements that they have to do with. */
class SummariesTest {
    private final Mirror mirror = new Mirror(Shard.ALL);
    private final StoringServer server = new StoringServer();
    private final KubernetesClient client = server.client();
    private final CountedWrites written = new CountedWrites();
    private final StatusWriter writer = new StatusWriter(client, () -> true, written);
    private final EventRecorder events = new EventRecorder(client, "here", Clock.systemUTC(), () -> false);
    private final Summaries summaries = new Summaries(mirror, writer, events, new Defects(), Duration.ZERO);
    private long version;

    @AfterEach
    void end() {
        events.close();
        writer.close();
        client.close();
        server.close();
    }

    private void see(String manifest, Class<? extends HasMetadata> kind) {
        see(Seen.of(manifest, kind, ++version));
    }

    private void see(HasMetadata object) {
        mirror.seen(object, false);
        summaries.changed(object);
    }

    private void awaitWrites(int all) {
        awaitWrites(Observer.Write.STORED, all);
    }

    private void awaitWrites(Observer.Write how, int all) {
        summaries.flush("2026-01-01T00:00:00Z");
        Cluster.await("they are written", () -> {
            try {
                summaries.followUp();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return !summaries.underWay() && written.counts().equals(Map.of(how, all));
        });
    }

    private LoadBalancerStatus front() {
        return ((LoadBalancer) mirror.get(new Key(LoadBalancer.class, "default", "front"))).getStatus();
    }

    @Test
    void oneThatIsBehindALoadBalancerIsFoundThere() {
        see(SmallWorld.zone("r1-a", "Available", 9), Zone.class);
        see("---\n{metadata: {name: front, namespace: default}, spec: {region: r1}}", LoadBalancer.class);
        see("---\n{metadata: {name: other, namespace: default}, spec: {region: r1}}", LoadBalancer.class);
        awaitWrites(3);
        assertThat(front().backends()).isEmpty();
        var web = Seen.web("one", ++version, 1);
        web.setSpec(Serialization.unmarshal(
                "---\n{machineType: m1, replicas: 3, regions: [r1], loadBalancers: [front]}", PlacementSpec.class));
        see(web);
        awaitWrites(5); // of the zone and of the load balancer
        assertThat(front().backends()).hasSize(1);
        mirror.seen(web, true);
        summaries.changed(web);
        awaitWrites(7);
        assertThat(front().backends()).isEmpty();
    }

    @Test
    void whatIsStoredThoughNobodySaidSoIsTold() {
        server.loseAnswers("front");
        see("---\n{metadata: {name: front, namespace: default}, spec: {region: nowhere}}", LoadBalancer.class);
        awaitWrites(Observer.Write.MOVED_ON, 1);
        events.close();
        assertThat(server.events()).containsExactly("UnknownRegion");
    }

    @Test
    void whatChangesWhileAWriteIsUnderWayIsSummedUpAfterIt() {
        server.hold();
        see(SmallWorld.zone("r1-a", "Available", 9), Zone.class);
        summaries.flush("2026-01-01T00:00:00Z");
        see(Seen.web("one", ++version, 1));
        summaries.flush("2026-01-01T00:00:00Z");
        assertThat(summaries.due()).as("there is more to be said").isTrue();
        server.goOn();
        Cluster.await("it is stored", () -> {
            try {
                summaries.followUp();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return !summaries.underWay();
        });
        awaitWrites(2);
        Zone zone = (Zone) mirror.get(new Key(Zone.class, "", "r1-a"));
        assertThat(zone.getStatus().placements()).isEqualTo(1);
    }
}
