package dev.cpm.operator.placement;

import static dev.cpm.operator.placement.Ask.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cpm.operator.api.InterconnectState;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.PlacementStatus.LastProposal;
import dev.cpm.operator.api.PlacementStatus.LastProposal.Result;
import dev.cpm.operator.api.PlacementStatus.Move;
import dev.cpm.operator.api.PlacementStatus.Proposal;
import dev.cpm.operator.api.Violation;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.api.WhenUnsatisfiable;
import dev.cpm.operator.api.ZoneState;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code spec.rebalance}: what is proposed, and what becomes of an approval, as stories. */
class RebalanceTest {

    /** Four replicas in the only open zone; then a second one opens. */
    private static TestWorld crowded(Ask ask) {
        return new TestWorld()
                .zone("r1-a", 10)
                .zone("r1-b", ZoneState.ComingSoon, 10)
                .apply(ask)
                .settle()
                .zone("r1-b", 10)
                .settle();
    }

    private static Proposal proposal(TestWorld world) {
        return world.status("web").proposal();
    }

    private static LastProposal last(TestWorld world) {
        return world.status("web").lastProposal();
    }

    private static TestWorld approve(TestWorld world) {
        return world.approve("web", proposal(world).id()).settle();
    }

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
        assertThat(id).matches("[0-9a-f]{10}");

        approve(world);
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 2, "r1-b", 2));
        assertThat(world.violations("web")).isEmpty();
        assertThat(proposal(world)).isNull();
        assertThat(last(world))
                .isEqualTo(new LastProposal(id, Result.Moved, "Moved 2: 2 from r1-a to r1-b", TestWorld.NOW));
    }

    @Test
    void anApprovalIsCarriedOutOnce() {
        TestWorld world = crowded(ask("web").replicas(4).rebalance());
        String id = proposal(world).id();
        approve(world);
        LastProposal answered = last(world);
        // Zone b is lost and comes back: everything is as it was, but the approval was for then.
        world.zone("r1-b", ZoneState.Unavailable, 10).settle();
        approve(world);
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 4));
        world.zone("r1-b", 10).settle();
        assertThat(proposal(world).moves()).hasSize(2);
        assertThat(proposal(world).id()).isNotEqualTo(id);
        world.approve("web", id).later().settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 4));
        assertThat(last(world).result()).isEqualTo(Result.Refused);
        assertThat(answered.id()).isEqualTo(id);
        approve(world);
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 2, "r1-b", 2));
    }

    @Test
    void anIdThatNoLongerFitsIsRefusedAndTheStalePlanIsNotExecuted() {
        TestWorld world = crowded(ask("web").replicas(4).rebalance());
        String id = proposal(world).id();
        world.apply(ask("other").replicas(9).onlyIn("r1-b")).settle();
        assertThat(proposal(world).moves()).hasSize(1);
        assertThat(proposal(world).id()).isNotEqualTo(id);
        world.approve("web", id).settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 4));
        assertThat(last(world).result()).isEqualTo(Result.Refused);
        assertThat(last(world).message())
                .isEqualTo("nothing was moved: this is not the id of what is proposed; proposed now: "
                        + proposal(world).id() + " (1 move)");
        approve(world);
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 3, "r1-b", 1));
        assertThat(proposal(world)).isNull();
    }

    @Test
    void anIdThatFittedUntilThisMomentIsRefusedInOtherWords() {
        TestWorld world = crowded(ask("web").replicas(4).rebalance());
        String id = proposal(world).id();
        world.zone("r1-b", 1).approve("web", id).settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 4));
        assertThat(last(world).message())
                .startsWith("nothing was moved: what was proposed with this id no longer fits; proposed now: ");
    }

    @Test
    void anApprovalIsAnsweredAlthoughTheIdOfWhatIsProposedCannotBeRead() {
        TestWorld world = crowded(ask("web").replicas(4).rebalance());
        Known known = world.world().placement(TestWorld.key("web"));
        String unread = Serialization.asJson(known.told()).replace("\"id\"", "\"name\"");
        world.world()
                .placement(known.stored(known.assignment(), Serialization.unmarshal(unread, PlacementStatus.class)));
        world.approve("web", "another").settle();
        assertThat(last(world).result()).isEqualTo(Result.Refused);
    }

    @Test
    void anApprovalThatComesWithMoreReplicasIsRefusedAndNotTakenForNothingToDo() {
        TestWorld world = crowded(ask("web").replicas(4).rebalance());
        world.approve("web", proposal(world).id())
                .apply(ask("web").replicas(5).rebalance())
                .settle();
        assertThat(last(world).result()).isEqualTo(Result.Refused);
        assertThat(last(world).message())
                .startsWith("nothing was moved: what was proposed with this id no longer fits");
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 4, "r1-b", 1));
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
    void whereNothingIsProposedThereIsNothingToDo() {
        TestWorld world = new TestWorld()
                .zone("r1-a", 10)
                .zone("r1-b", 10)
                .apply(ask("web").replicas(4).rebalance())
                .settle();
        assertThat(proposal(world)).isNull();
        world.approve("web", "0123456789").settle();
        assertThat(last(world).result()).isEqualTo(Result.NothingToDo);
        assertThat(last(world).id()).isEqualTo("0123456789");
    }

    @Test
    void withoutRebalanceNothingIsProposedAndAnApprovalIsRefused() {
        TestWorld world = crowded(ask("web").replicas(4));
        assertThat(proposal(world)).isNull();
        world.approve("web", "0123456789").settle();
        assertThat(last(world).result()).isEqualTo(Result.Refused);
        assertThat(last(world).message()).isEqualTo("nothing was moved: spec.rebalance is Never");
        LastProposal refused = last(world);
        world.later().apply(ask("web").replicas(5)).settle();
        assertThat(last(world)).isEqualTo(refused);
    }

    @Test
    void whileSuspendedNothingMoves() {
        TestWorld world = crowded(ask("web").replicas(4).rebalance());
        String id = proposal(world).id();
        world.apply(ask("web").replicas(4).rebalance().suspended(true))
                .approve("web", id)
                .settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 4));
        assertThat(proposal(world)).isNull();
        assertThat(last(world).message())
                .isEqualTo("nothing was moved: spec.suspend is true: no replica is assigned until it is false");
        world.apply(ask("web").replicas(4).rebalance()).settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 4));
        approve(world);
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 2, "r1-b", 2));
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
    void anAnnotationThatIsNoIdDoesNoHarm() {
        TestWorld world = crowded(ask("web").replicas(4).rebalance());
        for (String strange : new String[] {"x".repeat(200_000), "{\"a\": 1}\n\t", "🦊".repeat(100), "null"}) {
            world.approve("web", strange).settle();
            assertThat(last(world).result()).isEqualTo(Result.Refused);
            assertThat(last(world).id().length()).isLessThan(200);
        }
        world.approve("web", " ").settle();
        assertThat(last(world).id()).isEqualTo("null");
        approve(world);
        assertThat(last(world).result()).isEqualTo(Result.Moved);
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
