package dev.cpm.operator.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.InterconnectState;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.PlacementStatus.ZoneAssignment;
import dev.cpm.operator.api.WhenUnsatisfiable;
import dev.cpm.operator.api.ZoneState;
import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.model.Shard;
import dev.cpm.operator.placement.model.ZoneInfo;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Who is looked at again where machines come or go. That nobody is forgotten is a property of its own, see {@link
 * DecisionPropertiesTest}; here it is told who need not be.
 */
class WakingTest {
    private final TestWorld world = new TestWorld();

    /** Who is answered until nothing changes any more. */
    private Set<String> answered() {
        Set<PlacementKey> answered = new HashSet<>();
        while (world.world().hasConcerned()) {
            for (RoundAnswer answer : Round.of(world.world(), world.world().takeConcerned(), TestWorld.NOW)) {
                answered.add(answer.known().key());
                answer.storedIn(world.world());
            }
        }
        Set<String> names = new TreeSet<>();
        answered.forEach(placement -> names.add(placement.name()));
        return names;
    }

    private static Ask ask(String name, int replicas) {
        return Ask.ask(name).replicas(replicas).in("r1");
    }

    /** In a region of one zone no two replicas are apart, which is reported for good. */
    private void unhappy(int machines) {
        world.zone("r1-a", machines).zone("r2-a", machines);
        world.apply(ask("unhappy", 2)).settle();
        assertThat(world.violations("unhappy")).isNotEmpty();
    }

    @Test
    void whereThereAreEnoughNobodyElseIsLookedAtAgain() {
        unhappy(100);
        world.apply(ask("other", 1));
        assertThat(answered()).containsExactly("other");
        world.apply(ask("other", 50));
        assertThat(answered()).containsExactly("other");
        world.apply(ask("other", 3));
        assertThat(answered()).containsExactly("other");
        world.delete("other");
        assertThat(answered()).isEmpty();
    }

    /** A batch ends when only the loser has been told; before the next one the winner is deleted. */
    @Test
    void whoLostToADecisionThatWasNotCarriedOutIsLookedAtAgain() {
        world.zone("r1-a", 1);
        world.apply(ask("winner", 1).priority(10)).apply(ask("loser", 1));
        Map<PlacementKey, DueAnswer> due = new TreeMap<>();
        Round.begin(world.world(), world.world().takeConcerned(), TestWorld.NOW)
                .forEach(one -> due.put(one.key(), one));
        RoundAnswer told = due.remove(TestWorld.key("loser")).answer().get();
        assertThat(told.status().placed()).isZero();
        told.storedIn(world.world());
        DueAnswer left = due.get(TestWorld.key("winner"));
        assertThat(left.assignment().total()).isEqualTo(1);
        world.world().concern(left.key());
        world.world().undone(Map.of(left.key(), left.assignment()));
        world.delete("winner");
        assertThat(answered()).containsExactly("loser");
        assertThat(world.world().placement(TestWorld.key("loser")).assignment().total())
                .isEqualTo(1);
    }

    @Test
    void whereThereIsNoLimitNobodyMissesWhatOthersTake() {
        unhappy(-1);
        world.zone("r1-b", -1).settle();
        world.apply(ask("other", 7));
        assertThat(answered()).containsExactly("other");
    }

    /** Its peer is in a zone that is created anew, in a region that no link leads to. */
    @Test
    void whoNamesOneWhoseZoneIsInAnotherRegionNowIsLookedAtAgain() {
        world.zone("r1-a", 9).zone("r2-a", 9).link("default", "r1", "r2", InterconnectState.Active);
        world.apply(ask("peer", 1)).settle();
        world.apply(Ask.ask("web").in("r2").peers("peer")).settle();
        assertThat(world.violations("web")).isEmpty();
        world.noZone("r1-a").settle();
        world.world().region("r3", true);
        world.world().zone("r1-a", new ZoneInfo("r1-a", "r3", "r1-a", ZoneState.Available, Map.of(), Map.of("m1", 9)));
        assertThat(answered()).contains("web");
        assertThat(world.violations("web")).contains("CrossRegionWithoutInterconnect");
    }

    /** A batch ends when only those who name it have been told; then it does not get what it was to have. */
    @Test
    void whoNamesOneWhoseDecisionWasNotCarriedOutIsLookedAtAgain() {
        world.zone("r1-a", 9);
        world.apply(ask("web", 1).separateFrom("peer", Cpm.ZONE_KEY, WhenUnsatisfiable.ScheduleAnyway))
                .settle();
        world.apply(ask("peer", 1));
        DueAnswer peer = Round.begin(world.world(), world.world().takeConcerned(), TestWorld.NOW).stream()
                .filter(due -> due.key().equals(TestWorld.key("peer")))
                .findFirst()
                .orElseThrow();
        assertThat(world.world().concerns(TestWorld.key("web"))).isFalse();
        world.world().undone(Map.of(peer.key(), peer.assignment()));
        assertThat(world.world().concerns(TestWorld.key("web"))).isTrue();
    }

    @Test
    void whereThereAreFewTheUnhappyAreLookedAtAgain() {
        unhappy(10);
        world.apply(ask("other", 7));
        assertThat(answered()).containsExactly("other", "unhappy");
        world.delete("other");
        assertThat(answered()).containsExactly("unhappy");
    }

    @Test
    void whereZonesChangePlacesThoseWhoAskForTheirRegionAreLookedAtAgain() {
        unhappy(100);
        world.zone("r1-b", 80).settle();
        world.apply(ask("near", 2).spread(Cpm.REGION_KEY, 1, 2, WhenUnsatisfiable.ScheduleAnyway, null))
                .settle();
        assertThat(world.violations("near")).isNotEmpty();
        world.apply(Ask.ask("elsewhere").replicas(2).in("r2")).settle();
        assertThat(world.violations("elsewhere")).isNotEmpty();
        world.apply(ask("other", 1).onlyIn("r1-a"));
        assertThat(answered()).as("98 against 80").containsExactly("other");
        world.apply(ask("other", 18).onlyIn("r1-a"));
        assertThat(answered()).as("about 80 both").containsExactly("near", "other", "unhappy");
    }

    private static Ask strays(String... regions) {
        return Ask.ask("strays").replicas(2).in(regions).publicNetwork().rebalance();
    }

    private static String firstToLeave(TestWorld world) {
        return world.status("strays").proposal().moves().get(0).from();
    }

    /** In which order replicas leave zones that are no longer asked for goes by the machines there, in all regions together. */
    @Test
    void whereMachinesComeOrGoInZonesThatAreToBeLeftThoseWhoLeaveAreLookedAtAgain() {
        world.zone("r1-a", 100).zone("r2-a", 100).zone("r3-a", 90);
        world.apply(strays("r2", "r3")).settle();
        assertThat(world.zones("strays")).isEqualTo(Map.of("r2-a", 1, "r3-a", 1));
        world.apply(strays("r1")).settle();
        assertThat(firstToLeave(world)).isEqualTo("r3-a");
        world.apply(Ask.ask("other").replicas(20).in("r2"));
        assertThat(answered()).containsExactly("other", "strays");
        assertThat(firstToLeave(world)).isEqualTo("r2-a");
        world.apply(Ask.ask("another").replicas(20).in("r1"));
        assertThat(answered()).as("where nobody leaves").containsExactly("another");
    }

    @Test
    void soAreThoseWhoLeaveZonesThatAreGrantedElsewhere() {
        TestWorld here = new TestWorld(Shard.of("r1"))
                .zone("r1-a", 100)
                .zone("r2-a", 100)
                .zone("r3-a", 90)
                .apply(strays("r1"));
        Known known = here.world().placement(TestWorld.key("strays"));
        here.world()
                .placement(TestWorld.held(
                        known, new ZoneAssignment("r2-a", "r2", 1, "0"), new ZoneAssignment("r3-a", "r3", 1, "1")));
        here.settle();
        String first = firstToLeave(here);
        here.apply(Ask.ask("other").replicas(20).in("r2"));
        Known other = here.world().placement(TestWorld.key("other"));
        here.settle();
        here.world().placement(TestWorld.held(other, "r2-a", "r2", 20));
        assertThat(here.world().hasConcerned()).isTrue();
        assertThat(here.world().concerns(TestWorld.key("strays"))).isTrue();
        here.settle();
        assertThat(firstToLeave(here)).isNotEqualTo(first);
    }

    /** What is given back is free after the batch, so those who were told of what the others took are told again. */
    @Test
    void whereZonesChangePlacesByWhatIsGivenBackInTheSameBatchTheyAreLookedAtAfterIt() {
        world.zone("r1-a", 20).zone("r1-b", 32);
        world.apply(ask("gives", 10).onlyIn("r1-a")).settle();
        world.apply(ask("near", 2).spread(Cpm.REGION_KEY, 1, 2, WhenUnsatisfiable.ScheduleAnyway, null))
                .settle();
        world.apply(ask("gives", 0).onlyIn("r1-a")).apply(ask("takes", 12).onlyIn("r1-b"));
        Set<PlacementKey> concerned = world.world().takeConcerned();
        for (RoundAnswer answer : Round.of(world.world(), concerned, TestWorld.NOW)) {
            answer.storedIn(world.world());
        }
        assertThat(world.zones("takes")).containsEntry("r1-b", 12);
        assertThat(answered()).contains("near");
    }

    /** What is given back is there for the next batch only; whoever wanted it in this one must hear of it. */
    @Test
    void whoBecomesUnhappyWhileAnotherGivesBackGetsWhatThatOneHad() {
        world.zone("r1-a", -1).zone("r1-b", -1).zone("r2-a", 1);
        world.apply(Ask.ask("a").replicas(3).in("r2", "r1").publicNetwork()).settle();
        assertThat(world.zones("a")).containsEntry("r2-a", 1);
        world.apply(Ask.ask("a").replicas(2).in("r1").publicNetwork());
        world.apply(Ask.ask("b").replicas(3).in("r1", "r2").publicNetwork().hard(1));
        world.settle();
        assertThat(world.zones("a")).doesNotContainKey("r2-a");
        assertThat(world.zones("b")).containsEntry("r2-a", 1);
    }

    /** What a placement is told is what it would be told, were it looked at now. */
    private void nobodyIsForgotten() {
        Map<PlacementKey, PlacementStatus> told = statuses();
        told.keySet().forEach(world.world()::concern);
        world.settle();
        assertThat(told).isEqualTo(statuses());
    }

    private Map<PlacementKey, PlacementStatus> statuses() {
        Map<PlacementKey, PlacementStatus> statuses = new TreeMap<>();
        world.world().placements().forEach(known -> statuses.put(known.key(), known.status()));
        return statuses;
    }

    /** p waits for q, q for r, and r for p. */
    private void circle() {
        world.zone("r1-a", 9);
        world.apply(ask("p", 1).inZonesOf("q"))
                .apply(ask("q", 1).inZonesOf("r"))
                .apply(ask("r", 1).inZonesOf("p"))
                .settle();
        assertThat(message("p")).endsWith("which has no replica and waits for this placement in turn");
    }

    private String message(String name) {
        return world.status(name).violations().get(0).message();
    }

    @Test
    void whoWaitsInACircleIsToldWhenItEndsFarFromThem() {
        circle();
        world.apply(ask("r", 1).suspended(true)).settle();
        assertThat(message("p")).endsWith("which has no replica yet");
        nobodyIsForgotten();
        world.apply(ask("r", 1).inZonesOf("p")).settle();
        assertThat(message("p")).endsWith("which has no replica and waits for this placement in turn");
        world.delete("r").settle();
        assertThat(message("p")).endsWith("which has no replica yet");
        nobodyIsForgotten();
    }

    /** Whether the other of two could go first is a matter of the other's machines, load balancers and peers. */
    @Test
    void whoWaitsForOneThatWaitsInTurnIsToldWhatKeepsThatOne() {
        world.zone("r1-a", ZoneState.Available, Map.of("m1", 9, "m2", 4), Map.of())
                .zone("r2-a", 9)
                .loadBalancer("lb", "r1");
        world.apply(ask("p", 1).inZonesOf("q"))
                .apply(ask("q", 3).type("m2").behind("lb").peers("x").inZonesOf("p"))
                .settle();
        String first = "in q, so that one of the two can go first";
        assertThat(remedy("p")).contains(first);

        world.apply(ask("other", 4).type("m2")).settle();
        assertThat(remedy("p")).as("no machine is left").doesNotContain(first);
        nobodyIsForgotten();
        world.delete("other").settle();
        assertThat(remedy("p")).contains(first);
        world.noLoadBalancer("lb").loadBalancer("lb", "r2").settle();
        assertThat(remedy("p")).as("the load balancer is elsewhere").doesNotContain(first);
        nobodyIsForgotten();
        world.loadBalancer("lb", "r1").settle();
        assertThat(remedy("p")).contains(first);
        world.apply(Ask.ask("x").in("r2")).settle();
        assertThat(remedy("p")).as("the peer is out of reach").doesNotContain(first);
        nobodyIsForgotten();
    }

    private String remedy(String name) {
        return world.status(name).violations().get(0).remedy();
    }

    @Test
    void whoIsToldToScaleUpIsLookedAtAgainWhereThereAreTooFewForThat() {
        world.zone("r1-a", 12).zone("r1-b", -1);
        world.apply(ask("web", 3).survive(new IntOrString(10), WhenUnsatisfiable.ScheduleAnyway))
                .settle();
        assertThat(remedy("web")).contains("scale to 20 replicas");
        world.apply(ask("other", 4).onlyIn("r1-a")).settle();
        assertThat(remedy("web")).doesNotContain("scale to");
        nobodyIsForgotten();
    }
}
