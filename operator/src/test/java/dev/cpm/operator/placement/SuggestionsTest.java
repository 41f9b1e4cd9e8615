package dev.cpm.operator.placement;

import static dev.cpm.operator.api.WhenUnsatisfiable.DoNotSchedule;
import static dev.cpm.operator.placement.Ask.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.InterconnectState;
import dev.cpm.operator.api.Violation;
import dev.cpm.operator.api.ZoneState;
import dev.cpm.operator.placement.decide.Explaining;
import dev.cpm.operator.placement.decide.Findings;
import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.rules.Rules;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code status.suggestions}: the smallest changes that would place more, as stories. */
class SuggestionsTest {

    private static Ask web(int replicas) {
        return ask("web").replicas(replicas);
    }

    private static List<String> suggestions(TestWorld world, Ask web) {
        return world.apply(web).settle().status("web").suggestions();
    }

    @Test
    void aLinkToARegionThatIsHeldButNoLongerAskedFor() {
        TestWorld world = new TestWorld()
                .zone("r1-a", 9)
                .zone("r2-a", 9)
                .apply(web(2).in("r1"))
                .settle();
        assertThat(suggestions(world, web(3).in("r2")))
                .contains("an Active interconnect r1–r2 for account default places 3 of 3");
    }

    @Test
    void ofSeveralMissingLinksTheOneThatIsNamedIsCounted() {
        TestWorld world = new TestWorld().zone("r1-a", 1).zone("r2-a", 1).zone("r3-a", 1);
        world.apply(web(3).in("r1", "r2", "r3")).settle();
        assertThat(world.status("web").violations())
                .extracting(Violation::message)
                .contains(
                        "1 replica is unplaced because r1 and r2 are not joined: no interconnect for account default");
    }

    @Test
    void theSmallestMaxSkewThatPlacesAll() {
        TestWorld world = new TestWorld().zone("r1-a", 2).zone("r1-b", 9).zone("r1-c", 9);
        assertThat(suggestions(world, web(9).hard(1)))
                .containsExactly(
                        "1 more m1 in r1-a places 9 of 9",
                        "maxSkew 2 places 9 of 9",
                        "capacityPolicy Honor places 9 of 9");
        assertThat(world.apply(web(9).hard(2)).settle().zones("web"))
                .isEqualTo(Map.of("r1-a", 2, "r1-b", 4, "r1-c", 3));
    }

    @Test
    void whereThereAreTwoConstraintsTheOneThatIsMeantIsSaid() {
        TestWorld world = new TestWorld().zone("r1-a", 1).zone("r1-b", 9).zone("r1-c", 9);
        assertThat(suggestions(world, web(7).hard(1).hardOverRegions(1)))
                .containsExactly(
                        "1 more m1 in r1-a places 7 of 7",
                        "maxSkew 2 over zones places 7 of 7",
                        "capacityPolicy Honor over zones places 7 of 7");
    }

    @Test
    void machinesInOneZone() {
        TestWorld world = new TestWorld().zone("r1-a", 2).zone("r1-b", 1);
        assertThat(suggestions(world, web(6)))
                .containsExactly("3 more m1 in r1-a place 6 of 6", "3 more m1 in r1-b place 6 of 6");
        assertThat(world.zone("r1-b", 4).settle().status("web").placed()).isEqualTo(6);
    }

    @Test
    void machinesInSeveralZonesWhereNoOneZoneIsEnough() {
        TestWorld world = new TestWorld().zone("r1-a", 1).zone("r1-b", 1).zone("r1-c", 2);
        assertThat(suggestions(world, web(6).hard(1)))
                .startsWith("1 more m1 in r1-a and 1 more m1 in r1-b place 6 of 6");
        assertThat(world.zone("r1-a", 2).zone("r1-b", 2).settle().status("web").placed())
                .isEqualTo(6);
    }

    @Test
    void aLinkOfTheAccount() {
        TestWorld world = new TestWorld().zone("r1-a", 3).zone("r2-a", 9).namespace("default", "acme");
        assertThat(suggestions(world, web(6).in("r1", "r2").onlyIn("r1-a", "r2-a")))
                .as("r2 alone has room for all")
                .isEmpty();
        world.delete("web");
        world.zone("r2-a", 3);
        assertThat(suggestions(world, web(6).in("r1", "r2")))
                .containsExactly(
                        "an Active interconnect r1–r2 for account acme places 6 of 6",
                        "3 more m1 in r1-a place 6 of 6");
        world.link("acme", "r2", "r1", InterconnectState.Active).settle();
        assertThat(world.status("web").placed()).isEqualTo(6);
    }

    @Test
    void aSmallerWishForTheLossOfAZone() {
        TestWorld world = new TestWorld().zone("r1-a", 9).zone("r1-b", 9);
        assertThat(suggestions(world, web(5).survive(new IntOrString("Quorum"), DoNotSchedule)))
                .containsExactly("minAvailable 2 places 5 of 5");
    }

    @Test
    void fewerZonesThatThereMustBe() {
        TestWorld world = new TestWorld().zone("r1-a", 9).zone("r1-b", 9);
        assertThat(suggestions(world, web(4).minDomains(3)))
                .containsExactly("maxSkew 2 places 4 of 4", "minDomains 2 places 4 of 4");
    }

    @Test
    void aZoneThatOpens() {
        TestWorld world = new TestWorld()
                .zone("r1-a", 2)
                .zone("r1-b", ZoneState.ComingSoon, 1)
                .zone("r1-c", ZoneState.Maintenance, 9)
                .zone("r1-d", ZoneState.Retired, 9);
        assertThat(suggestions(world, web(4)))
                .as("those that place most first; what is retired does not come back")
                .containsExactly(
                        "r1-c, once it is Available, places 4 of 4",
                        "2 more m1 in r1-a place 4 of 4",
                        "r1-b, once it is Available, places 3 of 4");
    }

    @Test
    void aZoneThatTheSpecShutsOut() {
        TestWorld world = new TestWorld().zone("r1-a", 2).zone("r1-b", 9).zone("r1-c", 9);
        assertThat(suggestions(world, web(4).onlyIn("r1-a", "r1-b").notIn("r1-c")))
                .as("all are placed")
                .isEmpty();
        world.delete("web");
        assertThat(suggestions(world, web(4).onlyIn("r1-a")))
                .containsExactly(
                        "allowing r1-b, which is not in spec.zones, places 4 of 4",
                        "allowing r1-c, which is not in spec.zones, places 4 of 4",
                        "2 more m1 in r1-a place 4 of 4");
        world.delete("web");
        assertThat(suggestions(world, web(4).notIn("r1-b", "r1-c")))
                .contains("allowing r1-b, which is in spec.excludedZones, places 4 of 4");
        world.delete("web");
        assertThat(suggestions(world, web(4).where("tier", "gold")))
                .contains("allowing r1-b, which does not match spec.zoneSelector (tier=gold), places 4 of 4");
    }

    @Test
    void anotherRegion() {
        TestWorld world = new TestWorld().zone("r1-a", 2).zone("r2-a", 9);
        assertThat(suggestions(world, web(4).publicNetwork()))
                .containsExactly("adding r2 to spec.regions places 4 of 4", "2 more m1 in r1-a place 4 of 4");
        assertThat(suggestions(world, web(4)))
                .as("without a link, those that are placed stay where they are")
                .containsExactly("2 more m1 in r1-a place 4 of 4");
    }

    @Test
    void withoutALoadBalancerOrAPeer() {
        TestWorld world = new TestWorld().zone("r1-a", 9).zone("r2-a", 9).loadBalancer("lb", "r2");
        assertThat(suggestions(world, web(2).behind("lb")))
                .containsExactly(
                        "adding r2 to spec.regions places 2 of 2", "taking lb out of spec.loadBalancers places 2 of 2");
        world.delete("web").apply(ask("db").in("r2")).settle();
        assertThat(suggestions(world, web(2).peers("db")))
                .containsExactly(
                        "adding r2 to spec.regions places 2 of 2",
                        "an Active interconnect r1–r2 for account default places 2 of 2",
                        "taking db out of spec.peers places 2 of 2");
    }

    @Test
    void anAffinityThatOnlyShouldBeKept() {
        TestWorld world = new TestWorld().zone("r1-a", 9).apply(ask("db")).settle();
        assertThat(suggestions(world, web(2).notInZonesOf("db")))
                .containsExactly("ScheduleAnyway for separateFrom db places 2 of 2");
        world.delete("web").zone("r1-b", 9).settle();
        assertThat(suggestions(world, web(2).notInRegionsOf("db").notInZonesOf("db")))
                .as("of two terms about one placement, the one that is meant is said")
                .containsExactly("ScheduleAnyway for separateFrom db over regions places 2 of 2");
    }

    @Test
    void noMoreThanFive() {
        TestWorld world = new TestWorld().zone("r1-a", 1);
        for (char zone = 'b'; zone < 'k'; zone++) {
            world.zone("r1-" + zone, ZoneState.ComingSoon, 9);
        }
        assertThat(suggestions(world, web(4))).hasSize(5).allMatch(words -> words.endsWith(" 4 of 4"));
    }

    @Test
    void noneWhereThereIsNothingToPlaceOrNothingMayBe() {
        TestWorld world = new TestWorld().zone("r1-a", 2);
        assertThat(suggestions(world, web(2))).isEmpty();
        assertThat(suggestions(world, web(1))).isEmpty();
        assertThat(suggestions(world, web(3).suspended(true))).as("suspended").isEmpty();
        assertThat(suggestions(world, web(3).suspended(false))).isNotEmpty();
        world.namespace("team", "other").apply(ask("team/db")).settle();
        assertThat(suggestions(world, web(3).peers("team/db"))).as("stalled").isEmpty();
        assertThat(world.condition("web", "Stalled")).isEqualTo("True");
    }

    @Test
    void noneWhereNoSingleChangeHelps() {
        TestWorld world = new TestWorld().zone("r1-a", ZoneState.Maintenance, 0);
        assertThat(suggestions(world, web(2))).isEmpty();
        assertThat(world.status("web").violations()).isNotEmpty();
    }

    /** What is suggested is decided as it would be: the replicas of the lost zone want machines too. */
    @Test
    void theReplicasOfALostZoneCount() {
        TestWorld world = new TestWorld()
                .zone("r1-a", 2)
                .apply(web(3).replacesLost())
                .settle()
                .zone("r1-a", ZoneState.Unavailable, 2)
                .zone("r1-b", ZoneState.ComingSoon, 1)
                .settle();
        assertThat(world.status("web").suggestions()).contains("r1-b, once it is Available, places 3 of 3");
        world.zone("r1-b", 1).settle();
        assertThat(world.status("web").placed()).isEqualTo(3);
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 2, "r1-b", 1));
    }

    @Test
    void aSpreadOverRegions() {
        TestWorld world = new TestWorld().zone("r1-a", 1).zone("r2-a", 9);
        assertThat(suggestions(
                        world,
                        web(4).in("r1", "r2").publicNetwork().spread(Cpm.REGION_KEY, 1, null, DoNotSchedule, null)))
                .containsExactly(
                        "1 more m1 in r1-a places 4 of 4",
                        "maxSkew 2 places 4 of 4",
                        "capacityPolicy Honor places 4 of 4");
    }

    /** Each link is decided: all of sixteen regions to all of sixteen would keep everybody waiting. */
    @Test
    void ofManyMissingLinksToAPeerSomeAreTried() {
        TestWorld world = new TestWorld();
        String[] here = new String[16];
        String[] there = new String[16];
        for (int i = 0; i < here.length; i++) {
            here[i] = "h" + i;
            there[i] = "t" + i;
            world.zone("h" + i + "-a", 9).zone("t" + i + "-a", 9);
        }
        world.apply(ask("db").replicas(16).in(there).publicNetwork()).settle();
        world.apply(web(1).in(here).peers("db")).settle();
        Known known = world.world().placement(TestWorld.key("web"));
        Findings findings = Explaining.explain(
                Rules.scene(world.world().request(known), world.world().snapshot(), known.assignment()));
        assertThat(findings.unplaced()).isEqualTo(1);
        assertThat(findings.rules().stream()
                        .flatMap(rule -> rule.alternatives(findings))
                        .filter(way -> way.words().startsWith("an Active interconnect")))
                .hasSizeBetween(28, 2 * 28);
    }
}
