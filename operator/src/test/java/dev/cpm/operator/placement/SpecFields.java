package dev.cpm.operator.placement;

import static dev.cpm.operator.api.InterconnectState.Active;
import static dev.cpm.operator.api.WhenUnsatisfiable.DoNotSchedule;
import static dev.cpm.operator.api.WhenUnsatisfiable.ScheduleAnyway;
import static dev.cpm.operator.placement.Ask.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.PlacementSpec.TopologySpreadConstraint.CapacityPolicy;
import dev.cpm.operator.api.PlacementSpec.ZoneSelector.Operator;
import dev.cpm.operator.api.PlacementSpec.ZoneSelector.Requirement;
import dev.cpm.operator.api.ZoneState;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.List;
import java.util.Map;

/** What each field of a placement's spec does: with it, and without it or with another value. */
final class SpecFields {
    private SpecFields() {}

    /** Where {@code web} goes in a world. */
    private static Map<String, Integer> zones(TestWorld world, Ask web) {
        return world.apply(web).settle().zones("web");
    }

    private static Ask web(int replicas) {
        return ask("web").replicas(replicas);
    }

    private static Ask both(int replicas) {
        return web(replicas).in("r1", "r2");
    }

    private static TestWorld zones(String... names) {
        TestWorld world = new TestWorld();
        List.of(names).forEach(name -> world.zone(name, 9));
        return world;
    }

    private static TestWorld gold() {
        return zones("r1-a").zone("r1-b", ZoneState.Available, Map.of("m1", 9), Map.of("tier", "gold"));
    }

    static List<FieldCase> whatAndWhere() {
        return List.of(
                FieldCase.of(
                        () -> {
                            TestWorld world = zones("r1-a", "r2-a").link("acme", "r1", "r2", Active);
                            assertThat(zones(world, both(2).account("acme"))).isEqualTo(Map.of("r1-a", 1, "r2-a", 1));
                            world.delete("web");
                            assertThat(zones(world, both(2).account("beta"))).isEqualTo(Map.of("r1-a", 2));
                        },
                        "PlacementSpec.account"),
                FieldCase.of(
                        () -> {
                            TestWorld world =
                                    new TestWorld().zone("r1-a", ZoneState.Available, Map.of("m2", 1), Map.of());
                            assertThat(zones(world, web(1).type("m2"))).isEqualTo(Map.of("r1-a", 1));
                            world.delete("web");
                            assertThat(zones(world, web(1).type("m1"))).isEmpty();
                        },
                        "PlacementSpec.machineType"),
                FieldCase.of(
                        () -> {
                            assertThat(zones(zones("r1-a"), web(0))).isEmpty();
                            assertThat(zones(zones("r1-a"), web(3))).isEqualTo(Map.of("r1-a", 3));
                        },
                        "PlacementSpec.replicas"),
                FieldCase.of(
                        () -> {
                            assertThat(zones(zones("r1-a", "r2-a"), web(1).in("r1", "r2")))
                                    .isEqualTo(Map.of("r1-a", 1));
                            assertThat(zones(zones("r1-a", "r2-a"), web(1).in("r2", "r1")))
                                    .isEqualTo(Map.of("r2-a", 1));
                        },
                        "PlacementSpec.regions"),
                FieldCase.of(
                        () -> assertThat(zones(zones("r1-a", "r1-b"), web(2).onlyIn("r1-b")))
                                .isEqualTo(Map.of("r1-b", 2)),
                        "PlacementSpec.zones"),
                FieldCase.of(
                        () -> assertThat(zones(zones("r1-a", "r1-b"), web(2).notIn("r1-a")))
                                .isEqualTo(Map.of("r1-b", 2)),
                        "PlacementSpec.excludedZones"),
                FieldCase.of(
                        () -> assertThat(zones(gold(), web(2).where("tier", "gold")))
                                .isEqualTo(Map.of("r1-b", 2)),
                        "PlacementSpec.zoneSelector",
                        "ZoneSelector.matchLabels"),
                FieldCase.of(
                        () -> {
                            Requirement in = new Requirement("tier", Operator.In, List.of("gold"));
                            assertThat(zones(gold(), web(2).where(in))).isEqualTo(Map.of("r1-b", 2));
                            Requirement other = new Requirement("tier", Operator.In, List.of("iron"));
                            assertThat(zones(gold(), web(2).where(other))).isEmpty();
                            Requirement notIn = new Requirement("tier", Operator.NotIn, List.of("gold"));
                            assertThat(zones(gold(), web(2).where(notIn))).isEqualTo(Map.of("r1-a", 2));
                            Requirement key = new Requirement("level", Operator.Exists, List.of());
                            assertThat(zones(gold(), web(2).where(key))).isEmpty();
                        },
                        "ZoneSelector.matchExpressions",
                        "Requirement.key",
                        "Requirement.operator",
                        "Requirement.values"),
                FieldCase.of(
                        () -> {
                            assertThat(zones(zones("r1-a", "r2-a"), both(2).publicNetwork()))
                                    .isEqualTo(Map.of("r1-a", 1, "r2-a", 1));
                            assertThat(zones(zones("r1-a", "r2-a"), both(2))).isEqualTo(Map.of("r1-a", 2));
                        },
                        "PlacementSpec.privateNetwork"));
    }

    private static TestWorld oneFull() {
        return new TestWorld().zone("r1-a", 1).zone("r1-b", 9);
    }

    static List<FieldCase> spreading() {
        return List.of(
                FieldCase.of(
                        () -> {
                            assertThat(zones(oneFull(), web(5))).isEqualTo(Map.of("r1-a", 1, "r1-b", 4));
                            assertThat(zones(oneFull(), web(5).hard(1))).isEqualTo(Map.of("r1-a", 1, "r1-b", 2));
                            assertThat(zones(oneFull(), web(5).hard(2))).isEqualTo(Map.of("r1-a", 1, "r1-b", 3));
                            assertThat(zones(oneFull(), web(5).soft(1))).isEqualTo(Map.of("r1-a", 1, "r1-b", 4));
                        },
                        "PlacementSpec.topologySpreadConstraints",
                        "TopologySpreadConstraint.maxSkew",
                        "TopologySpreadConstraint.whenUnsatisfiable"),
                FieldCase.of(
                        () -> {
                            TestWorld world = oneFull().zone("r2-a", 9);
                            Ask regions = both(6).publicNetwork().hardOverRegions(1);
                            assertThat(zones(world, regions)).isEqualTo(Map.of("r1-a", 1, "r1-b", 2, "r2-a", 3));
                            world.delete("web");
                            assertThat(zones(world, both(6).publicNetwork().hard(1)))
                                    .isEqualTo(Map.of("r1-a", 1, "r1-b", 2, "r2-a", 2));
                        },
                        "TopologySpreadConstraint.topologyKey"),
                FieldCase.of(
                        () -> {
                            assertThat(zones(zones("r1-a", "r1-b"), web(4).minDomains(2)))
                                    .isEqualTo(Map.of("r1-a", 2, "r1-b", 2));
                            assertThat(zones(zones("r1-a", "r1-b"), web(4).minDomains(3)))
                                    .isEqualTo(Map.of("r1-a", 1, "r1-b", 1));
                        },
                        "TopologySpreadConstraint.minDomains"),
                FieldCase.of(
                        () -> assertThat(zones(
                                        oneFull(),
                                        web(5).spread(Cpm.ZONE_KEY, 1, null, DoNotSchedule, CapacityPolicy.Honor)))
                                .isEqualTo(Map.of("r1-a", 1, "r1-b", 4)),
                        "TopologySpreadConstraint.capacityPolicy"),
                FieldCase.of(
                        () -> {
                            Ask one = web(4).survive(new IntOrString(1), DoNotSchedule);
                            assertThat(zones(zones("r1-a"), one)).isEqualTo(Map.of("r1-a", 3));
                            Ask half = web(4).survive(new IntOrString("50%"), DoNotSchedule);
                            assertThat(zones(zones("r1-a"), half)).isEqualTo(Map.of("r1-a", 2));
                            Ask quorum = web(4).survive(new IntOrString("Quorum"), DoNotSchedule);
                            assertThat(zones(zones("r1-a"), quorum)).isEqualTo(Map.of("r1-a", 1));
                            Ask wish = web(4).survive(new IntOrString("Quorum"), ScheduleAnyway);
                            assertThat(zones(zones("r1-a"), wish)).isEqualTo(Map.of("r1-a", 4));
                        },
                        "PlacementSpec.availability",
                        "Availability.minAvailable",
                        "Availability.whenUnsatisfiable"));
    }

    static List<FieldCase> others() {
        return List.of(
                FieldCase.of(
                        () -> assertThat(zones(zones("r1-a", "r2-a").loadBalancer("lb", "r2"), both(2).behind("lb")))
                                .isEqualTo(Map.of("r2-a", 2)),
                        "PlacementSpec.loadBalancers"),
                FieldCase.of(
                        () -> {
                            TestWorld world = zones("r1-a", "r2-a")
                                    .namespace("team", "default")
                                    .apply(ask("db").in("r1"))
                                    .apply(ask("team/db").in("r2"))
                                    .apply(ask("team/cache").in("r2"))
                                    .settle();
                            assertThat(zones(world, web(1).in("r2", "r1").peers("db")))
                                    .isEqualTo(Map.of("r1-a", 1));
                            world.delete("web");
                            assertThat(zones(world, both(1).peers("team/db"))).isEqualTo(Map.of("r2-a", 1));
                            world.delete("web");
                            assertThat(zones(world, both(1).peers("cache")))
                                    .as("no such name in this namespace")
                                    .isEqualTo(Map.of("r1-a", 1));
                        },
                        "PlacementSpec.peers",
                        "PlacementReference.name",
                        "PlacementReference.namespace"),
                FieldCase.of(SpecFields::affinity, "PlacementSpec.affinity", "Affinity.colocateWith"),
                FieldCase.of(
                        () -> {
                            TestWorld world =
                                    zones("r1-a", "r1-b").apply(ask("db")).settle();
                            assertThat(zones(world, web(2).notInZonesOf("db"))).isEqualTo(Map.of("r1-b", 2));
                        },
                        "Affinity.separateFrom"),
                FieldCase.of(
                        SpecFields::affinity,
                        "AffinityTerm.name",
                        "AffinityTerm.namespace",
                        "AffinityTerm.topologyKey",
                        "AffinityTerm.whenUnsatisfiable"));
    }

    private static void affinity() {
        TestWorld world = zones("r1-a", "r1-b", "r1-c")
                .namespace("team", "default")
                .apply(ask("db").onlyIn("r1-b"))
                .apply(ask("team/db").onlyIn("r1-c"))
                .settle();
        assertThat(zones(world, web(3).inZonesOf("db"))).isEqualTo(Map.of("r1-b", 3));
        world.delete("web");
        assertThat(zones(world, web(3).inZonesOf("team/db"))).isEqualTo(Map.of("r1-c", 3));
        world.delete("web");
        assertThat(zones(world, web(3).inZonesOf("cache"))).as("there is none").isEmpty();
        world.delete("web");
        assertThat(zones(world, web(3).inRegionsOf("db"))).isEqualTo(Map.of("r1-a", 1, "r1-b", 1, "r1-c", 1));
        world.delete("web");
        assertThat(zones(world, web(3).colocateWith("db", Cpm.ZONE_KEY, ScheduleAnyway)))
                .isEqualTo(Map.of("r1-a", 1, "r1-b", 1, "r1-c", 1));
    }

    static List<FieldCase> turns() {
        return List.of(
                FieldCase.of(
                        () -> {
                            TestWorld world = new TestWorld()
                                    .zone("r1-a", 1)
                                    .apply(ask("a"))
                                    .apply(ask("z").priority(1))
                                    .settle();
                            assertThat(world.zones("z")).isEqualTo(Map.of("r1-a", 1));
                            assertThat(world.zones("a")).isEmpty();
                        },
                        "PlacementSpec.priority"),
                FieldCase.of(
                        () -> {
                            assertThat(zones(zones("r1-a"), web(1).suspended(true)))
                                    .isEmpty();
                            assertThat(zones(zones("r1-a"), web(1).suspended(false)))
                                    .isEqualTo(Map.of("r1-a", 1));
                        },
                        "PlacementSpec.suspend"));
    }

    static List<FieldCase> moves() {
        return List.of(
                FieldCase.of(
                        () -> {
                            assertThat(afterALoss(web(2).replacesLost())).isEqualTo(Map.of("r1-b", 2));
                            assertThat(afterALoss(web(2))).isEqualTo(Map.of("r1-a", 1, "r1-b", 1));
                        },
                        "PlacementSpec.onZoneUnavailable"),
                FieldCase.of(
                        () -> {
                            assertThat(afterAnOpening(web(2).rebalance())
                                            .status("web")
                                            .proposal())
                                    .isNotNull();
                            assertThat(afterAnOpening(web(2)).status("web").proposal())
                                    .isNull();
                        },
                        "PlacementSpec.rebalance"));
    }

    private static Map<String, Integer> afterALoss(Ask web) {
        return zones("r1-a", "r1-b")
                .apply(web)
                .settle()
                .zone("r1-a", ZoneState.Unavailable, 9)
                .settle()
                .zones("web");
    }

    private static TestWorld afterAnOpening(Ask web) {
        return zones("r1-a").apply(web).settle().zone("r1-b", 9).settle();
    }
}
