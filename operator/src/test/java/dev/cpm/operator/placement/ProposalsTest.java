package dev.cpm.operator.placement;

import static dev.cpm.operator.placement.Ask.ask;
import static dev.cpm.operator.placement.Rebalanced.approve;
import static dev.cpm.operator.placement.Rebalanced.crowded;
import static dev.cpm.operator.placement.Rebalanced.last;
import static dev.cpm.operator.placement.Rebalanced.proposal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cpm.operator.api.InterconnectState;
import dev.cpm.operator.api.PlacementStatus.LastProposal;
import dev.cpm.operator.api.PlacementStatus.LastProposal.Result;
import dev.cpm.operator.api.PlacementStatus.Move;
import dev.cpm.operator.api.Violation;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.api.WhenUnsatisfiable;
import dev.cpm.operator.api.ZoneState;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code spec.rebalance}: which moves are proposed, as stories. */
class ProposalsTest {
    @Test
    void aZoneOpensAndTheReplicasSpreadOnceThatIsApproved() {
        TestWorld world = crowded(ask("web").replicas(4).rebalance());
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 4));
        assertThat(world.violations("web")).containsExactly("SingleZone", "SkewExceeded");
        assertThat(proposal(world).moves()).containsExactly(new Move(3, "r1-a", "r1-b"), new Move(2, "r1-a", "r1-b"));
        assertThat(proposal(world).zoneSkewBefore()).isEqualTo(4);
        assertThat(proposal(world).zoneSkewAfter()).isZero();
        assertThat(world.status("web").violations())
                .allSatisfy(v -> assertThat(v.remedy())
                        .startsWith("approve proposal " + proposal(world).id() + " (2 moves); or "));
        String id = proposal(world).id();
        assertThat(id).matches("m[0-9a-f]{10}");

        approve(world);
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 2, "r1-b", 2));
        assertThat(world.violations("web")).isEmpty();
        assertThat(proposal(world)).isNull();
        assertThat(last(world))
                .isEqualTo(new LastProposal(id, Result.Moved, "Moved 2: 2 from r1-a to r1-b", TestWorld.NOW));
    }

    @Test
    void whatIsLostMovesFirstAndNoneInServiceIsTakenThatIsNeeded() {
        Ask web = ask("web")
                .replicas(6)
                .survive(new IntOrString(4), WhenUnsatisfiable.ScheduleAnyway)
                .rebalance();
        TestWorld world = new TestWorld()
                .zone("r1-a", 2)
                .zone("r1-b", 9)
                .apply(web)
                .settle()
                .zone("r1-a", ZoneState.Unavailable, 2)
                .zone("r1-c", 9)
                .settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 2, "r1-b", 4));
        assertThat(proposal(world).moves())
                .as("four are in service and four must be")
                .isNotEmpty()
                .allSatisfy(move -> assertThat(move.from()).isEqualTo("r1-a"));
    }

    @Test
    void anIdIsThatOfOnePlacement() {
        TestWorld world = crowded(ask("web").replicas(4).rebalance());
        Ask other = ask("twin").type("m1").replicas(4).rebalance();
        TestWorld twins = crowded(other);
        assertThat(twins.status("twin").proposal().moves())
                .isEqualTo(proposal(world).moves());
        assertThat(twins.status("twin").proposal().id())
                .isNotEqualTo(proposal(world).id());
    }

    @Test
    void noStepTakesMoreThanMinAvailableCanSpare() {
        TestWorld world = crowded(ask("web")
                .replicas(4)
                .survive(new IntOrString(3), WhenUnsatisfiable.ScheduleAnyway)
                .rebalance());
        assertThat(proposal(world).moves()).hasSize(1);
        assertThat(proposal(world).zoneSkewAfter()).isEqualTo(2);
        String first = proposal(world).id();
        approve(world);
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 3, "r1-b", 1));
        assertThat(proposal(world).moves()).hasSize(1);
        assertThat(proposal(world).id()).isNotEqualTo(first);
        approve(world);
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 2, "r1-b", 2));
        assertThat(proposal(world)).isNull();
    }

    @Test
    void whoMustAllRemainIsNotMoved() {
        TestWorld world = crowded(ask("web")
                .replicas(4)
                .survive(new IntOrString(4), WhenUnsatisfiable.ScheduleAnyway)
                .rebalance());
        assertThat(proposal(world)).isNull();
    }

    @Test
    void replicasLeaveAZoneInMaintenance() {
        TestWorld world = new TestWorld()
                .zone("r1-a", 3)
                .zone("r1-b", 3)
                .zone("r1-c", 3)
                .apply(ask("web").replicas(6).rebalance())
                .settle()
                .zone("r1-c", ZoneState.Maintenance, 3)
                .settle();
        assertThat(world.violations("web")).containsExactly("ZoneNotAvailable");
        assertThat(proposal(world).moves()).hasSize(2);
        approve(world);
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 3, "r1-b", 3));
        assertThat(world.violations("web")).isEmpty();
    }

    @Test
    void whereNotAllCanLeaveALostZoneThoseLeaveThatCan() {
        TestWorld world = new TestWorld()
                .zone("r1-a", 4)
                .apply(ask("web").replicas(4).rebalance())
                .settle()
                .zone("r1-a", ZoneState.Unavailable, 4)
                .zone("r1-b", 1)
                .zone("r1-c", 2)
                .settle();
        assertThat(world.violations("web")).containsExactly("ZoneNotAvailable", "SingleZone", "SkewExceeded");
        for (int proposals = 0; proposal(world) != null; proposals++) {
            approve(world);
            assertThat(proposals).isLessThan(3);
        }
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 1, "r1-b", 1, "r1-c", 2));
        assertThat(world.violations("web")).containsExactly("ZoneNotAvailable");
        world.zone("r1-b", 2).settle();
        approve(world);
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-b", 2, "r1-c", 2));
    }

    @Test
    void regionsThatLostTheirLinkComeTogetherWithTheFewestMoves() {
        TestWorld world = new TestWorld()
                .zone("r1-a", 9)
                .zone("r2-a", 4)
                .link("acme", "r1", "r2", InterconnectState.Active)
                .apply(ask("web").account("acme").replicas(7).in("r2", "r1").rebalance())
                .settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 3, "r2-a", 4));
        world.link("acme", "r1", "r2", InterconnectState.Suspended).settle();
        assertThat(world.violations("web")).containsExactly("InterconnectNotActive");
        assertThat(proposal(world).moves())
                .hasSize(4)
                .allSatisfy(move -> assertThat(move.to()).isEqualTo("r1-a"));
        approve(world);
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 7));
        assertThat(world.violations("web")).containsExactly("SingleZone");
    }

    @Test
    void movesMakeRoomForThoseThatAHardRuleHoldsBack() {
        TestWorld world = new TestWorld()
                .zone("r2-b", 9)
                .apply(ask("web").replicas(3).in("r2").publicNetwork())
                .settle()
                .zone("r1-a", 9)
                .zone("r2-c", 9);
        Ask ask = ask("web").replicas(7).in("r1", "r2").publicNetwork().hard(1).hardOverRegions(1);
        world.apply(ask).settle();
        assertThat(world.status("web").placed()).isLessThan(7);
        world.apply(ask.rebalance()).settle();
        assertThat(proposal(world)).isNotNull();
        approve(world);
        assertThat(world.status("web").placed()).isEqualTo(7);
        assertThat(world.violations("web")).isEmpty();
    }

    @Test
    void aHardSkewThatCannotBeKeptIsMadeAsSmallAsItCanBe() {
        TestWorld world = new TestWorld()
                .zone("r1-a", 10)
                .apply(ask("web").replicas(6))
                .settle()
                .zone("r1-b", 1)
                .apply(ask("web").replicas(6).hard(1).rebalance())
                .settle();
        assertThat(world.violations("web")).contains("SkewExceeded");
        assertThat(proposal(world).moves()).containsExactly(new Move(5, "r1-a", "r1-b"));
        approve(world);
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 5, "r1-b", 1));
        assertThat(proposal(world)).isNull();
    }

    @Test
    void lookingAgainChangesNothing() {
        TestWorld world = crowded(ask("web").replicas(5).rebalance());
        var before = world.status("web");
        world.later().world().concern(TestWorld.key("web"));
        world.settle();
        assertThat(world.status("web")).isEqualTo(before);
        approve(world);
        var moved = world.status("web");
        world.world().concern(TestWorld.key("web"));
        world.settle();
        assertThat(world.status("web")).isEqualTo(moved);
    }

    @Test
    void aProposalIsNoRemedyForThoseWhomItLeavesWhereTheyAre() {
        Ask web = ask("web").replicas(3).rebalance();
        TestWorld world = new TestWorld()
                .zone("r1-a", 1)
                .zone("r1-b", 2)
                .apply(web)
                .settle()
                .zone("r1-a", ZoneState.Retired, 1)
                .zone("r1-b", ZoneState.Maintenance, 2)
                .zone("r1-c", 1)
                .settle();
        assertThat(proposal(world).moves()).containsExactly(new Move(1, "r1-a", "r1-c"));
        assertThat(world.status("web").violations())
                .filteredOn(violation -> violation.type() == ViolationType.ZoneNotAvailable)
                .extracting(Violation::zones, violation -> violation.remedy().contains("approve proposal"))
                .containsExactlyInAnyOrder(tuple(List.of("r1-a"), true), tuple(List.of("r1-b"), false));
    }
}
