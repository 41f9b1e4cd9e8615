package dev.cpm.operator.placement;

import static dev.cpm.operator.placement.Ask.ask;
import static dev.cpm.operator.placement.Rebalanced.approve;
import static dev.cpm.operator.placement.Rebalanced.crowded;
import static dev.cpm.operator.placement.Rebalanced.last;
import static dev.cpm.operator.placement.Rebalanced.proposal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.PlacementStatus.LastProposal;
import dev.cpm.operator.api.PlacementStatus.LastProposal.Result;
import dev.cpm.operator.api.ZoneState;
import dev.cpm.operator.placement.model.Known;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code spec.rebalance}: what becomes of an approval, as stories. */
class ApprovalTest {
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
}
