package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.LoadBalancerStatus;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.cluster.SmallWorld;
import dev.cpm.operator.controller.Mirror.Key;
import dev.cpm.operator.placement.model.Shard;
import dev.cpm.operator.placement.status.Summing;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of very many load balancers, each with a placement behind it, only those are summed up whose summary may change. */
class StaleTest {
    private static final int MANY = 250;

    private final Mirror mirror = new Mirror(Shard.ALL);
    private final Stale stale = new Stale(mirror);
    private long version;

    @BeforeEach
    void allAreSummedUp() {
        see(SmallWorld.zone("r1-a", "Available", 9), Zone.class);
        for (int i = 0; i < MANY; i++) {
            see("""
                    metadata: {name: front-%d, namespace: default}
                    spec: {region: r1}
                    """.formatted(i), LoadBalancer.class);
            web(i, 1);
        }
        assertThat(sumUp()).hasSize(MANY);
        assertThat(stale.any()).isFalse();
    }

    private void see(String manifest, Class<? extends HasMetadata> kind) {
        HasMetadata object = Seen.of(manifest, kind, ++version);
        mirror.seen(object, false);
        stale.changed(object);
    }

    /** A placement, which has so many machines; another version of it, or another one that has more. */
    private void web(int i, int placed) {
        see("""
                metadata: {name: web-%d, namespace: default, uid: has-%d}
                spec: {machineType: m1, replicas: 2, regions: [r1], loadBalancers: [front-%d]}
                status: {zones: [{zone: r1-a, region: r1, replicas: %d, indexes: "0-%d"}]}
                """.formatted(i, placed, i, placed, placed - 1), Placement.class);
    }

    /** Those that are summed up now. */
    private Set<Key> sumUp() {
        Set<Key> those = new HashSet<>(stale.take());
        Summing summing = new Summing(mirror.world(), "2026-01-01T00:00:00Z");
        for (Key key : those) {
            if (mirror.get(key) instanceof LoadBalancer loadBalancer) {
                stale.told(key, summing.loadBalancer(loadBalancer));
            }
        }
        return those;
    }

    private static Key front(int i) {
        return new Key(LoadBalancer.class, "default", "front-" + i);
    }

    @Test
    void onlyWhatThePlacementThatChangedIsBehind() {
        web(7, 1);
        assertThat(sumUp()).containsExactly(front(7));
        assertThat(stale.any()).isFalse();
    }

    @Test
    void onlyTheOneThatChangedItself() {
        LoadBalancer front = (LoadBalancer) mirror.get(front(9));
        front = Serialization.clone(front);
        front.setStatus(new LoadBalancerStatus(null, null, null, null, null, null, null));
        see(Serialization.asYaml(front), LoadBalancer.class);
        assertThat(sumUp()).containsExactly(front(9));
    }

    @Test
    void allWhereTheCatalogueChanges() {
        see(SmallWorld.zone("r1-b", "ComingSoon", 9), Zone.class);
        assertThat(sumUp()).hasSize(MANY);
    }

    @Test
    void noneForAnInterconnectThatIsWrittenOver() {
        String interconnect = "---\n{metadata: {name: acme-r1-r2}, spec: {account: acme, regions: [r1, r2]}}";
        see(interconnect, Interconnect.class);
        sumUp();
        see(interconnect, Interconnect.class);
        assertThat(sumUp()).containsExactly(new Key(Interconnect.class, "", "acme-r1-r2"));
    }

    @Test
    void thoseThatAreToldWhereElseToGoAfterAnyChangeButFewAtOnce() {
        for (int i = 0; i < MANY; i++) {
            web(i, 2);
        }
        assertThat(sumUp()).hasSize(MANY);
        stale.changed();
        assertThat(sumUp()).hasSize(100);
        assertThat(sumUp()).hasSize(100);
        assertThat(sumUp()).hasSize(50);
        assertThat(stale.any()).isFalse();
    }
}
