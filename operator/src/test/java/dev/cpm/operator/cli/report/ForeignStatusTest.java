package dev.cpm.operator.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.hostile.ForeignStatuses;
import dev.cpm.operator.view.Inventory;
import dev.cpm.operator.view.Topologies;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine.Help.Ansi;

/** {@code status} of statuses that no operator wrote. */
class ForeignStatusTest {
    private static String text(List<HasMetadata> objects, Depth depth) {
        Inventory inventory = Inventory.of(objects);
        return String.join(
                "\n",
                new StatusText(inventory, Topologies.of(inventory), List.of(), depth, new Paint(Ansi.OFF), 80).lines());
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
}
