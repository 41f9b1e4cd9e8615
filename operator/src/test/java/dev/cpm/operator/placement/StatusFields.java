package dev.cpm.operator.placement;

import static dev.cpm.operator.placement.Ask.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cpm.operator.api.BlockerReason;
import dev.cpm.operator.api.Condition;
import dev.cpm.operator.api.FieldError;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.LoadBalancerSpec;
import dev.cpm.operator.api.LoadBalancerStatus;
import dev.cpm.operator.api.LoadBalancerStatus.Backend;
import dev.cpm.operator.api.LoadBalancerStatus.LoadBalancerViolation;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.PlacementStatus.Blocker;
import dev.cpm.operator.api.PlacementStatus.LastProposal;
import dev.cpm.operator.api.PlacementStatus.LastProposal.Result;
import dev.cpm.operator.api.PlacementStatus.Move;
import dev.cpm.operator.api.PlacementStatus.Proposal;
import dev.cpm.operator.api.PlacementStatus.Summary;
import dev.cpm.operator.api.PlacementStatus.Topology;
import dev.cpm.operator.api.PlacementStatus.ZoneAssignment;
import dev.cpm.operator.api.PlacementStatus.ZoneLoss;
import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.Violation;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.api.ZoneState;
import dev.cpm.operator.placement.model.InvalidSpec;
import java.util.List;
import java.util.Map;

/** What each field of the status of a placement and of a load balancer says, in one story each. */
final class StatusFields {
    private StatusFields() {}

    /** Three replicas, two machines, a zone that opens later. */
    private static PlacementStatus status() {
        return new TestWorld()
                .zone("r1-a", 2)
                .zone("r1-b", ZoneState.ComingSoon, 9)
                .apply(ask("web").replicas(4).account("acme"))
                .apply(ask("web").replicas(3).account("acme"))
                .settle()
                .status("web");
    }

    /** What the account of a spec was first is known from the status alone, as after a restart. */
    private static LoadBalancer movedToAnotherAccount() {
        LoadBalancer moved = new LoadBalancer();
        moved.setSpec(new LoadBalancerSpec("other", "r1"));
        moved.setStatus(new TestWorld()
                .zone("r1-a", 1)
                .loadBalancer("lb", "acme", "r1")
                .settle()
                .loadBalancer("lb"));
        return moved;
    }

    static List<FieldCase> placement() {
        return List.of(
                FieldCase.of(
                        () -> {
                            TestWorld world = new TestWorld()
                                    .zone("r1-a", 2)
                                    .apply(ask("web").account("acme"))
                                    .settle();
                            assertThat(world.status("web").specAccount()).isEqualTo("acme");
                            world.apply(ask("web").account("other")).settle();
                            assertThat(world.condition("web", "Stalled")).isEqualTo("True");
                            assertThat(world.status("web").account()).isEqualTo("acme");
                            assertThat(world.apply(ask("web").account("acme"))
                                            .settle()
                                            .condition("web", "Ready"))
                                    .isEqualTo("True");
                        },
                        "PlacementStatus.specAccount"),
                FieldCase.of(
                        () -> {
                            assertThat(status().observedGeneration()).isEqualTo(2L);
                            assertThat(status().account()).isEqualTo("acme");
                            assertThat(status().machineType()).isEqualTo("m1");
                            assertThat(status().replicas()).isEqualTo(3);
                            assertThat(status().placed()).isEqualTo(2);
                        },
                        "PlacementStatus.observedGeneration",
                        "PlacementStatus.account",
                        "PlacementStatus.machineType",
                        "PlacementStatus.replicas",
                        "PlacementStatus.placed"),
                FieldCase.of(
                        () -> assertThat(status().zones()).containsExactly(new ZoneAssignment("r1-a", "r1", 2, "0,1")),
                        "PlacementStatus.zones",
                        "ZoneAssignment.zone",
                        "ZoneAssignment.region",
                        "ZoneAssignment.replicas",
                        "ZoneAssignment.indexes"),
                FieldCase.of(
                        () -> assertThat(new TestWorld()
                                        .zone("r1-a", 1)
                                        .zone("r1-b", 9)
                                        .zone("r2-a", 0)
                                        .apply(ask("web").replicas(3).in("r1", "r2"))
                                        .settle()
                                        .status("web")
                                        .topology())
                                .isEqualTo(new Topology(2, 1, 1, new ZoneLoss("r1-b", 2, 67))),
                        "PlacementStatus.topology",
                        "Topology.zones",
                        "Topology.regions",
                        "Topology.zoneSkew",
                        "Topology.worstZoneLoss",
                        "ZoneLoss.zone",
                        "ZoneLoss.replicas",
                        "ZoneLoss.percent"),
                FieldCase.of(
                        () -> assertThat(status().blockers())
                                .containsExactly(
                                        new Blocker(
                                                "r1-a",
                                                BlockerReason.InsufficientCapacity,
                                                "no free m1 in r1-a: it has 2, all in use by this placement"),
                                        new Blocker(
                                                "r1-b",
                                                BlockerReason.ZoneComingSoon,
                                                "r1-b is not open yet (ComingSoon)")),
                        "PlacementStatus.blockers",
                        "Blocker.zone",
                        "Blocker.reason",
                        "Blocker.message"),
                FieldCase.of(
                        () -> assertThat(status().violations())
                                .contains(new Violation(
                                        ViolationType.CapacityExceeded,
                                        Severity.Error,
                                        "1 replica has no machine: no free m1 in r1-a",
                                        "provide 1 more m1 in r1-a; or r1-b opens later",
                                        List.of("r1-a"),
                                        List.of("r1"),
                                        TestWorld.NOW)),
                        "PlacementStatus.violations",
                        "Violation.type",
                        "Violation.severity",
                        "Violation.message",
                        "Violation.remedy",
                        "Violation.zones",
                        "Violation.regions",
                        "Violation.since"),
                FieldCase.of(
                        () -> assertThat(status().summary()).isEqualTo(new Summary("2/3", "2", "CapacityExceeded")),
                        "PlacementStatus.summary",
                        "Summary.placed",
                        "Summary.zones",
                        "Summary.reason"),
                FieldCase.of(
                        () -> assertThat(status().conditions())
                                .contains(new Condition(
                                        "Scheduled",
                                        "False",
                                        2L,
                                        TestWorld.NOW,
                                        "Unschedulable",
                                        "2/3 replicas placed: 1 zone(s) ComingSoon, 1 zone(s) had no free m1"))
                                .extracting(Condition::type)
                                .containsExactly("Ready", "Scheduled", "TopologySatisfied", "Reconciling"),
                        "PlacementStatus.conditions",
                        "Condition.type",
                        "Condition.status",
                        "Condition.observedGeneration",
                        "Condition.lastTransitionTime",
                        "Condition.reason",
                        "Condition.message"));
    }

    /** Two replicas in one zone, and another zone that opened since. */
    private static TestWorld crowded() {
        return new TestWorld()
                .zone("r1-a", 9)
                .apply(ask("web").replicas(2).rebalance())
                .settle()
                .zone("r1-b", 9)
                .settle();
    }

    static List<FieldCase> moves() {
        return List.of(
                FieldCase.of(
                        () -> {
                            assertThat(status().suggestions())
                                    .containsExactly(
                                            "r1-b, once it is Available, places 3 of 3",
                                            "1 more m1 in r1-a places 3 of 3");
                            assertThat(crowded().status("web").suggestions()).isEmpty();
                        },
                        "PlacementStatus.suggestions"),
                FieldCase.of(
                        () -> {
                            Proposal proposal = crowded().status("web").proposal();
                            assertThat(proposal.moves()).containsExactly(new Move(1, "r1-a", "r1-b"));
                            assertThat(proposal.zoneSkewBefore()).isEqualTo(2);
                            assertThat(proposal.zoneSkewAfter()).isZero();
                            assertThat(crowded()
                                            .approve("web", proposal.id())
                                            .settle()
                                            .zones("web"))
                                    .isEqualTo(Map.of("r1-a", 1, "r1-b", 1));
                        },
                        "PlacementStatus.proposal",
                        "Proposal.id",
                        "Proposal.moves",
                        "Proposal.zoneSkewBefore",
                        "Proposal.zoneSkewAfter",
                        "Move.index",
                        "Move.from",
                        "Move.to"),
                FieldCase.of(
                        () -> {
                            TestWorld world = crowded();
                            assertThat(world.status("web").lastProposal()).isNull();
                            String id = world.status("web").proposal().id();
                            assertThat(world.approve("web", id)
                                            .settle()
                                            .status("web")
                                            .lastProposal())
                                    .isEqualTo(new LastProposal(
                                            id, Result.Moved, "Moved 1: 1 from r1-a to r1-b", TestWorld.NOW));
                        },
                        "PlacementStatus.lastProposal",
                        "LastProposal.id",
                        "LastProposal.result",
                        "LastProposal.message",
                        "LastProposal.at"));
    }

    /** Two replicas behind a load balancer that came later, and whose region they are not in. */
    private static LoadBalancerStatus loadBalancer() {
        return new TestWorld()
                .zone("r1-a", 9)
                .zone("r2-a", 9)
                .namespace("default", "acme")
                .apply(ask("web").replicas(2).behind("lb"))
                .settle()
                .loadBalancer("lb", "r2")
                .settle()
                .loadBalancer("lb");
    }

    static List<FieldCase> ofLoadBalancer() {
        return List.of(
                FieldCase.of(
                        () -> {
                            LoadBalancer moved = movedToAnotherAccount();
                            assertThat(moved.getStatus().specAccount()).isEqualTo("acme");
                            assertThat(InvalidSpec.errors(moved))
                                    .extracting(FieldError::field)
                                    .containsExactly("spec.account");
                        },
                        "LoadBalancerStatus.specAccount"),
                FieldCase.of(
                        () -> {
                            assertThat(loadBalancer().observedGeneration()).isEqualTo(1L);
                            assertThat(loadBalancer().account()).isEqualTo("acme");
                            assertThat(loadBalancer().region()).isEqualTo("r2");
                            assertThat(loadBalancer().backends()).containsExactly(new Backend("web", "r1-a", 2));
                            assertThat(loadBalancer().conditions())
                                    .extracting(Condition::type, Condition::status, Condition::reason)
                                    .containsExactly(tuple("Ready", "False", "LoadBalancerCrossRegion"));
                        },
                        "LoadBalancerStatus.observedGeneration",
                        "LoadBalancerStatus.account",
                        "LoadBalancerStatus.region",
                        "LoadBalancerStatus.backends",
                        "LoadBalancerStatus.conditions",
                        "Backend.placement",
                        "Backend.zone",
                        "Backend.replicas"),
                FieldCase.of(
                        () -> assertThat(loadBalancer().violations())
                                .contains(new LoadBalancerViolation(
                                        LoadBalancerViolation.Type.LoadBalancerCrossRegion,
                                        Severity.Error,
                                        "2 replicas of web in r1-a cannot be bound: it binds machines of r2 only",
                                        "the status of web says what mends it; or create a load balancer in r1, and"
                                                + " name that one in its place",
                                        List.of("r1-a"),
                                        List.of("r1"),
                                        TestWorld.NOW)),
                        "LoadBalancerStatus.violations",
                        "LoadBalancerViolation.type",
                        "LoadBalancerViolation.severity",
                        "LoadBalancerViolation.message",
                        "LoadBalancerViolation.remedy",
                        "LoadBalancerViolation.zones",
                        "LoadBalancerViolation.regions",
                        "LoadBalancerViolation.since"),
                FieldCase.of(
                        () -> {
                            TestWorld world = new TestWorld()
                                    .zone("r1-a", 9)
                                    .apply(ask("web").behind("lb"));
                            assertThat(world.loadBalancer("lb", "acme", "r1")
                                            .settle()
                                            .violations("web"))
                                    .containsExactly("LoadBalancerAccountMismatch");
                            assertThat(world.loadBalancer("lb", "default", "r1")
                                            .settle()
                                            .violations("web"))
                                    .isEmpty();
                            assertThat(world.loadBalancer("lb", "default", "r2")
                                            .settle()
                                            .violations("web"))
                                    .containsExactly("LoadBalancerCrossRegion");
                        },
                        "LoadBalancerSpec.account",
                        "LoadBalancerSpec.region"));
    }
}
