package dev.cpm.operator.placement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cpm.operator.api.Bounds;
import dev.cpm.operator.api.InterconnectSpec;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.LoadBalancerSpec;
import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.api.PlacementSpec.PlacementReference;
import dev.cpm.operator.api.PlacementSpec.Rebalance;
import dev.cpm.operator.api.PlacementSpec.TopologySpreadConstraint;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.PlacementStatus.Blocker;
import dev.cpm.operator.api.PlacementStatus.ZoneAssignment;
import dev.cpm.operator.api.WhenUnsatisfiable;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.api.ZoneSpec;
import dev.cpm.operator.api.ZoneState;
import dev.cpm.operator.api.ZoneStatus.Allocation;
import dev.cpm.operator.placement.model.Allocations;
import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.Indexes;
import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.model.ZoneInfo;
import dev.cpm.operator.placement.status.LoadBalancerStatuses;
import dev.cpm.operator.placement.status.ZoneStatuses;
import dev.cpm.operator.placement.world.World;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * "Status stays under 128 KiB at 10,000 replicas and 500 zones", with names as clouds give them, however the indexes are
 * mixed and whatever is wrong at the same time; and the assignment is whole in it.
 */
class StatusSizeTest {
    private static final int LIMIT = 128 * 1024;
    private static final int REPLICAS = 10_000;
    private static final int ZONES = 500;
    private static final PlacementKey WEB = new PlacementKey("default", "web");

    private final World world = new World();

    /** Zones of 16 regions, by turns in each state that closes one; with machines for so many of the replicas. */
    private void zones(boolean closed, int machines) {
        ZoneState[] states = ZoneState.values();
        for (int i = 0; i < ZONES; i++) {
            ZoneState state = closed ? states[i % states.length] : ZoneState.Available;
            var capacity = List.of(new ZoneSpec.Capacity("m1", machines / ZONES + (i < machines % ZONES ? 1 : 0)));
            world.region(region(i), true);
            world.zone(zone(i), ZoneInfo.of(zone(i), Map.of(), new ZoneSpec(region(i), null, state, capacity)));
        }
    }

    private static String region(int zone) {
        return "ap-region-" + zone % 16;
    }

    private static String zone(int number) {
        return "ap-region-%d-bls-%03d".formatted(number % 16, number);
    }

    /** Every index in another zone than its neighbours: no two of a zone make a range. */
    private static List<ZoneAssignment> mixed(int replicas, int zones) {
        List<ZoneAssignment> all = new ArrayList<>();
        for (int i = 0; i < zones; i++) {
            int first = i;
            int[] own =
                    IntStream.iterate(first, n -> n < replicas, n -> n + zones).toArray();
            all.add(new ZoneAssignment(
                    zone(i), region(i), own.length, Indexes.of(own).toString()));
        }
        return all;
    }

    private static List<String> names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }

    /** With rules that it breaks and names that nobody knows. */
    private static PlacementSpec troubled(Rebalance rebalance) {
        return new PlacementSpec(
                "acme",
                "m1",
                REPLICAS,
                IntStream.range(0, 16).mapToObj(StatusSizeTest::region).toList(),
                null,
                names("no-such-zone-of-this-cloud-", Bounds.ZONE_LIST),
                null,
                null,
                List.of(
                        new TopologySpreadConstraint("topology.kubernetes.io/zone", 1, 1000, null, null),
                        new TopologySpreadConstraint("topology.kubernetes.io/region", 1, 1000, null, null),
                        new TopologySpreadConstraint(
                                "topology.kubernetes.io/zone", 1, 1000, WhenUnsatisfiable.ScheduleAnyway, null)),
                new PlacementSpec.Availability(new IntOrString("100%"), WhenUnsatisfiable.DoNotSchedule),
                names("no-such-balancer-", Bounds.LOAD_BALANCERS),
                names("no-such-peer-", Bounds.PEERS).stream()
                        .map(name -> new PlacementReference(name, null))
                        .toList(),
                null,
                null,
                null,
                rebalance,
                null);
    }

    private static PlacementSpec plain(Rebalance rebalance) {
        return new PlacementSpec(
                "acme",
                "m1",
                REPLICAS,
                IntStream.range(0, 16).mapToObj(StatusSizeTest::region).toList(),
                null,
                null,
                null,
                PlacementSpec.PrivateNetwork.NotRequired,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                rebalance,
                null);
    }

    private PlacementStatus answer(PlacementSpec spec, List<ZoneAssignment> zones) {
        world.placement(new Known(
                WEB,
                spec,
                1L,
                TestWorld.NOW,
                Assignment.of(zones),
                "m1",
                null,
                null,
                false,
                null,
                List.of(),
                List.of()));
        RoundAnswer answer = Round.of(world, Set.of(WEB), TestWorld.NOW).get(0);
        assertThat(answer.failure()).isNull();
        return answer.status();
    }

    private static void fits(Object status) {
        try {
            assertThat(new ObjectMapper().writeValueAsBytes(status).length).isLessThan(LIMIT);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void whole(PlacementStatus status, int replicas) {
        assertThat(Assignment.of(status.zones()).total()).isEqualTo(replicas).isEqualTo(status.placed());
    }

    @Test
    void allPlacedAndMixed() {
        zones(false, REPLICAS);
        PlacementStatus status = answer(plain(Rebalance.Never), mixed(REPLICAS, ZONES));
        whole(status, REPLICAS);
        fits(status);
    }

    @Test
    void everyZoneFullAndEverythingWrong() {
        zones(false, REPLICAS - 1);
        PlacementStatus status = answer(troubled(Rebalance.OnApproval), mixed(REPLICAS - 1, ZONES));
        whole(status, REPLICAS - 1);
        fits(status);
        assertThat(status.violations()).hasSizeGreaterThan(5);
    }

    @Test
    void everyZoneClosedInSomeWay() {
        zones(true, 0);
        PlacementStatus status = answer(troubled(Rebalance.OnApproval), mixed(REPLICAS - 400, ZONES));
        fits(status);
        assertThat(status.violations()).allSatisfy(violation -> {
            assertThat(violation.zones()).hasSizeLessThanOrEqualTo(Bounds.CONCERNED);
            assertThat(violation.message()).hasSizeLessThan(4000);
        });
    }

    @Test
    void ofManyBlockersTheLastOfAReasonCountsTheOthers() {
        zones(false, 0);
        PlacementStatus status = answer(plain(Rebalance.Never), List.of());
        fits(status);
        assertThat(status.blockers()).hasSize(10).extracting(Blocker::zone).isSorted();
        assertThat(status.blockers().get(9).message()).endsWith("; and 490 more zone(s) for this reason");
        assertThat(status.conditions().get(1).message()).contains("500 zone(s)");
    }

    @Test
    void thousandsOfMovesAreProposedInParts() {
        zones(false, 2 * REPLICAS);
        PlacementStatus status = answer(plain(Rebalance.OnApproval), mixed(REPLICAS, ZONES / 2));
        whole(status, REPLICAS);
        fits(status);
        assertThat(status.proposal().moves()).hasSize(Bounds.MOVES);
    }

    /** Where no capacity is listed, any name is a type: so many are asked for by name that no status could tell of all. */
    @Test
    void aZoneOfThousandsOfMachineTypes() {
        Zone zone = new Zone();
        zone.setMetadata(
                new ObjectMetaBuilder().withName("a").withGeneration(1L).build());
        Allocations taken = new Allocations();
        IntStream.range(0, 20_000).forEach(i -> taken.take("a", "type-%058d".formatted(i), 1 + i / 10_000));
        zone.setSpec(new ZoneSpec("r", null, ZoneState.Available, null));
        var unlimited = ZoneStatuses.of(zone, 1, taken, TestWorld.NOW);
        zone.setSpec(new ZoneSpec("r", null, ZoneState.Available, List.of(new ZoneSpec.Capacity("none-taken", 5))));
        var limited = ZoneStatuses.of(zone, 1, taken, TestWorld.NOW);
        for (var status : List.of(unlimited, limited)) {
            fits(status);
            assertThat(status.allocations())
                    .hasSize(Bounds.ALLOCATIONS)
                    .isSortedAccordingTo(Comparator.comparing(Allocation::machineType))
                    .extracting(Allocation::machineType)
                    .contains("type-%058d".formatted(10_000));
        }
        assertThat(limited.allocations()).extracting(Allocation::machineType).contains("none-taken");
    }

    @Test
    void behindALoadBalancer() {
        zones(false, REPLICAS);
        world.interconnect("link", new InterconnectSpec("acme", List.of(region(0), region(1)), null));
        LoadBalancer front = new LoadBalancer();
        front.setMetadata(new ObjectMetaBuilder()
                .withName("front")
                .withNamespace("default")
                .withGeneration(1L)
                .build());
        front.setSpec(new LoadBalancerSpec("acme", region(0)));
        world.put(front);
        for (int i = 0; i < 5; i++) {
            PlacementSpec spec = new PlacementSpec(
                    "acme",
                    "m1",
                    2000,
                    List.of(region(0)),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    List.of("front"),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
            world.placement(new Known(
                    new PlacementKey("default", "web-" + i),
                    spec,
                    1L,
                    TestWorld.NOW,
                    Assignment.of(mixed(2000, ZONES)),
                    "m1",
                    null,
                    null,
                    false,
                    null,
                    List.of(),
                    List.of()));
        }
        var status = LoadBalancerStatuses.of(front, world, TestWorld.NOW);
        fits(status);
        assertThat(status.backends()).hasSize(Bounds.BACKENDS);
    }
}
