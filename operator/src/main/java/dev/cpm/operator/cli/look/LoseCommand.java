package dev.cpm.operator.cli.look;

import dev.cpm.operator.cli.report.LossText;
import dev.cpm.operator.view.Inventory;
import dev.cpm.operator.view.Loss;
import dev.cpm.operator.view.Losses;
import dev.cpm.operator.view.Topologies;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lose}: what would break if a zone or region were lost now. */
@Command(
        name = "lose",
        description = "Says what would break if a zone, or a whole region, were lost now: which placements would have"
                + " too few replicas left, and which load balancers would have nothing behind them.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all placements and load balancers would go on",
            "1:some would not",
            "2:there is nothing to look at, no such zone or region, or some cannot be judged, as by a mistake in a"
                    + " manifest, and all others would go on"
        })
public final class LoseCommand implements Callable<Integer> {
    private static final int BROKEN = 1;
    private static final int NOT_JUDGED = 2;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ZONE|REGION", converter = PlaceName.class, description = "What is lost.")
    private String name;

    @Mixin
    private Where where;

    @Mixin
    private Printing printing;

    @Override
    public Integer call() {
        Seen seen = where.asNamed();
        Inventory inventory = seen.inventory();
        Loss loss = Losses.of(inventory, Chosen.zones(Topologies.of(inventory), name))
                .without(seen.mistaken());
        List<String> next = new Next(spec, where).afterLoss(loss);
        printing.print(loss, (paint, width) -> new LossText(name, where.namespace(), loss, next, paint, width).lines());
        return loss.broken() ? BROKEN : loss.survived() ? 0 : NOT_JUDGED;
    }
}
