package dev.cpm.operator.cli.look;

import dev.cpm.operator.cli.report.LossRankingText;
import dev.cpm.operator.cli.report.LossText;
import dev.cpm.operator.view.Inventory;
import dev.cpm.operator.view.Loss;
import dev.cpm.operator.view.LossRanking;
import dev.cpm.operator.view.Losses;
import dev.cpm.operator.view.Lost;
import dev.cpm.operator.view.PlaceLoss;
import dev.cpm.operator.view.Topologies;
import dev.cpm.operator.view.Topology;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lose}: what would break if a zone or region were lost now. */
@Command(
        name = "lose",
        description = "Says what would break if a zone, or a whole region, were lost now: which placements would have"
                + " too few replicas left, and which load balancers would have nothing behind them. Without a name it"
                + " ranks all zones and regions by that.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all placements and load balancers would go on",
            "1:some would not",
            "2:there is nothing to look at, no such zone or region, or some cannot be judged, as by a mistake in a"
                    + " manifest, and all others would go on"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  ${COMMAND-FULL-NAME}", "  ${COMMAND-FULL-NAME} r1-a", "  ${COMMAND-FULL-NAME} region/r1 -n shop"})
public final class LoseCommand implements Callable<Integer> {
    private static final int BROKEN = 1;
    private static final int NOT_JUDGED = 2;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "ZONE|REGION",
            converter = PlaceName.Converter.class,
            description = "What is lost, such as r1-a or region/r1. Default: each of them, one at a time.")
    private PlaceName name;

    @Mixin
    private Where where;

    @Mixin
    private Printing printing;

    @Override
    public Integer call() {
        Seen seen = where.asNamed();
        Inventory inventory = seen.inventory();
        Topology topology = Topologies.of(inventory);
        return name == null
                ? each(new Losses(inventory), topology, seen.mistaken())
                : one(Chosen.place(seen, topology, name), inventory, seen.mistaken());
    }

    private int one(Chosen.Place lost, Inventory inventory, List<String> mistaken) {
        Loss loss = Losses.of(inventory, lost.zones()).without(mistaken);
        List<String> next = new Next(spec, where).afterLoss(loss);
        printing.print(
                Lost.of(lost.name(), lost.zone(), loss),
                (paint, width) ->
                        new LossText(lost.name(), lost.zone(), where.namespace(), loss, next, paint, width).lines());
        return exitCode(loss.broken(), loss.survived());
    }

    /** What names no region is in none that could be lost. */
    private int each(Losses losses, Topology topology, List<String> mistaken) {
        List<PlaceLoss> places = losses.ofEach(topology).stream()
                .filter(place -> !place.name().isEmpty())
                .toList();
        LossRanking ranking = LossRanking.of(
                places,
                Stream.concat(losses.notJudged().stream(), mistaken.stream())
                        .distinct()
                        .toList());
        List<String> next = new Next(spec, where).afterRanking(ranking);
        printing.print(
                ranking, (paint, width) -> new LossRankingText(ranking, where.namespace(), next, paint, width).lines());
        return exitCode(ranking.broken(), ranking.survived());
    }

    private static int exitCode(boolean broken, boolean survived) {
        return broken ? BROKEN : survived ? 0 : NOT_JUDGED;
    }
}
