package dev.cpm.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Condition;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.LoadBalancerStatus;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.Violation;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.api.ZoneStatus;
import dev.cpm.operator.cli.manifest.ManifestReader;
import dev.cpm.operator.cli.manifest.Text;
import dev.cpm.operator.cli.plan.Planner;
import dev.cpm.operator.hostile.ForeignStatuses;
import dev.cpm.operator.hostile.HostileRow;
import dev.cpm.operator.view.Inventory;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How many series there can be, and what is counted of objects that make no sense. */
class CensusTest {
    private static final int MOST = 10;

    private static Tally count(Inventory inventory, int most) {
        return Census.of(inventory, object -> true, Known.DECIDED, most);
    }

    private static double sum(Map<List<String>, Double> rows) {
        return rows.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** 40 zones with two types each; and one without limit, in which somebody made up 30 types, all first by name. */
    private static Inventory many() {
        StringBuilder world = new StringBuilder("""
                ---
                {apiVersion: cpm.dev/v1alpha1, kind: Region, metadata: {name: r1}, spec: {displayName: One}}
                ---
                {apiVersion: cpm.dev/v1alpha1, kind: Zone, metadata: {name: a-none}, spec: {region: r1}}
                """);
        for (int i = 10; i < 50; i++) {
            world.append("""
                    ---
                    apiVersion: cpm.dev/v1alpha1
                    kind: Zone
                    metadata: {name: z-%d}
                    spec: {region: r1, capacity: [{machineType: m1, count: 3}, {machineType: m2, count: 2}]}
                    """.formatted(i));
        }
        for (int i = 10; i < 40; i++) {
            world.append("""
                    ---
                    apiVersion: cpm.dev/v1alpha1
                    kind: Placement
                    metadata: {name: p-%d, namespace: default}
                    spec: {machineType: a%d, replicas: 1, regions: [r1]}
                    """.formatted(i, i));
        }
        return Inventory.of(Known.planned(world.toString()));
    }

    @Test
    void whatLacksWhatItHasToSayIsCountedToo() {
        assertThat(count(Inventory.of(ForeignStatuses.objects()), MOST).of(Family.OBJECTS))
                .isNotEmpty();
    }

    @Test
    void ofMoreRowsThanPrometheusCanBearTheRestIsSummedUp() {
        Tally all = count(many(), 10_000);
        Tally some = count(many(), MOST);
        assertThat(all.of(Family.MACHINES_CAPACITY)).hasSize(80);
        assertThat(all.of(Family.MACHINES_ALLOCATED)).hasSize(80 + 30);
        assertThat(all.of(Family.SUMMED_UP)).isEqualTo(Map.of(List.of(), 0.0));
        for (Family machines : List.of(Family.MACHINES_CAPACITY, Family.MACHINES_ALLOCATED, Family.MACHINES_FREE)) {
            assertThat(some.of(machines)).hasSize(MOST + 1).containsKey(List.of("(others)", "(others)", "(others)"));
            assertThat(sum(some.of(machines))).as("%s in all", machines).isEqualTo(sum(all.of(machines)));
        }
        assertThat(some.of(Family.ZONE_OPEN)).hasSize(MOST).doesNotContainKey(List.of("(others)", "(others)", "true"));
        assertThat(Family.SUMMED_UP.meaning())
                .contains("cpm_zone_open is without such zones", "machines of such types are summed up under");
        assertThat(some.of(Family.SUMMED_UP)).isEqualTo(Map.of(List.of(), 41.0 - MOST + 110 - MOST));
    }

    @Test
    void whatTenantsMakeUpTakesNoSeriesFromTheCatalogue() {
        assertThat(count(many(), 80).of(Family.MACHINES_ALLOCATED).keySet())
                .filteredOn(labels -> labels.get(0).equals("a-none"))
                .isEmpty();
        assertThat(count(many(), 80).of(Family.MACHINES_CAPACITY)).hasSize(80);
    }

    /** Nobody can make more of them than there are, whatever they write. */
    @Test
    void noNumberHasALabelByPlacementOrNamespace() {
        int before = series(Known.planned(Known.CATALOG + Known.TEAMS));
        StringBuilder more = new StringBuilder(Known.CATALOG + Known.TEAMS);
        for (int i = 0; i < 50; i++) {
            more.append("""
                    ---
                    apiVersion: cpm.dev/v1alpha1
                    kind: Placement
                    metadata: {name: p%d, namespace: team-%d}
                    spec: {machineType: m1, replicas: 3, regions: [r1]}
                    """.formatted(i, i));
        }
        assertThat(series(Known.planned(more.toString()))).isEqualTo(before);
    }

    private static int series(List<HasMetadata> objects) {
        Tally tally = count(Inventory.of(objects), MOST);
        int series = 0;
        for (Family family : Family.values()) {
            assertThat(family.labels()).doesNotContain("placement", "namespace", "name", "account");
            series += tally.of(family).size();
        }
        return series;
    }

    @Test
    void aStatusThatSaysWhatItLikesMakesNoNewSeries() {
        List<HasMetadata> objects = new ArrayList<>(Known.planned(Known.CATALOG + Known.TEAMS));
        int before = series(objects);
        Placement big = objects.stream()
                .filter(object -> object.getMetadata().getName().equals("big"))
                .map(Placement.class::cast)
                .findFirst()
                .orElseThrow();
        big.setStatus(big.getStatus()
                .with(
                        new PlacementStatus.Summary("", "", "made-up"),
                        big.getStatus().conditions()));
        assertThat(series(objects)).isEqualTo(before);
        assertThat(count(Inventory.of(objects), MOST).of(Family.REPLICAS_UNPLACED))
                .containsEntry(List.of("Other"), 3.0)
                .containsEntry(List.of("CapacityExceeded"), 0.0);
    }

    @Test
    void whatMakesNoSenseIsCountedNevertheless() {
        List<Text> files = new ArrayList<>(List.of(new Text("world.yaml", HostileRow.WORLD)));
        HostileRow.all().forEach(row -> files.add(new Text(row.name() + ".yaml", row.manifest())));
        List<HasMetadata> objects =
                ManifestReader.read(files, "default", new ArrayList<>()).objects();
        assertThat(objects).hasSizeGreaterThan(100);
        for (Inventory inventory : List.of(
                Inventory.of(objects), Planner.plan(objects, Known.DECIDED).inventory())) {
            assertThat(ready(count(inventory, MOST)))
                    .isEqualTo(inventory.placements().size());
        }
    }

    private static double ready(Tally tally) {
        return tally.of(Family.PLACEMENTS).entrySet().stream()
                .filter(number -> number.getKey().get(0).equals("Ready"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** As definitions that check nothing let it pass. */
    @Test
    void ofAStatusFullOfHolesTheRestIsCounted() {
        List<HasMetadata> objects = Known.planned(Known.CATALOG + Known.TEAMS);
        for (HasMetadata object : objects) {
            if (object instanceof Placement placement) {
                placement.setStatus(new PlacementStatus(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Collections.singletonList(null),
                        new PlacementStatus.Topology(null, null, null, null),
                        List.of(),
                        List.of(),
                        Arrays.asList(null, new Violation(null, null, null, null, null, null, "yesterday")),
                        null,
                        null,
                        null,
                        Arrays.asList(null, new Condition(null, null, null, "today", null, null))));
            } else if (object instanceof Zone zone) {
                zone.setStatus(new ZoneStatus(
                        null,
                        null,
                        Arrays.asList(null, new ZoneStatus.Allocation(null, null, null, null)),
                        null,
                        Collections.singletonList(null)));
            } else if (object instanceof LoadBalancer loadBalancer) {
                loadBalancer.setStatus(
                        new LoadBalancerStatus(null, null, null, null, null, Collections.singletonList(null), null));
            }
        }
        Tally tally = count(Inventory.of(objects), MOST);
        assertThat(ready(tally)).isEqualTo(6);
        assertThat(tally.of(Family.REPLICAS_UNPLACED)).containsEntry(List.of("Other"), 20.0);
        assertThat(sum(tally.of(Family.VIOLATIONS))).isZero();
    }
}
