package dev.cpm.operator.cli.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.cli.report.Depth;
import dev.cpm.operator.cli.report.Onward;
import dev.cpm.operator.cli.report.Paint;
import dev.cpm.operator.cli.report.StatusText;
import dev.cpm.operator.view.Inventory;
import dev.cpm.operator.view.Topologies;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;

/** Which command is named next. */
class NextTest {
    private static final String NAME = "a-placement-of-a-rather-long-name";
    private static final String PROPOSED = """
            {"items": [{"kind": "Placement", "metadata": {"name": "%s", "namespace": "shop", "generation": 1},
              "spec": {"machineType": "m1", "replicas": 2, "regions": ["r1"]},
              "status": {"observedGeneration": 1, "replicas": 2, "placed": 2,
                "zones": [{"zone": "r1-a", "region": "r1", "replicas": 2, "indexes": "0,1"}],
                "violations": [{"type": "SingleZone", "severity": "Warning", "message": "both are in r1-a"}],
                "proposal": {"id": "mea0dc0d35f", "moves": [{"index": 1, "from": "r1-a", "to": "r1-b"}],
                  "zoneSkewBefore": 2, "zoneSkewAfter": 0},
                "conditions": [{"type": "Ready", "status": "True", "reason": "SingleZone"}]}}]}
            """.formatted(NAME);
    private static final String APPROVAL =
            "kubectl annotate --overwrite pl " + NAME + " -n shop cpm.dev/approve=mea0dc0d35f";

    @Command(name = "look")
    private static final class Look {
        @Mixin
        private Where where;
    }

    /** Folded, it could not be copied. */
    @Test
    void whileMovesWaitForApprovalItIsToApproveThem() {
        Inventory inventory = Inventory.of(Live.objects(PROPOSED.getBytes(StandardCharsets.UTF_8)));
        Look look = new Look();
        CommandLine line = new CommandLine(look);
        line.parseArgs("--context=far");
        List<String> next = new Next(line.getCommandSpec(), look.where).after(inventory, true);
        assertThat(next).containsExactly(APPROVAL + " --context=far");
        assertThat(new StatusText(
                                inventory,
                                Topologies.of(inventory),
                                "",
                                new Onward(next, look.where.access()),
                                Depth.Folded,
                                new Paint(Ansi.OFF),
                                60)
                        .lines())
                .containsSubsequence("            To approve:", "            " + next.get(0), "Next: " + next.get(0));
    }

    private static String placement(String name, int placed, String reason, String more) {
        return """
                {"kind": "Placement", "metadata": {"name": "%s", "namespace": "shop", "generation": 1},
                 "spec": {"machineType": "m1", "replicas": 3, "regions": ["r1"]},
                 "status": {"observedGeneration": 1, "replicas": 3, "placed": %d,
                  "conditions": [{"type": "Ready", "status": "False", "reason": "%s"}%s]}}
                """.formatted(name, placed, reason, more);
    }

    private static List<String> next(boolean several, boolean all, String... placements) {
        List<HasMetadata> objects =
                Live.objects(("{\"items\": [" + String.join(",", placements) + "]}").getBytes(StandardCharsets.UTF_8));
        Look look = new Look();
        CommandLine line = new CommandLine(look);
        line.parseArgs("--context=far");
        Inventory inventory = Inventory.of(
                objects,
                all
                        ? List.of(Placement.class, LoadBalancer.class, Region.class, Zone.class)
                        : List.of(Placement.class));
        return new Next(line.getCommandSpec(), look.where).after(inventory, several);
    }

    @Test
    void ofSeveralItIsTheWorst() {
        assertThat(next(
                        true,
                        true,
                        placement("a", 2, "CapacityExceeded", ""),
                        placement("b", 0, "NoOpenZone", ""),
                        placement("c", 0, "NoOpenZone", "")))
                .containsExactly("look status b -n shop --context=far");
    }

    /** Status of it would say the same again. */
    @Test
    void ofTheOnlyOneItIsWhy() {
        for (boolean several : new boolean[] {true, false}) {
            assertThat(next(several, true, placement("web", 2, "CapacityExceeded", "")))
                    .containsExactly("look why web -n shop --context=far");
        }
    }

    @Test
    void whereNoReplicaWaitsNobodyAsksWhyNoZoneTakesOneMore() {
        assertThat(next(false, true, placement("web", 3, "ZoneNotAvailable", "")))
                .containsExactly("look explain ZoneNotAvailable");
        assertThat(next(
                        false,
                        true,
                        placement("web", 0, "InvalidSpec", ", {\"type\": \"Stalled\", \"status\": \"True\"}")))
                .containsExactly("look explain InvalidSpec");
    }

    @Test
    void whoMayNotAskWhyIsSentToTheBlockers() {
        assertThat(next(false, false, placement("web", 2, "CapacityExceeded", "")))
                .containsExactly("kubectl describe pl web -n shop --context=far");
    }
}
