package dev.cpm.operator.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.InterconnectSpec;
import dev.cpm.operator.api.LoadBalancerSpec;
import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.api.RegionSpec;
import dev.cpm.operator.api.ZoneSpec;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What kubectl apply makes of a spec: whatever is in it, of each kind. */
class LastAppliedTest {
    private static <S> void unchanged(String yaml, Class<S> type) {
        S spec = Serialization.unmarshal("---\n" + yaml, type);
        LastApplied none = LastApplied.of(new ObjectMetaBuilder()
                .addToAnnotations("kubectl.kubernetes.io/last-applied-configuration", "{}")
                .build());
        assertThat(none.isKnown()).isTrue();
        assertThat(none.spec(spec, spec, type, Map.of())).isEqualTo(spec);
        assertThat(none.spec(spec, Serialization.unmarshal("---\n{}", type), type, Map.of()))
                .as("all of it is of others")
                .isEqualTo(spec);
    }

    /** Whoever writes an empty list means it. */
    @Test
    void whatIsWrittenAsEmptyTakesAwayWhatOthersSet() {
        PlacementSpec there = Serialization.unmarshal(
                "---\n{machineType: m1, regions: [r1], excludedZones: [r1-b], suspend: true}", PlacementSpec.class);
        PlacementSpec edited = Serialization.unmarshal(
                "---\n{machineType: m1, regions: [r1], excludedZones: []}", PlacementSpec.class);
        LastApplied before = LastApplied.of(new ObjectMetaBuilder()
                .addToAnnotations("kubectl.kubernetes.io/last-applied-configuration", "{}")
                .build());
        PlacementSpec after =
                before.spec(there, edited, PlacementSpec.class, Map.of("spec", Map.of("excludedZones", List.of())));
        assertThat(after.excludedZones()).isEmpty();
        assertThat(after.suspend()).as("what is not written stays").isTrue();
    }

    @Test
    void aSpecWithAllThatItCanHaveIsMergedWhole() {
        unchanged("""
                {account: shop, machineType: m1, replicas: 6, regions: [r1, r2], privateNetwork: Required, zones: [r1-a],
                excludedZones: [r1-b], priority: 3, suspend: true, loadBalancers: [front], onZoneUnavailable: Replace,
                rebalance: OnApproval, peers: [{name: db, namespace: data}],
                zoneSelector: {matchLabels: {power: a}, matchExpressions: [{key: k, operator: In, values: [v]}]},
                availability: {minAvailable: 2, whenUnsatisfiable: DoNotSchedule},
                affinity: {colocateWith: [{name: a, topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: DoNotSchedule}]},
                topologySpreadConstraints: [{topologyKey: topology.kubernetes.io/zone, maxSkew: 1, minDomains: 2,
                whenUnsatisfiable: DoNotSchedule, capacityPolicy: Honor}]}
                """, PlacementSpec.class);
        unchanged(
                "{region: r1, displayName: One, state: Maintenance, capacity: [{machineType: m1, count: 3}]}",
                ZoneSpec.class);
        unchanged("{displayName: One}", RegionSpec.class);
        unchanged("{account: shop, regions: [r1, r2], state: Active}", InterconnectSpec.class);
        unchanged("{account: shop, region: r1}", LoadBalancerSpec.class);
    }
}
