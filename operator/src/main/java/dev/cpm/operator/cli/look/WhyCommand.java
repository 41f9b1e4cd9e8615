package dev.cpm.operator.cli.look;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.cli.report.RefusedException;
import dev.cpm.operator.cli.report.WhyText;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.model.Shard;
import dev.cpm.operator.placement.world.World;
import dev.cpm.operator.view.Why;
import dev.cpm.operator.view.Whys;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code why}: where a placement is, and the rule that excludes each other zone. */
@Command(
        name = "why",
        description = "Says of each zone how many replicas of a placement it holds, and why it takes no further one.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:answered", "2:it cannot be answered"},
        footerHeading = "%nExamples:%n",
        footer = {"  ${COMMAND-FULL-NAME} web -n shop", "  ${COMMAND-FULL-NAME} shop/web -f deploy/catalog -f web.yaml"
        })
public final class WhyCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "NAME",
            converter = PlacementName.class,
            description = "A placement, such as web or shop/web.")
    private String name;

    @Option(
            names = "--regions",
            paramLabel = "REGIONS",
            converter = RegionsConverter.class,
            description =
                    "Answer as the operator of these regions does, which has this option, too. Default: as one that has"
                            + " all.")
    private Shard regions = Shard.ALL;

    @Mixin
    private Where where;

    @Mixin
    private Printing printing;

    @Override
    public Integer call() {
        Seen seen = where.everything(
                regions,
                "Only who may read all placements, load balancers, zones, regions, interconnects and namespaces can be"
                        + " told why, since what is not seen would count as free. status.blockers tells it of unplaced"
                        + " replicas: kubectl describe pl " + where.forKubectl(name));
        Placement placement = Chosen.placement(seen, name, where, true, "");
        if (!regions.owns(placement)) {
            throw new RefusedException("Placement " + PlacementKey.of(placement)
                    + " is answered by the operator of the first region in its spec.regions, which --regions=" + regions
                    + " leaves out.");
        }
        World world = new World(regions);
        seen.objects().forEach(world::put);
        Why why = Whys.of(
                        world,
                        PlacementKey.of(placement),
                        placement.getMetadata().getFinalizers())
                .orElseThrow();
        printing.print(why, (paint, width) -> new WhyText(why, paint, width).lines());
        return 0;
    }
}
