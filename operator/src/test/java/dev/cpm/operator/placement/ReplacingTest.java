package dev.cpm.operator.placement;

import static dev.cpm.operator.placement.Ask.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.InterconnectState;
import dev.cpm.operator.api.PlacementStatus.ZoneAssignment;
import dev.cpm.operator.api.Violation;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.api.WhenUnsatisfiable;
import dev.cpm.operator.api.ZoneState;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code spec.onZoneUnavailable}: what happens to the replicas of a zone that is lost, as stories. */
class ReplacingTest {

    private static Ask web(int replicas) {
        return ask("web").replicas(replicas).replacesLost();
    }

    /** Zones of nine machines each. */
    private static TestWorld zones(String... names) {
        TestWorld world = new TestWorld();
        for (String name : names) {
            world.zone(name, 9);
        }
        return world;
    }

    private static TestWorld lose(TestWorld world, String zone) {
        return world.zone(zone, ZoneState.Unavailable, 9).settle();
    }

    private static String indexes(TestWorld world, String zone) {
        return world.status("web").zones().stream()
                .filter(assigned -> assigned.zone().equals(zone))
                .map(ZoneAssignment::indexes)
                .findFirst()
                .orElse("none");
    }

    private static Violation notAvailable(TestWorld world) {
        return world.status("web").violations().stream()
                .filter(violation -> violation.type() == ViolationType.ZoneNotAvailable)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatWasInTheLostZoneMovesUnderItsOwnIndexAndNothingElse() {
        TestWorld world = zones("r1-a", "r1-b", "r1-c").apply(web(6)).settle();
        assertThat(indexes(world, "r1-a")).isEqualTo("0,3");
        assertThat(indexes(world, "r1-b")).isEqualTo("1,4");
        assertThat(indexes(world, "r1-c")).isEqualTo("2,5");

        lose(world, "r1-b");
        assertThat(indexes(world, "r1-a")).isEqualTo("0,1,3");
        assertThat(indexes(world, "r1-b")).isEqualTo("none");
        assertThat(indexes(world, "r1-c")).isEqualTo("2,4,5");
        assertThat(world.violations("web")).isEmpty();
        assertThat(world.condition("web", "Ready")).isEqualTo("True");
    }

    @Test
    void nothingMovesBackWhenTheZoneReturns() {
        TestWorld world = lose(zones("r1-a", "r1-b").apply(web(4)).settle(), "r1-b");
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 4));
        world.zone("r1-b", 9).settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 4));
        assertThat(world.violations("web")).containsExactly("SingleZone", "SkewExceeded");
    }

    @Test
    void keepKeeps() {
        TestWorld world =
                lose(zones("r1-a", "r1-b").apply(ask("web").replicas(4)).settle(), "r1-b");
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 2, "r1-b", 2));
        assertThat(notAvailable(world).remedy()).contains("set spec.onZoneUnavailable to Replace");

        world.apply(web(4)).settle();
        assertThat(world.zones("web")).as("as its remedy says").isEqualTo(Map.of("r1-a", 4));
    }

    @ParameterizedTest
    @EnumSource(
            value = ZoneState.class,
            names = {"Maintenance", "Retired", "ComingSoon"})
    void noOtherStateMovesAnything(ZoneState state) {
        TestWorld world = zones("r1-a", "r1-b").apply(web(4)).settle();
        world.zone("r1-b", state, 9).settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 2, "r1-b", 2));
        assertThat(world.violations("web")).containsExactly("ZoneNotAvailable");
    }

    @Test
    void aZoneDeletedByMistakeMovesNothing() {
        TestWorld world = zones("r1-a", "r1-b").apply(web(4)).settle();
        world.noZone("r1-b").settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 2, "r1-b", 2));
        world.zone("r1-b", 9).settle();
        assertThat(world.violations("web")).isEmpty();
    }

    @Test
    void aHardSkewIsKeptByWhatMoves() {
        TestWorld world = new TestWorld().zone("r1-a", 9).zone("r1-b", 9).zone("r1-c", 2);
        world.apply(web(6).hard(1)).settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 2, "r1-b", 2, "r1-c", 2));

        lose(world, "r1-b");
        assertThat(world.zones("web"))
                .as("c is full at 2, so a takes one more and no other")
                .isEqualTo(Map.of("r1-a", 3, "r1-b", 1, "r1-c", 2));
        assertThat(notAvailable(world).message())
                .isEqualTo("1 replica is in r1-b, which is Unavailable, and no other zone takes it: "
                        + "1 zone(s) Unavailable, 1 zone(s) had no free m1, 1 zone(s) would exceed maxSkew");
        world.zone("r1-c", 9).settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 3, "r1-c", 3));
    }

    @Test
    void aHardCapForTheLossOfAZoneIsKeptByWhatMoves() {
        TestWorld world = zones("r1-a", "r1-b", "r1-c")
                .apply(web(5).survive(new IntOrString("Quorum"), WhenUnsatisfiable.DoNotSchedule))
                .settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 2, "r1-b", 2, "r1-c", 1));

        lose(world, "r1-b");
        assertThat(world.zones("web"))
                .as("no zone may hold more than 2 of 5")
                .isEqualTo(Map.of("r1-a", 2, "r1-b", 1, "r1-c", 2));
        assertThat(notAvailable(world).message()).contains("2 zone(s) held as many as minAvailable allows");
        world.zone("r1-d", 9).settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 2, "r1-c", 2, "r1-d", 1));
    }

    @Test
    void allMoveToARegionThatIsNotLinkedWhereAllCan() {
        TestWorld world = zones("r1-a").apply(web(3).in("r1", "r2")).settle();
        world.zone("r2-a", 2).settle();
        lose(world, "r1-a");
        assertThat(world.zones("web"))
                .as("those that stayed could not reach those that went")
                .isEqualTo(Map.of("r1-a", 3));
        assertThat(notAvailable(world).message()).contains("1 zone(s) had no Active interconnect");

        world.zone("r2-a", 3).settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r2-a", 3));
        assertThat(world.violations("web")).containsExactly("SingleZone");
    }

    @Test
    void someMoveToALinkedRegionWhereNotAllCan() {
        TestWorld world = zones("r1-a")
                .link("default", "r1", "r2", InterconnectState.Active)
                .apply(web(3).in("r1", "r2", "r3"))
                .settle();
        world.zone("r2-a", 2).zone("r3-a", 2);
        lose(world, "r1-a");
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 1, "r2-a", 2));
        assertThat(world.regions("web")).doesNotContainKey("r3");
    }

    /** Were the lowest to go first, the other one would keep its region in the set, which has no machine. */
    @Test
    void whereTheLowestFindNoPlaceThoseOfAnotherRegionGo() {
        TestWorld world = new TestWorld()
                .zone("r1-a", 1)
                .zone("r2-a", 1)
                .link("default", "r1", "r2", InterconnectState.Active)
                .apply(web(2).in("r1", "r2"))
                .settle();
        assertThat(indexes(world, "r1-a")).isEqualTo("0");
        world.link("default", "r1", "r2", InterconnectState.Suspended).zone("r1-b", 1);
        world.zone("r1-a", ZoneState.Unavailable, 1).zone("r2-a", ZoneState.Unavailable, 1);
        world.settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 1, "r1-b", 1));
        assertThat(indexes(world, "r1-b")).isEqualTo("1");
    }

    /** Neither the lowest nor those of one region find a place; those of two do, beside the first. */
    @Test
    void soDoThoseOfSomeOfManyRegions() {
        TestWorld world = new TestWorld();
        for (String region : List.of("r1", "r2", "r4")) {
            world.zone(region + "-a", 1);
        }
        world.link("default", "r1", "r2", InterconnectState.Active)
                .link("default", "r1", "r4", InterconnectState.Active)
                .link("default", "r2", "r4", InterconnectState.Active)
                .apply(web(3).in("r1", "r2", "r4", "r3"))
                .settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 1, "r2-a", 1, "r4-a", 1));
        world.link("default", "r1", "r3", InterconnectState.Active).zone("r3-a", 2);
        for (String region : List.of("r1", "r2", "r4")) {
            world.zone(region + "-a", ZoneState.Unavailable, 1);
        }
        world.settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 1, "r3-a", 2));
    }

    @Test
    void whatFindsNoMachineStaysAndIsReplacedAsSoonAsThereIsOne() {
        TestWorld world = new TestWorld()
                .zone("r1-a", 9)
                .zone("r1-b", 3)
                .apply(ask("db").onlyIn("r1-b"))
                .apply(web(3).hard(2))
                .settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 2, "r1-b", 1));

        lose(world, "r1-a");
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 1, "r1-b", 2));
        assertThat(indexes(world, "r1-a")).as("the lowest index goes first").isEqualTo("2");
        assertThat(notAvailable(world).message())
                .isEqualTo("1 replica is in r1-a, which is Unavailable, and no other zone takes it: "
                        + "1 zone(s) Unavailable, 1 zone(s) had no free m1");
        world.delete("db").settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-b", 3));
        assertThat(indexes(world, "r1-b")).isEqualTo("0-2");
    }

    @Test
    void replicasWithoutAnyZoneGoFirst() {
        TestWorld world = new TestWorld().zone("r1-a", 2).apply(web(3)).settle();
        assertThat(indexes(world, "r1-a")).isEqualTo("0,1");
        world.zone("r1-b", 2);
        world.zone("r1-a", ZoneState.Unavailable, 2).settle();
        assertThat(indexes(world, "r1-b")).isEqualTo("0,2");
        assertThat(indexes(world, "r1-a")).isEqualTo("1");
        assertThat(world.status("web").placed()).isEqualTo(3);
    }

    /** Were the unplaced one to go first, its region would hold 2 against the 0 of regions that are not there. */
    @Test
    void whatStaysCountsForTheSkewOfItsRegion() {
        TestWorld world = zones("r1-a", "r1-b")
                .apply(web(2).spread(Cpm.REGION_KEY, 1, 2, WhenUnsatisfiable.DoNotSchedule, null))
                .settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 1));
        lose(world, "r1-a");
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-b", 1));
        assertThat(indexes(world, "r1-b")).isEqualTo("0");
    }

    @Test
    void nothingMovesWhileSuspended() {
        TestWorld world = zones("r1-a", "r1-b").apply(web(4)).settle();
        world.apply(web(4).suspended(true)).settle();
        lose(world, "r1-b");
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 2, "r1-b", 2));
        assertThat(notAvailable(world).message()).contains("spec.suspend is true");
        world.apply(web(4).suspended(false)).settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 4));
    }

    @Test
    void scaledDownAndUpWhileTheZoneIsLost() {
        TestWorld world = new TestWorld().zone("r1-a", 9).zone("r1-b", 2).apply(web(4));
        world.settle();
        assertThat(indexes(world, "r1-a")).isEqualTo("0,2");
        lose(world, "r1-a");
        assertThat(world.zones("web")).as("b is full").isEqualTo(Map.of("r1-a", 2, "r1-b", 2));

        world.apply(web(3)).settle();
        assertThat(world.status("web").placed()).isEqualTo(3);
        world.apply(web(6)).settle();
        assertThat(world.status("web").placed()).isEqualTo(3);
        world.zone("r1-b", 9).settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-b", 6));
        assertThat(indexes(world, "r1-b")).isEqualTo("0-5");
    }

    @Test
    void scalingDownComesBeforeMoving() {
        TestWorld world = zones("r1-a", "r1-b").apply(web(4)).settle();
        world.zone("r1-b", ZoneState.Unavailable, 9).apply(web(2)).settle();
        assertThat(world.status("web").placed()).isEqualTo(2);
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 2));
    }

    /** Without a limit nobody else's machines come free by it, so it has to wake itself. */
    @Test
    void afterScalingDownWhatIsLeftMovesWhereThereIsNoLimit() {
        TestWorld world =
                zones().zone("r1-a", -1).zone("r1-b", -1).apply(web(4)).settle();
        world.zone("r1-a", ZoneState.Unavailable, -1).apply(web(3)).settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-b", 3));
    }

    /** Three cannot leave at once, since the other region may hold one more than the first; two can. */
    @Test
    void asManyMoveAsCan() {
        Ask web = ask("web")
                .replicas(3)
                .in("r1", "r2")
                .replacesLost()
                .publicNetwork()
                .hardOverRegions(1);
        TestWorld world = zones("r1-a").zone("r1-b", 1).zone("r2-a", ZoneState.ComingSoon, 9);
        world.apply(ask("db").in("r1").onlyIn("r1-b")).settle();
        world.apply(web).settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 3));
        world.zone("r2-a", ZoneState.Available, 9);
        lose(world, "r1-a");
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 1, "r2-a", 2));
    }

    @Test
    void twoPlacementsOfALostZoneAndOneMachine() {
        TestWorld world = new TestWorld()
                .zone("r1-a", 2)
                .apply(web(1))
                .apply(ask("db").replacesLost().priority(1))
                .settle();
        world.zone("r1-b", 1).zone("r1-a", ZoneState.Unavailable, 2).settle();
        assertThat(world.zones("db")).as("priority").isEqualTo(Map.of("r1-b", 1));
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 1));
        world.delete("db").settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-b", 1));
    }

    @Test
    void theMachinesOfALostZoneAreNotGivenToOthersInTheSameBatch() {
        TestWorld world = new TestWorld()
                .zone("r1-a", 1)
                .apply(web(1))
                .settle()
                .zone("r1-b", 1)
                .zone("r1-a", ZoneState.Unavailable, 1)
                .apply(ask("db").created("2026-02-01T00:00:00Z"))
                .settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-b", 1));
        assertThat(world.zones("db")).isEmpty();
        world.zone("r1-a", 1).settle();
        assertThat(world.zones("db")).isEqualTo(Map.of("r1-a", 1));
    }

    @Test
    void twoLostZonesAtOnce() {
        TestWorld world = zones("r1-a", "r1-b", "r1-c").apply(web(6)).settle();
        world.zone("r1-a", ZoneState.Unavailable, 9)
                .zone("r1-c", ZoneState.Unavailable, 9)
                .settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-b", 6));
        world.zone("r1-b", ZoneState.Unavailable, 9).settle();
        assertThat(world.zones("web")).as("nowhere to go").isEqualTo(Map.of("r1-b", 6));
        assertThat(world.violations("web")).contains("NoOpenZone", "ZoneNotAvailable");
    }

    @Test
    void whereNoZoneIsAskedForItIsSaidThatThereIsNone() {
        TestWorld world = new TestWorld()
                .zone("r1-a", 5)
                .region("r2")
                .apply(ask("web").replicas(2).in("r1").replacesLost())
                .settle();
        world.zone("r1-a", ZoneState.Unavailable, 5)
                .apply(ask("web").replicas(2).in("r2").replacesLost())
                .settle();
        assertThat(notAvailable(world).message())
                .isEqualTo("2 replicas are in r1-a, which is Unavailable, and no other zone takes them:"
                        + " there is no zone of r2");
    }

    /** Without the lost ones its region would hold 0, and the other one no more than 1; with them it holds 3. */
    @Test
    void whereTheLostOnesFindNoPlaceTheUnplacedOnesDo() {
        Ask web = web(6).in("r1", "r2").publicNetwork().hardOverRegions(1);
        TestWorld world = zones("r1-a", "r2-a").apply(web).settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 3, "r2-a", 3));

        world.zone("r1-b", 1).apply(ask("db").onlyIn("r1-b")).settle();
        assertThat(world.zones("db")).as("b is full").isEqualTo(Map.of("r1-b", 1));
        world.zone("r1-a", ZoneState.Unavailable, 9).apply(web.replicas(7)).settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 3, "r2-a", 4));
        assertThat(indexes(world, "r2-a")).endsWith("6");
        assertThat(world.violations("web")).contains("ZoneNotAvailable").doesNotContain("CapacityExceeded");
    }
}
