package dev.cpm.operator.cli.look;

import dev.cpm.operator.cli.report.MapText;
import dev.cpm.operator.view.Topologies;
import dev.cpm.operator.view.Topology;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code map}: how full each zone is. */
@Command(
        name = "map",
        description = "Shows regions and zones, how many of their machines are used, and which regions are joined for"
                + " whom.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class MapCommand implements Callable<Integer> {
    @Mixin
    private Where where;

    @Mixin
    private Printing printing;

    @Override
    public Integer call() {
        Seen seen = where.catalogue();
        Topology topology = Topologies.of(seen.inventory());
        printing.print(topology, (paint, width) -> new MapText(topology, paint, width).lines());
        return 0;
    }
}
