package dev.cpm.operator.cli.look;

import dev.cpm.operator.cli.report.MapText;
import dev.cpm.operator.page.About;
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
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:answered", "2:it cannot be answered"},
        footerHeading = "%nExamples:%n",
        footer = {"  ${COMMAND-FULL-NAME}", "  ${COMMAND-FULL-NAME} --html map.html"})
public final class MapCommand implements Callable<Integer> {
    @Mixin
    private Where where;

    @Mixin
    private Printing printing;

    @Mixin
    private PageFile page;

    @Override
    public Integer call() {
        Seen seen = where.catalogue();
        Topology topology = Topologies.of(seen.inventory());
        if (!page.instead()) {
            printing.print(topology, (paint, width) -> new MapText(topology, seen.mistaken(), paint, width).lines());
        }
        page.write(
                seen.inventory(),
                new About(
                        where.ofFiles() ? PageFile.PLANNED : PageFile.READ,
                        !where.ofFiles(),
                        where.namespace(),
                        seen.placements(),
                        seen.notices(),
                        null,
                        null));
        return 0;
    }
}
