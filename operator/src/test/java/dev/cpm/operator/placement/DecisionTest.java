package dev.cpm.operator.placement;

import static dev.cpm.operator.placement.Ask.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.InterconnectState;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.WhenUnsatisfiable;
import dev.cpm.operator.api.ZoneState;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rules as stories. */
class DecisionTest {

    @Test
    void oneOpenZoneTakesAllAndIsASinglePointOfFailure() {
        TestWorld world = new TestWorld()
                .zone("bj-1", -1)
                .zone("bj-2", ZoneState.ComingSoon, -1)
                .apply(ask("web").replicas(2).in("bj"))
                .settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("bj-1", 2));
        assertThat(world.violations("web")).containsExactly("SingleZone");
        assertThat(world.condition("web", "Ready")).isEqualTo("True");
        assertThat(world.status("web").violations().get(0).remedy()).contains("bj-2 opens later");
    }

    @Test
    void nothingOpenWaitsUntilTheZoneOpens() {
        TestWorld world = new TestWorld()
                .zone("gz-1", ZoneState.ComingSoon, -1)
                .apply(ask("edge").replicas(3).in("gz"))
                .settle();
        assertThat(world.violations("edge")).containsExactly("NoOpenZone");
        assertThat(world.blockers("edge")).isEqualTo(Map.of("gz-1", "ZoneComingSoon"));
        assertThat(world.condition("edge", "Reconciling")).isEqualTo("True");

        world.zone("gz-1", -1).settle();
        assertThat(world.zones("edge")).isEqualTo(Map.of("gz-1", 3));
        assertThat(world.condition("edge", "Reconciling")).isEqualTo("absent");
    }

    @Test
    void replicasGoToTheEmptiestZonesAndScaleDownTakesFromTheFullest() {
        TestWorld world = new TestWorld()
                .zone("r1-a", 50)
                .zone("r1-b", 50)
                .zone("r1-c", 50)
                .apply(ask("web").replicas(5))
                .settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 2, "r1-b", 2, "r1-c", 1));
        world.apply(ask("web").replicas(2)).settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 1, "r1-b", 1));
        world.apply(ask("web").replicas(7)).settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 3, "r1-b", 2, "r1-c", 2));
    }

    @Test
    void indexesAreDealtInTurnAndStayWithTheirZone() {
        TestWorld world = new TestWorld()
                .zone("r1-a", -1)
                .zone("r1-b", -1)
                .apply(ask("web").replicas(5))
                .settle();
        assertThat(world.status("web").zones())
                .extracting(PlacementStatus.ZoneAssignment::indexes)
                .containsExactly("0,2,4", "1,3");
        world.apply(ask("web").replicas(3)).settle();
        assertThat(world.status("web").zones())
                .extracting(PlacementStatus.ZoneAssignment::indexes)
                .containsExactly("0,2", "1");
        world.apply(ask("web").replicas(4)).settle();
        assertThat(world.status("web").zones())
                .extracting(PlacementStatus.ZoneAssignment::indexes)
                .containsExactly("0,2", "1,3");
    }

    @Test
    void scarceMachinesAreSharedAndFreedOnesWakeWhoWaits() {
        TestWorld world = new TestWorld()
                .zone("r1-a", 2)
                .zone("r1-b", 2)
                .zone("r1-c", 2)
                .apply(ask("web").replicas(4))
                .settle()
                .apply(ask("db").replicas(4))
                .settle();
        assertThat(world.zones("db")).isEqualTo(Map.of("r1-b", 1, "r1-c", 1));
        assertThat(world.violations("db")).containsExactly("CapacityExceeded");
        assertThat(world.blockers("db"))
                .isEqualTo(Map.of(
                        "r1-a", "InsufficientCapacity",
                        "r1-b", "InsufficientCapacity",
                        "r1-c", "InsufficientCapacity"));
        world.delete("web").settle();
        assertThat(world.zones("db")).isEqualTo(Map.of("r1-a", 2, "r1-b", 1, "r1-c", 1));
        assertThat(world.violations("db")).isEmpty();
    }

    @Test
    void aFullZoneHoldsTheOthersBackUnlessCapacityIsHonored() {
        TestWorld world = new TestWorld()
                .zone("r1-a", 1)
                .zone("r1-b", 9)
                .zone("r1-c", 9)
                .apply(ask("strict").replicas(9).hard(1))
                .settle();
        assertThat(world.zones("strict")).isEqualTo(Map.of("r1-a", 1, "r1-b", 2, "r1-c", 2));
        assertThat(world.violations("strict")).containsExactly("CapacityExceeded", "SkewExceeded");
        assertThat(world.blockers("strict"))
                .isEqualTo(
                        Map.of("r1-a", "InsufficientCapacity", "r1-b", "MaxSkewExceeded", "r1-c", "MaxSkewExceeded"));
        world.apply(ask("strict").replicas(9).hardHonoringCapacity(1)).settle();
        assertThat(world.zones("strict")).isEqualTo(Map.of("r1-a", 1, "r1-b", 4, "r1-c", 4));
    }

    @Test
    void twoHardLevelsAreFilledExactly() {
        TestWorld world = new TestWorld()
                .zone("r1-a", -1)
                .zone("r2-a", -1)
                .zone("r2-b", -1)
                .zone("r2-c", -1)
                .apply(ask("two")
                        .replicas(9)
                        .in("r1", "r2")
                        .publicNetwork()
                        .hard(1)
                        .hardOverRegions(1))
                .settle();
        assertThat(world.status("two").placed()).isEqualTo(5);
        assertThat(world.zones("two")).isEqualTo(Map.of("r1-a", 2, "r2-a", 1, "r2-b", 1, "r2-c", 1));
    }

    @Test
    void regionsAreUsedTogetherOnlyOverAnActiveInterconnectOfTheAccount() {
        TestWorld world = new TestWorld()
                .zone("bj-1", -1)
                .zone("sh-1", -1)
                .link("other", "bj", "sh", InterconnectState.Active)
                .apply(ask("db").account("acme").replicas(4).in("sh", "bj"))
                .settle();
        assertThat(world.zones("db")).isEqualTo(Map.of("sh-1", 4));
        world.link("acme", "bj", "sh", InterconnectState.Active)
                .apply(ask("new").account("acme").replicas(4).in("sh", "bj"))
                .settle();
        assertThat(world.zones("new")).isEqualTo(Map.of("sh-1", 2, "bj-1", 2));
        assertThat(world.zones("db")).as("nothing moves by itself").isEqualTo(Map.of("sh-1", 4));
        world.link("acme", "bj", "sh", InterconnectState.Suspended).settle();
        assertThat(world.violations("new")).containsExactly("InterconnectNotActive");
        assertThat(world.condition("new", "Ready")).isEqualTo("False");
    }

    @Test
    void quorumIsKeptByACapOnEveryZone() {
        TestWorld world = new TestWorld()
                .zone("r1-a", 9)
                .zone("r1-b", 9)
                .zone("r1-c", 0)
                .apply(ask("etcd").replicas(3).survive(new IntOrString("Quorum"), WhenUnsatisfiable.DoNotSchedule))
                .settle();
        assertThat(world.zones("etcd")).isEqualTo(Map.of("r1-a", 1, "r1-b", 1));
        assertThat(world.violations("etcd")).contains("AvailabilityAtRisk");
        assertThat(world.blockers("etcd"))
                .isEqualTo(
                        Map.of("r1-a", "AvailabilityCap", "r1-b", "AvailabilityCap", "r1-c", "InsufficientCapacity"));
        world.zone("r1-c", 1).settle();
        assertThat(world.zones("etcd")).isEqualTo(Map.of("r1-a", 1, "r1-b", 1, "r1-c", 1));
        assertThat(world.violations("etcd")).isEmpty();
    }

    @Test
    void maintenanceKeepsWhatIsThereAndSendsNewOnesElsewhere() {
        TestWorld world = new TestWorld()
                .zone("r1-a", 9)
                .zone("r1-b", 9)
                .zone("r1-c", 9)
                .apply(ask("web").replicas(3))
                .settle()
                .zone("r1-a", ZoneState.Maintenance, 9)
                .apply(ask("web").replicas(5))
                .settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 1, "r1-b", 2, "r1-c", 2));
        assertThat(world.violations("web")).containsExactly("ZoneNotAvailable");
        assertThat(world.condition("web", "Ready")).isEqualTo("True");
    }

    @Test
    void theAccountOfTheNamespaceDecides() {
        TestWorld world = new TestWorld()
                .zone("bj-1", -1)
                .namespace("tenant-a", "tenant-a")
                .apply(ask("tenant-a/thief").account("acme").in("bj"))
                .settle();
        assertThat(world.zones("tenant-a/thief")).isEmpty();
        assertThat(world.violations("tenant-a/thief")).containsExactly("AccountMismatch");
        assertThat(world.condition("tenant-a/thief", "Stalled")).isEqualTo("True");
        world.namespace("tenant-a", "acme").settle();
        assertThat(world.zones("tenant-a/thief")).isEqualTo(Map.of("bj-1", 1));
    }

    @Test
    void suspendHoldsNewReplicasBackAndKeepsTheOthers() {
        TestWorld world = new TestWorld()
                .zone("r1-a", -1)
                .apply(ask("web").replicas(1))
                .settle()
                .apply(ask("web").replicas(3).suspended(true))
                .settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 1));
        assertThat(world.blockers("web")).isEqualTo(Map.of("r1-a", "Suspended"));
        assertThat(world.condition("web", "Reconciling")).isEqualTo("absent");
        world.apply(ask("web").replicas(3).suspended(false)).settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 3));
    }

    @Test
    void priorityThenAgeDecideWhoGetsTheLastMachine() {
        TestWorld world = new TestWorld()
                .zone("r1-a", 1)
                .apply(ask("a-young").created("2026-01-02T00:00:00Z"))
                .apply(ask("b-old").created("2026-01-01T00:00:00Z"))
                .settle();
        assertThat(world.zones("b-old")).isEqualTo(Map.of("r1-a", 1));
        assertThat(world.zones("a-young")).isEmpty();
        world.apply(ask("c-important").priority(5).created("2026-01-03T00:00:00Z"))
                .settle();
        assertThat(world.zones("c-important")).as("nothing placed is evicted").isEmpty();
        world.delete("b-old").settle();
        assertThat(world.zones("c-important")).isEqualTo(Map.of("r1-a", 1));
        assertThat(world.zones("a-young")).isEmpty();
    }

    @Test
    void capacityCutBelowUseMovesNothingAndIsReported() {
        TestWorld world = new TestWorld()
                .zone("r1-a", 3)
                .apply(ask("web").replicas(3))
                .settle()
                .zone("r1-a", 1)
                .settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 3));
        assertThat(world.violations("web")).containsExactly("SingleZone", "ZoneOvercommitted");
        world.zone("r1-a", 3).settle();
        assertThat(world.violations("web")).containsExactly("SingleZone");
    }

    @Test
    void aZoneDeletedByMistakeKeepsItsReplicas() {
        TestWorld world = new TestWorld()
                .zone("r1-a", 9)
                .zone("r1-b", 9)
                .apply(ask("web").replicas(4))
                .settle()
                .noZone("r1-a")
                .settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 2, "r1-b", 2));
        assertThat(world.violations("web")).containsExactly("ZoneNotAvailable");
        world.zone("r1-a", 9).settle();
        assertThat(world.violations("web")).isEmpty();
    }

    @Test
    void anInvalidSpecIsNamedAndKeepsWhatIsAssigned() {
        TestWorld world = new TestWorld()
                .zone("r1-a", 9)
                .apply(ask("web").replicas(2))
                .settle()
                .apply(ask("web").replicas(-1))
                .settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 2));
        assertThat(world.condition("web", "Stalled")).isEqualTo("True");
        assertThat(world.status("web").conditions().get(0).message()).contains("spec.replicas");
        assertThat(world.status("web").observedGeneration()).isEqualTo(2);
    }

    @Test
    void anInvalidSpecOfAnotherOneIsNothingToStumbleOver() {
        TestWorld world = new TestWorld().zone("r1-a", 9);
        world.world().put(Serialization.unmarshal("""
                ---
                {apiVersion: cpm.dev/v1alpha1, kind: Placement, metadata: {name: db, namespace: default, generation: 1},
                 spec: {machineType: m1, regions: [r1],
                        affinity: {colocateWith: [{topologyKey: topology.kubernetes.io/zone}]}}}
                """, Placement.class));
        world.apply(ask("web").inZonesOf("db")).settle();
        assertThat(world.violations("web")).containsExactly("AffinityNotSatisfied");
    }

    @Test
    void timesStayWhileNothingChanges() {
        TestWorld world =
                new TestWorld().zone("r1-a", 1).apply(ask("web").replicas(2)).settle();
        PlacementStatus before = world.status("web");
        world.later().apply(ask("web").replicas(3)).settle();
        assertThat(world.status("web").violations().get(0).since())
                .isEqualTo(before.violations().get(0).since());
        assertThat(world.status("web").conditions().get(0).lastTransitionTime()).isEqualTo(TestWorld.NOW);
    }

    @Test
    void readyHasReasonAndMessageOfOneViolation() {
        TestWorld world = new TestWorld().zone("r1-a", 9);
        world.apply(ask("web").replicas(0).in("r9").minDomains(4)).settle();
        var status = world.status("web");
        var ready = status.conditions().get(0);
        assertThat(status.violations()).hasSizeGreaterThan(1);
        assertThat(status.violations())
                .filteredOn(violation -> violation.type().name().equals(ready.reason()))
                .extracting(violation -> violation.message())
                .contains(ready.message());
        assertThat(status.summary().reason()).isEqualTo(ready.reason());
    }
}
