package dev.cpm.operator.placement;

import static dev.cpm.operator.api.InterconnectState.Active;
import static dev.cpm.operator.api.InterconnectState.Requested;
import static dev.cpm.operator.placement.Ask.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Condition;
import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.InterconnectSpec;
import dev.cpm.operator.api.InterconnectState;
import dev.cpm.operator.api.InterconnectStatus;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.RegionSpec;
import dev.cpm.operator.api.RegionStatus;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.api.ZoneSpec;
import dev.cpm.operator.api.ZoneState;
import dev.cpm.operator.api.ZoneStatus;
import dev.cpm.operator.api.ZoneStatus.Allocation;
import dev.cpm.operator.placement.model.Allocations;
import dev.cpm.operator.placement.model.ZoneInfo;
import dev.cpm.operator.placement.status.InterconnectStatuses;
import dev.cpm.operator.placement.status.RegionStatuses;
import dev.cpm.operator.placement.status.ZoneStatuses;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What each field of zones, regions and interconnects does, and what their status says. */
final class CatalogueFields {
    private CatalogueFields() {}

    private static <T extends HasMetadata> T named(T object, String name) {
        object.setMetadata(
                new ObjectMetaBuilder().withName(name).withGeneration(3L).build());
        return object;
    }

    private static Zone zone(String region, String displayName, ZoneState state, ZoneSpec.Capacity... capacity) {
        Zone zone = named(new Zone(), "r1-a");
        zone.setSpec(new ZoneSpec(region, displayName, state, capacity.length == 0 ? null : List.of(capacity)));
        return zone;
    }

    /** What becomes of two replicas of type m1 in region r1 that has this zone only. */
    private static TestWorld web(Zone zone) {
        TestWorld world = new TestWorld().region("r1");
        world.world().put(zone);
        return world.apply(ask("web").replicas(2)).settle();
    }

    static List<FieldCase> zones() {
        return List.of(
                FieldCase.of(
                        () -> {
                            assertThat(web(zone("r1", null, null)).zones("web")).isEqualTo(Map.of("r1-a", 2));
                            assertThat(web(zone("r2", null, null)).zones("web")).isEmpty();
                        },
                        "ZoneSpec.region"),
                FieldCase.of(
                        () -> assertThat(web(zone("r1", "Beijing Zone 1", ZoneState.ComingSoon))
                                        .status("web")
                                        .blockers()
                                        .get(0)
                                        .message())
                                .isEqualTo("Beijing Zone 1 is not open yet (ComingSoon)"),
                        "ZoneSpec.displayName",
                        "ZoneSpec.state"),
                FieldCase.of(
                        () -> {
                            assertThat(web(zone("r1", null, null, new ZoneSpec.Capacity("m1", 1)))
                                            .zones("web"))
                                    .isEqualTo(Map.of("r1-a", 1));
                            assertThat(web(zone("r1", null, null, new ZoneSpec.Capacity("m2", 9)))
                                            .zones("web"))
                                    .isEmpty();
                        },
                        "ZoneSpec.capacity",
                        "Capacity.machineType",
                        "Capacity.count"),
                FieldCase.of(
                        () -> {
                            Allocations taken = new Allocations();
                            taken.take("r1-a", "m1", 5);
                            Zone zone = zone("r1", null, null, new ZoneSpec.Capacity("m1", 7));
                            ZoneStatus status = ZoneStatuses.of(zone, 2, taken, TestWorld.NOW);
                            assertThat(status)
                                    .usingRecursiveComparison()
                                    .isEqualTo(new ZoneStatus(
                                            3L,
                                            "r1",
                                            List.of(new Allocation("m1", 7, 5, 2)),
                                            2,
                                            List.of(new Condition(
                                                    "Ready",
                                                    "True",
                                                    3L,
                                                    TestWorld.NOW,
                                                    "Available",
                                                    "takes new replicas"))));
                            taken.take("r1-a", "m1", 5);
                            assertThat(ZoneStatuses.of(zone, 2, taken, TestWorld.NOW)
                                            .conditions())
                                    .extracting(Condition::reason)
                                    .containsExactly("Overcommitted");
                        },
                        "ZoneStatus.observedGeneration",
                        "ZoneStatus.region",
                        "ZoneStatus.allocations",
                        "ZoneStatus.placements",
                        "ZoneStatus.conditions",
                        "Allocation.machineType",
                        "Allocation.capacity",
                        "Allocation.allocated",
                        "Allocation.free"));
    }

    static List<FieldCase> regions() {
        return List.of(
                FieldCase.of(
                        () -> assertThat(Arrays.stream(Region.class.getAnnotationsByType(AdditionalPrinterColumn.class))
                                        .map(AdditionalPrinterColumn::jsonPath))
                                .as("for people: shown by kubectl, and nothing else")
                                .contains(".spec.displayName"),
                        "RegionSpec.displayName"),
                FieldCase.of(
                        () -> {
                            Region region = named(new Region(), "r1");
                            region.setSpec(new RegionSpec(null));
                            List<ZoneInfo> zones = List.of(
                                    info("r1-a", "r1", ZoneState.Available),
                                    info("r1-b", "r1", ZoneState.ComingSoon),
                                    info("r2-a", "r2", ZoneState.Available));
                            RegionStatus status = RegionStatuses.of(region, zones, TestWorld.NOW);
                            assertThat(status)
                                    .isEqualTo(new RegionStatus(
                                            3L,
                                            2,
                                            1,
                                            List.of(new Condition(
                                                    "Ready",
                                                    "True",
                                                    3L,
                                                    TestWorld.NOW,
                                                    "ZonesAvailable",
                                                    "1 of 2 zone(s) Available"))));
                        },
                        "RegionStatus.observedGeneration",
                        "RegionStatus.zones",
                        "RegionStatus.availableZones",
                        "RegionStatus.conditions"));
    }

    private static ZoneInfo info(String name, String region, ZoneState state) {
        return new ZoneInfo(name, region, name, state, Map.of(), null);
    }

    /** Where two replicas go that would rather be apart, with an interconnect. */
    private static Map<String, Integer> over(String account, String a, String b, InterconnectState state) {
        return new TestWorld()
                .zone("r1-a", 9)
                .zone("r2-a", 9)
                .link(account, a, b, state)
                .apply(ask("web").replicas(2).in("r1", "r2"))
                .settle()
                .zones("web");
    }

    static List<FieldCase> interconnects() {
        return List.of(
                FieldCase.of(
                        () -> {
                            Map<String, Integer> apart = Map.of("r1-a", 1, "r2-a", 1);
                            Map<String, Integer> together = Map.of("r1-a", 2);
                            assertThat(over("default", "r1", "r2", Active)).isEqualTo(apart);
                            assertThat(over("acme", "r1", "r2", Active)).isEqualTo(together);
                            assertThat(over("default", "r1", "r3", Active)).isEqualTo(together);
                            assertThat(over("default", "r1", "r2", Requested)).isEqualTo(together);
                        },
                        "InterconnectSpec.account",
                        "InterconnectSpec.regions",
                        "InterconnectSpec.state"),
                FieldCase.of(
                        () -> {
                            Interconnect link = named(new Interconnect(), "acme-r1-r2");
                            link.setSpec(new InterconnectSpec("acme", List.of("r1", "r2"), Active));
                            assertThat(InterconnectStatuses.of(link, List.of("r1", "r2"), TestWorld.NOW))
                                    .isEqualTo(new InterconnectStatus(
                                            3L,
                                            "acme",
                                            List.of("r1", "r2"),
                                            List.of(new Condition(
                                                    "Ready",
                                                    "True",
                                                    3L,
                                                    TestWorld.NOW,
                                                    "Active",
                                                    "joins r1–r2 for account acme"))));
                        },
                        "InterconnectStatus.observedGeneration",
                        "InterconnectStatus.account",
                        "InterconnectStatus.regions",
                        "InterconnectStatus.conditions"));
    }
}
