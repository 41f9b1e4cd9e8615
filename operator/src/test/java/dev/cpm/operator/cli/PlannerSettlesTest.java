package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.cli.manifest.ManifestReader;
import dev.cpm.operator.cli.manifest.Mistake;
import dev.cpm.operator.cli.manifest.Text;
import dev.cpm.operator.cli.plan.Plan;
import dev.cpm.operator.cli.plan.Planner;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random stories: objects come, change and go, and what was planned is the present state of the next plan. A plan is
 * settled: made again, or from objects in another order, it is the same; so a restart of the operator writes nothing.
 */
class PlannerSettlesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> ZONES = List.of("r1-a", "r1-b", "r2-a", "r2-b", "r2-c", "r3-a");

    private final Map<String, HasMetadata> objects = new TreeMap<>();
    private final StringBuilder story = new StringBuilder();
    private Random random;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void stories(int seed) {
        random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            objects.clear();
            story.setLength(0);
            List.of("r1", "r2", "r3").forEach(region -> apply("Region", region, ""));
            ZONES.forEach(this::zone);
            for (int step = 0; step < 5; step++) {
                story.append("# step ").append(step).append('\n');
                for (int change = 0; change < 3; change++) {
                    change();
                }
                planned(NOW.plusSeconds(60L * step));
            }
        }
    }

    private void change() {
        switch (random.nextInt(8)) {
            case 0 -> remove("Placement", name());
            case 1 -> remove("Zone", one(ZONES));
            case 2, 3 -> zone(one(ZONES));
            case 4 -> interconnect();
            default -> placement(name());
        }
    }

    private void planned(Instant now) {
        Map<String, Integer> before = held(objects.values());
        List<HasMetadata> shuffled = new ArrayList<>(objects.values());
        Collections.shuffle(shuffled, random);
        Plan plan = Planner.plan(objects.values(), now);
        assertThat(Planner.plan(shuffled, now).inventory().objects())
                .as("%s", story)
                .isEqualTo(plan.inventory().objects());
        plan.inventory().objects().forEach(object -> objects.put(key(object), object));
        Plan again = Planner.plan(objects.values(), now.plusSeconds(1));
        assertThat(again.inventory().objects())
                .as("%s", story)
                .isEqualTo(plan.inventory().objects());
        neverMoreThanThereIs(plan, before);
        everyGapIsExplained(plan);
    }

    /** Rule 7: nothing is added where there is no machine; what was there before a cut of capacity stays. */
    private void neverMoreThanThereIs(Plan plan, Map<String, Integer> before) {
        Map<String, Integer> held = held(plan.inventory().objects());
        for (Zone zone : plan.inventory().zones()) {
            zone.getSpec().capacity().forEach(machines -> {
                String key = zone.getMetadata().getName() + " " + machines.machineType();
                int most = Math.max(machines.count(), before.getOrDefault(key, 0));
                assertThat(held.getOrDefault(key, 0)).as("%s%n%s", key, story).isLessThanOrEqualTo(most);
            });
        }
    }

    private void everyGapIsExplained(Plan plan) {
        for (Placement placement : plan.inventory().placements()) {
            var status = placement.getStatus();
            boolean suspended = Boolean.TRUE.equals(placement.getSpec().suspend());
            if (status.placed() < status.replicas() && !suspended) {
                assertThat(status.violations())
                        .as("%s%n%s", placement, story)
                        .anyMatch(violation -> violation.severity() == Severity.Error);
            }
            assertThat(status.violations())
                    .noneMatch(violation -> violation.remedy().isBlank());
        }
    }

    private static Map<String, Integer> held(Collection<HasMetadata> objects) {
        Map<String, Integer> held = new TreeMap<>();
        for (HasMetadata object : objects) {
            if (object instanceof Placement placement && placement.getStatus() != null) {
                placement
                        .getStatus()
                        .zones()
                        .forEach(zone -> held.merge(
                                zone.zone() + " " + placement.getSpec().machineType(), zone.replicas(), Integer::sum));
            }
        }
        return held;
    }

    private void zone(String name) {
        String state = one(List.of("Available", "Available", "Available", "Maintenance", "Unavailable", "ComingSoon"));
        apply(
                "Zone",
                name,
                "region: %s, state: %s, capacity: [{machineType: m1, count: %d}, {machineType: m2, count: %d}]"
                        .formatted(name.substring(0, 2), state, random.nextInt(6), random.nextInt(3)));
    }

    private void interconnect() {
        String other = one(List.of("r2", "r3"));
        String state = one(List.of("Active", "Active", "Requested"));
        apply("Interconnect", "r1-" + other, "account: acme, regions: [r1, %s], state: %s".formatted(other, state));
    }

    private void placement(String name) {
        List<String> constraints = new ArrayList<>();
        for (String level : List.of("zone", "region")) {
            if (random.nextBoolean()) {
                constraints.add("{topologyKey: topology.kubernetes.io/%s, maxSkew: %d, whenUnsatisfiable: %s}"
                        .formatted(level, 1 + random.nextInt(2), one(List.of("DoNotSchedule", "ScheduleAnyway"))));
            }
        }
        apply(
                "Placement",
                name,
                "account: acme, machineType: %s, replicas: %d, regions: %s, privateNetwork: %s, suspend: %s, %s: %s"
                        .formatted(
                                name.endsWith("3") ? "m2" : "m1",
                                random.nextInt(7),
                                one(List.of("[r1]", "[r2]", "[r1, r2]", "[r2, r1, r3]")),
                                one(List.of("Required", "Required", "NotRequired")),
                                random.nextInt(6) == 0,
                                "topologySpreadConstraints",
                                constraints));
    }

    private String name() {
        return one(List.of("p1", "p2", "p3"));
    }

    private <T> T one(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    private void remove(String kind, String name) {
        story.append("# without ").append(kind).append(' ').append(name).append('\n');
        objects.values()
                .removeIf(object -> object.getKind().equals(kind)
                        && object.getMetadata().getName().equals(name));
    }

    /** Applies a manifest; the status of an object that is there already stays. */
    private void apply(String kind, String name, String spec) {
        String text = "apiVersion: cpm.dev/v1alpha1\nkind: %s\nmetadata: {name: %s}\nspec: {%s}\n---\n"
                .formatted(kind, name, spec);
        story.append(text);
        List<Mistake> mistakes = new ArrayList<>();
        HasMetadata object = ManifestReader.read(List.of(new Text("story", text)), "default", mistakes)
                .objects()
                .get(0);
        assertThat(mistakes).isEmpty();
        HasMetadata before = objects.put(key(object), object);
        if (before instanceof Placement old && object instanceof Placement placement) {
            placement.setStatus(old.getStatus());
        } else if (before instanceof Zone old && object instanceof Zone zone) {
            zone.setStatus(old.getStatus());
        }
    }

    private static String key(HasMetadata object) {
        return object.getKind() + " " + object.getMetadata().getName();
    }
}
