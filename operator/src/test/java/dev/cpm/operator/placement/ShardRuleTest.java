package dev.cpm.operator.placement;

import static dev.cpm.operator.placement.Ask.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cpm.operator.api.InterconnectState;
import dev.cpm.operator.api.PlacementStatus.Blocker;
import dev.cpm.operator.api.ZoneState;
import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.model.Shard;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the operator of r1 makes of zones in r2, which another one grants. */
class ShardRuleTest {
    private final TestWorld world = new TestWorld(Shard.of("r1"))
            .zone("r1-a", 3)
            .zone("r2-a", 9)
            .link("default", "r1", "r2", InterconnectState.Active);

    /** As the other operator left it. */
    private TestWorld holds(Ask ask, String zone, int replicas) {
        world.apply(ask);
        Known known = world.world().placement(ask.key());
        Known there = TestWorld.held(known, zone, zone.substring(0, 2), replicas);
        world.world().placement(there);
        return world;
    }

    @Test
    void aPlacementOfBothRegionsGetsTheOwnZonesAndIsToldWhyNotTheOthers() {
        world.apply(ask("web").replicas(5).in("r1", "r2")).settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 3));
        assertThat(world.status("web").blockers())
                .extracting(Blocker::zone, Blocker::message)
                .contains(tuple(
                        "r2-a",
                        "r2-a is granted by the operator that has region r2, and this placement is decided by the one"
                                + " that has r1, the first of spec.regions; name r2 first to have new replicas there,"
                                + " or make a placement of its own for r2"));
        assertThat(world.blockers("web")).isEqualTo(Map.of("r1-a", "InsufficientCapacity", "r2-a", "ZoneExcluded"));
        assertThat(world.status("web").conditions())
                .filteredOn(condition -> condition.type().equals("Scheduled"))
                .singleElement()
                .satisfies(condition -> assertThat(condition.message())
                        .isEqualTo("3/5 replicas placed: 1 zone(s) granted by the operator of another region,"
                                + " 1 zone(s) had no free m1"));
    }

    @Test
    void whatAZoneIsByItselfIsSaidFirst() {
        world.zone("r2-a", ZoneState.ComingSoon, 9)
                .apply(ask("web").replicas(5).in("r1", "r2"))
                .settle();
        assertThat(world.blockers("web")).containsEntry("r2-a", "ZoneComingSoon");
    }

    @Test
    void noRemedyPromisesWhatTheOtherOperatorGrants() {
        world.apply(ask("web").replicas(5)).settle();
        assertThat(world.violations("web")).containsExactly("CapacityExceeded", "SingleZone");
        assertThat(world.status("web").violations())
                .allSatisfy(violation -> assertThat(violation.remedy()).doesNotContain("r2"));
        assertThat(world.status("web").suggestions())
                .allSatisfy(suggestion -> assertThat(suggestion).doesNotContain("r2"));
    }

    @Test
    void whatIsInAZoneOfTheOtherStaysIsCountedAndMayBeReleased() {
        holds(ask("web").replicas(4).in("r1", "r2"), "r2-a", 3).settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 1, "r2-a", 3));
        assertThat(world.violations("web")).doesNotContain("ZoneNotAllowed", "ZoneNotAvailable");
        world.apply(ask("web").replicas(2).in("r1", "r2")).settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 1, "r2-a", 1));
    }

    @Test
    void nobodyIsProposedToLeaveAZoneOfTheOther() {
        holds(ask("web").replicas(2).in("r1", "r2").rebalance(), "r2-a", 1).settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 1, "r2-a", 1));
        assertThat(world.status("web").proposal()).isNull();
    }

    @Test
    void whatIsLostThereIsReplacedHere() {
        holds(ask("web").replicas(2).in("r1", "r2").replacesLost(), "r2-a", 2)
                .zone("r2-a", ZoneState.Unavailable, 9)
                .settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 2));
    }

    @Test
    void machinesThatAPlacementOfTheOtherHoldsHereAreNotGivenAgain() {
        holds(ask("other").replicas(2).in("r2", "r1"), "r1-a", 2)
                .apply(ask("web").replicas(3))
                .settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 1));
        world.delete("other").settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 3));
    }

    @Test
    void aPlacementOfTheOtherIsNeverDecidedWhateverConcernsIt() {
        world.apply(ask("other").replicas(2).in("r2", "r1").peers("web"));
        assertThat(world.world().hasConcerned()).isFalse();
        world.apply(ask("web").replicas(9)).settle();
        world.zone("r1-a", 5).zone("r2-a", 10).settle();
        assertThat(world.status("other")).isNull();
    }

    @Test
    void oneThatComesByAnEditIsDecidedThenAndOneThatGoesNoMore() {
        world.apply(ask("web").replicas(9).in("r2", "r1")).settle();
        assertThat(world.status("web")).isNull();
        world.apply(ask("web").replicas(9).in("r1", "r2")).settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 3));
        world.apply(ask("web").replicas(9).in("r2", "r1"));
        assertThat(world.world().hasConcerned()).isFalse();
        world.zone("r1-a", 30);
        assertThat(world.world().hasConcerned())
                .as("nobody is waiting for machines any more")
                .isFalse();
        assertThat(world.world().takeConcerned()).isEmpty();
    }

    @Test
    void machinesOfTheOthersZonesConcernNobodyHere() {
        world.apply(ask("web").replicas(9)).settle();
        holds(ask("other").in("r2").replicas(4), "r2-a", 4);
        assertThat(world.world().hasConcerned()).isFalse();
        holds(ask("other").in("r2", "r1").replicas(4), "r1-a", 1);
        assertThat(world.world().takeConcerned()).isEqualTo(Set.of(TestWorld.key("web")));
    }

    @Test
    void aNeighbourOfTheOtherCountsAsItIsSeen() {
        world.apply(ask("web").in("r1", "r2").inZonesOf("db")).settle();
        assertThat(world.zones("web")).isEmpty();
        holds(ask("db").in("r2", "r1"), "r1-a", 1).settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 1));
    }

    @Test
    void whoOwnsEverythingKnowsNoSuchRule() {
        assertThat(new TestWorld()
                        .zone("r1-a", 3)
                        .zone("r2-a", 9)
                        .link("default", "r1", "r2", InterconnectState.Active)
                        .apply(ask("web").replicas(5).in("r1", "r2"))
                        .settle()
                        .zones("web"))
                .isEqualTo(Map.of("r1-a", 3, "r2-a", 2));
        assertThat(List.of(Shard.ALL.owns("r1"), Shard.ALL.owns((String) null))).containsOnly(true);
    }
}
