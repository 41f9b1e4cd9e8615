package dev.cpm.operator.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.hostile.ForeignStatuses;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.world.World;
import dev.cpm.operator.view.AnswerChecks;
import dev.cpm.operator.view.CatalogueChecks;
import dev.cpm.operator.view.Change;
import dev.cpm.operator.view.Changes;
import dev.cpm.operator.view.Inventory;
import dev.cpm.operator.view.Losses;
import dev.cpm.operator.view.Topologies;
import dev.cpm.operator.view.Topology;
import dev.cpm.operator.view.Whys;
import dev.cpm.operator.words.Verdict;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine.Help.Ansi;

/** What is said of specs and statuses that this version of the CRDs would not have let in. */
class ForeignStatusTest {
    private static String text(List<HasMetadata> objects, Depth depth) {
        Inventory inventory = Inventory.of(objects);
        String verdict = inventory.placements().size() == 1
                ? Verdict.of(inventory.placements().get(0))
                : Verdict.of(inventory);
        return String.join(
                "\n",
                new StatusText(
                                inventory,
                                Topologies.of(inventory),
                                verdict,
                                Onward.HERE,
                                depth,
                                new Paint(Ansi.OFF),
                                80)
                        .lines());
    }

    @ParameterizedTest
    @EnumSource
    void whateverTheyHoldThereIsAText(Depth depth) {
        List<HasMetadata> objects = ForeignStatuses.objects();
        assertThat(text(objects, depth)).isNotEmpty();
        objects.forEach(object -> assertThat(text(List.of(object), depth)).isNotEmpty());
    }

    @Test
    void whatIsNotThereIsNotSaid() {
        HasMetadata placement = ForeignStatuses.objects().stream()
                .filter(object -> object instanceof Placement)
                .findFirst()
                .orElseThrow();
        assertThat(text(List.of(placement), Depth.All))
                .startsWith("y/x0 is not ready.\n")
                .contains("\ny/x0: not answered yet\n")
                .doesNotContain("Topology  ");
    }

    private static List<PlacementKey> placements(Change.Kind kind, Change change) {
        return change.placements().stream()
                .filter(of -> of.kind() == kind)
                .map(Change.ObjectChange::key)
                .toList();
    }

    /** Nobody refuses to speak of all because one of them lacks something. */
    @Test
    void everyOtherViewSaysSomethingToo() {
        Inventory inventory = Inventory.of(ForeignStatuses.objects());
        Topology topology = Topologies.of(inventory);
        assertThat(new MapText(topology, List.of(), new Paint(Ansi.OFF), 80).lines())
                .isNotEmpty();
        assertThat(CatalogueChecks.of(inventory)).isNotEmpty();
        assertThat(AnswerChecks.of(inventory)).isNotEmpty();
        topology.zones()
                .forEach(zone -> assertThat(
                                Losses.of(inventory, Set.of(zone.name())).zones())
                        .isNotEmpty());
        Inventory none = Inventory.of(List.of());
        List<PlacementKey> all =
                inventory.placements().stream().map(PlacementKey::of).toList();
        assertThat(placements(Change.Kind.Created, Changes.of(none, inventory)))
                .containsExactlyInAnyOrderElementsOf(all);
        assertThat(placements(Change.Kind.Deleted, Changes.of(inventory, none)))
                .containsExactlyInAnyOrderElementsOf(all);
        World world = new World();
        inventory.objects().forEach(world::put);
        inventory
                .placements()
                .forEach(placement ->
                        assertThat(Whys.of(world, PlacementKey.of(placement))).isPresent());
    }
}
