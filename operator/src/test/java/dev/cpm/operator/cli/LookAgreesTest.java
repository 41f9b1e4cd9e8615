package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementStatus.Blocker;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.api.ZoneStatus.Allocation;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.world.World;
import dev.cpm.operator.view.Change;
import dev.cpm.operator.view.Changes;
import dev.cpm.operator.view.Inventory;
import dev.cpm.operator.view.Loss;
import dev.cpm.operator.view.Losses;
import dev.cpm.operator.view.Machines;
import dev.cpm.operator.view.Readiness;
import dev.cpm.operator.view.Topologies;
import dev.cpm.operator.view.Topology;
import dev.cpm.operator.view.Why;
import dev.cpm.operator.view.Whys;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the commands say that look at things is what the statuses say, for each folder of manifests that tests have. */
class LookAgreesTest {
    private static final Path RESOURCES = Path.of("src", "test", "resources");

    private static Stream<ManifestFolder> folders() {
        return Stream.concat(
                Stream.of("golden", "violations")
                        .flatMap(folder -> ManifestFolder.in(RESOURCES.resolve(folder)).stream()),
                Stream.of(new ManifestFolder(Path.of("..", "deploy", "samples"))));
    }

    private interface Check {
        void of(List<HasMetadata> objects, Inventory inventory);
    }

    private static Stream<DynamicTest> each(Check check) {
        return folders()
                .map(folder -> dynamicTest(folder.path().toString(), () -> {
                    List<HasMetadata> objects = folder.planned();
                    check.of(objects, Inventory.of(objects));
                }));
    }

    /** {@code status.topology.worstZoneLoss} was reckoned by the decision, from its own sites. */
    @TestFactory
    Stream<DynamicTest> theWorstLossIsThatOfTheStatus() {
        return each((objects, inventory) -> {
            Map<PlacementKey, Integer> worst = new HashMap<>();
            Set<PlacementKey> tooFew = new HashSet<>();
            Topologies.of(inventory).zones().forEach(zone -> {
                Loss loss = Losses.of(inventory, Set.of(zone.name()));
                loss.placements().forEach(hit -> {
                    worst.merge(hit.placement(), hit.lost(), Math::max);
                    if (hit.asked() && hit.left() < hit.needed()) {
                        tooFew.add(hit.placement());
                    }
                });
                assertThat(loss.placements().size() + loss.untouched())
                        .isEqualTo(inventory.placements().size());
            });
            for (Placement placement : inventory.placements()) {
                PlacementKey key = PlacementKey.of(placement);
                var told = placement.getStatus().topology();
                int expected = told == null || told.worstZoneLoss() == null
                        ? 0
                        : told.worstZoneLoss().replicas();
                assertThat(worst.getOrDefault(key, 0)).as("%s", key).isEqualTo(expected);
                boolean atRisk = placement.getStatus().violations().stream()
                        .anyMatch(violation -> violation.type() == ViolationType.AvailabilityAtRisk);
                assertThat(!tooFew.contains(key) || atRisk).as("%s", key).isTrue();
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> everyBlockerOfTheStatusIsAReason() {
        return each((objects, inventory) -> {
            World world = new World();
            objects.forEach(world::put);
            for (Placement placement : inventory.placements()) {
                Why why = Whys.of(world, PlacementKey.of(placement)).orElseThrow();
                List<Blocker> blockers = placement.getStatus().blockers();
                Map<String, Why.Zone> zones = new HashMap<>();
                why.zones().forEach(zone -> zones.put(zone.name(), zone));
                assertThat(zones).hasSameSizeAs(why.zones());
                for (Blocker blocker : blockers) {
                    Why.Zone zone = zones.get(blocker.zone());
                    assertThat(zone.reason()).isEqualTo(blocker.reason().name());
                    assertThat(zone.message()).isEqualTo(blocker.message());
                }
                if (!blockers.isEmpty()) {
                    assertThat(why.zones().stream().filter(zone -> zone.requested() && zone.reason() != null))
                            .hasSameSizeAs(blockers);
                }
                assertThat(why.zones().stream().mapToInt(Why.Zone::replicas).sum())
                        .isEqualTo(placement.getStatus().placed());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> theMapHasWhatTheZonesSay() {
        return each((objects, inventory) -> {
            Topology topology = Topologies.of(inventory);
            Map<String, Topology.Zone> zones = new HashMap<>();
            topology.zones().forEach(zone -> zones.put(zone.name(), zone));
            inventory.zones().forEach(zone -> {
                Topology.Zone drawn = zones.get(zone.getMetadata().getName());
                assertThat(drawn.machines())
                        .extracting(Machines::machineType)
                        .containsExactlyElementsOf(zone.getStatus().allocations().stream()
                                .map(Allocation::machineType)
                                .toList());
                for (int i = 0; i < drawn.machines().size(); i++) {
                    Allocation told = zone.getStatus().allocations().get(i);
                    assertThat(drawn.machines().get(i).allocated()).isEqualTo(told.allocated());
                    assertThat(drawn.machines().get(i).capacity()).isEqualTo(told.capacity());
                    assertThat(drawn.machines().get(i).free()).isEqualTo(told.free());
                }
                assertThat(drawn.holders()).hasSize(zone.getStatus().placements());
            });
            assertThat(topology.zones().mapToInt(Topology.Zone::replicas).sum())
                    .isEqualTo(inventory.placements().stream()
                            .mapToInt(placement -> placement.getStatus().placed())
                            .sum());
        });
    }

    @TestFactory
    Stream<DynamicTest> noChangeIsNone() {
        return each((objects, inventory) -> {
            Change none = Changes.of(inventory, inventory);
            assertThat(none.none()).isTrue();
            assertThat(none.worse()).isFalse();
            assertThat(none.unchanged()).isEqualTo(inventory.placements().size());
        });
    }

    @TestFactory
    Stream<DynamicTest> createdThenDeletedIsWhatIsThere() {
        return each((objects, inventory) -> {
            Inventory nothing = Inventory.of(List.of());
            Change created = Changes.of(nothing, inventory);
            Change deleted = Changes.of(inventory, nothing);
            assertThat(created.placements()).hasSameSizeAs(inventory.placements());
            assertThat(created.placements()).allMatch(of -> of.kind() == Change.Kind.Created);
            assertThat(created.worse())
                    .isEqualTo(!inventory.placements().stream().allMatch(Readiness::isReady)
                            || !inventory.loadBalancers().stream().allMatch(Readiness::isReady));
            assertThat(deleted.worse()).isFalse();
            assertThat(deleted.machines().stream()
                            .mapToInt(Change.Taken::before)
                            .sum())
                    .isEqualTo(created.machines().stream()
                            .mapToInt(Change.Taken::after)
                            .sum());
        });
    }
}
