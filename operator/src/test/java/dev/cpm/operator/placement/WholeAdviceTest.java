package dev.cpm.operator.placement;

import static dev.cpm.operator.placement.Ask.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.InterconnectState;
import dev.cpm.operator.api.Violation;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.api.ZoneState;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Messages and advice tell all of what is wrong and to be done: who does the one thing is not to find the next one then. */
class WholeAdviceTest {
    private final TestWorld world = new TestWorld();

    private Violation violation(String name, ViolationType type) {
        return world.status(name).violations().stream()
                .filter(violation -> violation.type() == type)
                .findFirst()
                .orElseThrow();
    }

    private String remedy(String name, ViolationType type) {
        return violation(name, type).remedy();
    }

    @Test
    void aZoneThatTwoListsKeepOut() {
        world.zone("r1-a", 1)
                .zone("r1-b", ZoneState.Available, Map.of("m1", 9), Map.of("tier", "iron"))
                .apply(ask("web").replicas(2).onlyIn("r1-a").notIn("r1-b"))
                .apply(ask("gold").replicas(2).notIn("r1-a", "r1-b").where("tier", "gold"))
                .settle();
        assertThat(world.status("web").suggestions())
                .contains("allowing r1-b, which is not in spec.zones and is in spec.excludedZones, places 2 of 2");
        assertThat(world.status("gold").blockers())
                .anyMatch(blocker -> blocker.message()
                        .equals("r1-b is in spec.excludedZones and does not match spec.zoneSelector (tier=gold)"));
    }

    @Test
    void replicasThatTwoListsNoLongerAllow() {
        world.zone("r1-a", 4).apply(ask("web").replicas(2)).settle();
        world.apply(ask("web").replicas(2).notIn("r1-a").where("tier", "gold")).settle();
        assertThat(violation("web", ViolationType.ZoneNotAllowed).message())
                .endsWith(": r1-a is in spec.excludedZones and does not match spec.zoneSelector (tier=gold)");
        assertThat(remedy("web", ViolationType.ZoneNotAllowed))
                .startsWith("take r1-a out of spec.excludedZones and let spec.zoneSelector match r1-a");
    }

    @Test
    void replicasThatABalancerCannotBindAndThoseThatItHoldsBack() {
        world.zone("r1-a", 1)
                .zone("r2-a", 9)
                .link("default", "r1", "r2", InterconnectState.Active)
                .loadBalancer("lb", "r1")
                .apply(ask("web").replicas(1).in("r2"))
                .settle();
        world.apply(ask("web").replicas(4).in("r2", "r1").behind("lb")).settle();
        assertThat(violation("web", ViolationType.LoadBalancerCrossRegion).message())
                .isEqualTo("1 replica is in r2-a, but load balancer lb binds machines of r1 only;"
                        + " and 2 replicas are held back for that");
    }

    /** Where another one in its place would hold replicas back, to take it out is the way. */
    @Test
    void aBalancerOfAnotherRegionOnlyWhereThatHelps() {
        world.zone("r1-a", 9)
                .zone("r2-a", 2)
                .link("default", "r1", "r2", InterconnectState.Active)
                .loadBalancer("lb", "r3")
                .apply(ask("web").replicas(2).in("r2"))
                .settle();
        world.apply(ask("web").replicas(2).in("r2", "r1").behind("lb")).settle();
        assertThat(remedy("web", ViolationType.LoadBalancerCrossRegion))
                .contains("take lb out of spec.loadBalancers, and name one of r2 in its place");
        world.apply(ask("web").replicas(4).in("r2", "r1").behind("lb")).settle();
        assertThat(remedy("web", ViolationType.LoadBalancerCrossRegion))
                .contains("take lb out of spec.loadBalancers")
                .doesNotContain("in its place");
    }

    @Test
    void replicasThatAreNotTogetherAndThoseThatAreHeldBack() {
        world.zone("r1-a", 2)
                .zone("r1-b", 9)
                .apply(ask("db").replicas(1).onlyIn("r1-a"))
                .apply(ask("web").replicas(1).onlyIn("r1-b"))
                .settle();
        world.apply(ask("web").replicas(4).inZonesOf("db")).settle();
        assertThat(violation("web", ViolationType.AffinityNotSatisfied).message())
                .startsWith(
                        "1 replica is in r1-b, but db, which the placement is to be colocated with, is only in r1-a; and ")
                .endsWith("held back for that");
    }

    @Test
    void whatIsSuspendedAndLost() {
        world.zone("r1-a", 9)
                .zone("r1-b", 9)
                .apply(ask("web").replicas(1).replacesLost())
                .settle();
        String lost = world.status("web").zones().get(0).zone();
        world.apply(ask("web").replicas(1).replacesLost().suspended(true))
                .zone(lost, ZoneState.Unavailable, 9)
                .settle();
        assertThat(remedy("web", ViolationType.ZoneNotAvailable))
                .isEqualTo("set spec.suspend to false: until then no replica is assigned or moved; or wait until "
                        + lost + " is Available again");
    }

    /** To go on is no way out by itself where there is nowhere to go, or where moves wait for a word. */
    @Test
    void whatIsSuspendedAndWouldNotBeMendedByGoingOn() {
        world.zone("r1-a", 9).apply(ask("web").replicas(2)).settle();
        world.apply(ask("web").replicas(2).suspended(true)).settle();
        assertThat(remedy("web", ViolationType.SingleZone)).startsWith("set spec.suspend to false first: ");
        world.zone("r1-b", 9)
                .apply(ask("web").replicas(2).suspended(true).rebalance())
                .settle();
        assertThat(remedy("web", ViolationType.SingleZone))
                .isEqualTo("set spec.suspend to false and approve the moves that will be proposed");
    }
}
