package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Condition;
import dev.cpm.operator.api.Copies;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.Violation;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.model.Shard;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a new leader writes before it decides anything. */
class FenceTest {
    private static final String NOW = "2026-02-02T02:02:02Z";
    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    /** {@code default/web}, which wants six. */
    private static Placement web(String status) {
        return SERIALIZATION.unmarshal("""
                {"apiVersion": "cpm.dev/v1alpha1", "kind": "Placement",
                 "metadata": {"name": "web", "namespace": "default", "generation": 1},
                 "spec": {"account": "a", "machineType": "m1", "replicas": 6, "regions": ["r1"]}, "status": %s}
                """.formatted(status), Placement.class);
    }

    /** As it is stored, and read again. */
    private static Placement fenced(Placement placement) {
        PlacementStatus renewed = Fence.renewed(Known.of(placement), NOW);
        return SERIALIZATION.unmarshal(
                SERIALIZATION.asJson(Copies.withStatus(placement, Placement::new, renewed)), Placement.class);
    }

    /** As a newer operator wrote it, before {@code kubectl rollout undo}. */
    private static final String NEWER = """
            {"observedGeneration": 1, "account": "a", "specAccount": "a", "machineType": "m1", "replicas": 6, "placed": 4,
             "zones": [{"zone": "r1-a", "region": "r1", "replicas": 4, "indexes": "0-3"}],
             "blockers": [{"zone": 7}, {"zone": "r1-b", "reason": "SomethingNew"}],
             "violations": [{"type": "SomethingNew", "severity": "Error", "message": "new"},
                            {"type": "CapacityExceeded", "severity": "Error", "message": "full", "since": "2026"}],
             "lastProposal": {"id": "p", "result": "SomethingNew"},
             "conditions": [{"type": "Ready", "status": false},
                            {"type": "Scheduled", "status": "False", "lastTransitionTime": "2026-01-01T00:00:00Z",
                             "reason": "Unschedulable", "message": "4/6"}]}
            """;

    @Test
    void whatIsAssignedStaysAlthoughNotAllCanBeRead() {
        Known known = Known.of(web(NEWER));
        assertThat(known.status()).isNull();
        assertThat(Fence.needed(known)).isTrue();
        assertThat(Fence.leastPossible(known)).isFalse();

        Placement fenced = fenced(web(NEWER));
        assertThat(Known.of(fenced).assignment()).isEqualTo(known.assignment());
        assertThat(fenced.getStatus())
                .extracting(
                        PlacementStatus::observedGeneration,
                        PlacementStatus::machineType,
                        PlacementStatus::specAccount,
                        status -> status.lastProposal().id())
                .containsExactly(1L, "m1", "a", "p");
    }

    @Test
    void anItemThatLacksWhatItMustHaveIsNotWrittenAgain() {
        PlacementStatus status = fenced(web(NEWER)).getStatus();
        assertThat(status.violations()).extracting(Violation::type).containsExactly(ViolationType.CapacityExceeded);
        assertThat(status.blockers()).extracting(PlacementStatus.Blocker::zone).containsExactly("r1-b");
        assertThat(status.conditions()).extracting(Condition::type).containsExactly("Scheduled", "Reconciling");
        assertThat(fenced(web(NEWER)).unreadableStatus()).isEmpty();
    }

    @Test
    void whatSomebodySpoiledIsRenewedAsItWasAnswered() {
        Known answered = Known.of(web("""
                {"observedGeneration": 1, "machineType": "m1",
                 "zones": [{"zone": "r1-a", "region": "r1", "replicas": 2, "indexes": "0,1"}]}
                """));
        Known spoiled = answered.updatedFrom(Known.of(web("{\"zones\": 5}")));
        PlacementStatus renewed = Fence.renewed(spoiled, NOW);
        assertThat(Assignment.of(renewed.zones())).isEqualTo(answered.assignment());
        assertThat(Fence.leastPossible(spoiled)).isFalse();
    }

    @Test
    void ofOneThatWasNeverAnsweredThereIsNothingToKeep() {
        for (String status : new String[] {"null", "{\"observedGeneration\": -1}", "{\"conditions\": 7}"}) {
            Known known = Known.of(web(status));
            assertThat(Fence.leastPossible(known)).as(status).isTrue();
            PlacementStatus renewed = Fence.renewed(known, NOW);
            assertThat(renewed.zones()).as(status).isEmpty();
            assertThat(renewed.conditions()).as(status).hasSize(1);
        }
    }

    /** Who shared a region with this shard may have granted its machines to placements of other regions, too. */
    @Test
    void afterAnotherShardWhateverItCouldHaveGrantedHereConcernsThisOne() {
        Known web = Known.of(SERIALIZATION.unmarshal("""
                {"apiVersion": "cpm.dev/v1alpha1", "kind": "Placement",
                 "metadata": {"name": "web", "namespace": "default", "generation": 1},
                 "spec": {"machineType": "m1", "replicas": 6, "regions": ["c", "b"]}}
                """, Placement.class));
        Shard shard = Shard.parse("a,b");
        assertThat(Fence.concerns(web, shard, false)).isFalse();
        assertThat(Fence.concerns(web, shard, true)).isTrue();
        assertThat(Fence.concerns(web, Shard.parse("a"), true)).isFalse();
    }

    /** A grant names the version that it was decided on, so nothing can arrive for a spec that gets nothing. */
    @ParameterizedTest
    @ValueSource(strings = "suspend: true")
    void toOneThatGetsNothingAFormerLeaderCanHaveGrantedNothing(String more) {
        Known waits = Known.of(SERIALIZATION.unmarshal(placement("replicas: 6"), Placement.class));
        assertThat(Fence.needed(waits)).isTrue();
        Known known = Known.of(SERIALIZATION.unmarshal(placement("replicas: 6, " + more), Placement.class));
        assertThat(Fence.needed(known)).isFalse();
    }

    private static String placement(String more) {
        String regions = more.contains("regions") ? "" : "regions: [r1], ";
        return """
                apiVersion: cpm.dev/v1alpha1
                kind: Placement
                metadata: {name: web, namespace: default, generation: 1, uid: u, resourceVersion: "1"}
                spec: {machineType: m1, %s%s}
                """.formatted(regions, more);
    }

    /** What it may have been given is kept from nobody where it could not have been given it. */
    @Test
    void whatAFormerLeaderMayHaveGrantedIsKeptInItsRegionsAlone() {
        Mirror mirror = new Mirror(Shard.ALL);
        for (String region : new String[] {"r1", "r2"}) {
            mirror.seen(SERIALIZATION.unmarshal("""
                    apiVersion: cpm.dev/v1alpha1
                    kind: Zone
                    metadata: {name: %s-a, uid: %s, generation: 1, resourceVersion: "1"}
                    spec: {region: %s, capacity: [{machineType: m1, count: 4}]}
                    """.formatted(region, region, region), Zone.class), false);
        }
        Known known = Known.of(SERIALIZATION.unmarshal(placement("replicas: 6"), Placement.class));
        assertThat(Doubt.ofFormerLeader(known, "u")
                        .among(mirror.world().snapshot())
                        .more())
                .isEqualTo(Map.of("r1-a", 4));
        Known invalid = Known.of(SERIALIZATION.unmarshal(placement("replicas: 6, regions: []"), Placement.class));
        assertThat(Fence.needed(invalid))
                .as("another version may have found it valid")
                .isTrue();
        assertThat(Doubt.ofFormerLeader(invalid, "u")
                        .among(mirror.world().snapshot())
                        .more())
                .isEqualTo(Map.of("r1-a", 4, "r2-a", 4));
    }
}
