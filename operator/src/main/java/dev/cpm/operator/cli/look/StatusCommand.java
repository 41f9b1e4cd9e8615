package dev.cpm.operator.cli.look;

import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.cli.report.Depth;
import dev.cpm.operator.cli.report.Onward;
import dev.cpm.operator.cli.report.StatusText;
import dev.cpm.operator.view.Inventory;
import dev.cpm.operator.view.Standing;
import dev.cpm.operator.view.Topologies;
import dev.cpm.operator.view.Topology;
import dev.cpm.operator.words.Names;
import dev.cpm.operator.words.Verdict;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code status}: how it stands with one placement, or with all. */
@Command(
        name = "status",
        description = "Says how it stands with one placement, or with all: where the replicas are, what is wrong, and"
                + " what would mend it.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:answered", "2:it cannot be answered"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  ${COMMAND-FULL-NAME} web",
            "  ${COMMAND-FULL-NAME} -A",
            "  ${COMMAND-FULL-NAME} -f deploy/catalog -f web.yaml"
        })
public final class StatusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            converter = PlacementName.class,
            description = "A placement, such as web or shop/web. Default: all of the namespace.")
    private String name;

    @Option(
            names = {"-v", "--verbose"},
            description = "Fold nothing: every zone, every placement in it with all of its indexes, every blocker. -vv:"
                    + " the healthy ones, too, with their conditions.")
    private boolean[] verbose = {};

    @Mixin
    private Where where;

    @Mixin
    private Printing printing;

    @Override
    public Integer call() {
        Seen seen = name == null ? where.inNamespace() : where.around(name);
        Inventory all = seen.inventory();
        String elsewhere = where.narrow() ? "-A looks in all namespaces" : "";
        Inventory inventory = name == null ? all : only(Chosen.placement(seen, name, where, false, elsewhere), all);
        Topology topology = name == null
                ? Topologies.of(all)
                : within(inventory.placements().get(0), Topologies.of(all, inventory.placements()));
        String verdict = verdict(inventory, seen.mistaken(), elsewhere);
        Onward onward = new Onward(new Next(spec, where).after(inventory, name == null), where.access());
        Depth depth = Depth.of(verbose.length);
        printing.print(
                Standing.of(verdict, inventory),
                (paint, width) -> new StatusText(inventory, topology, verdict, onward, depth, paint, width).lines());
        return 0;
    }

    private String verdict(Inventory inventory, List<String> mistaken, String elsewhere) {
        return switch (inventory.placements().size()) {
            case 0 ->
                Names.none("Placement", mistaken) + " " + where.place(false)
                        + (elsewhere.isEmpty() ? "" : "; " + elsewhere) + "." + Verdict.loadBalancers(inventory);
            case 1 -> Verdict.of(inventory.placements().get(0));
            default -> Verdict.of(inventory);
        };
    }

    /** The placement, with the load balancers that it names. */
    private static Inventory only(Placement placement, Inventory all) {
        List<LoadBalancer> named = all.loadBalancers().stream()
                .filter(loadBalancer -> loadBalancer
                        .getMetadata()
                        .getNamespace()
                        .equals(placement.getMetadata().getNamespace()))
                .filter(loadBalancer -> placement.getSpec() != null
                        && placement
                                .getSpec()
                                .loadBalancers()
                                .contains(loadBalancer.getMetadata().getName()))
                .toList();
        return new Inventory(all.interconnects(), named, List.of(placement), all.regions(), all.zones(), all.unread());
    }

    /** The regions that it asks for, or holds replicas in. */
    private static Topology within(Placement placement, Topology topology) {
        Set<String> asked = new HashSet<>(
                placement.getSpec() == null ? List.of() : placement.getSpec().regions());
        return new Topology(
                topology.regions().stream()
                        .filter(region -> asked.contains(region.name())
                                || region.zones().stream()
                                        .anyMatch(zone -> !zone.holders().isEmpty()))
                        .toList(),
                topology.links(),
                topology.unread());
    }
}
