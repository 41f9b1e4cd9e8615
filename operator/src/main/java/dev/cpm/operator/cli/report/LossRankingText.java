package dev.cpm.operator.cli.report;

import dev.cpm.operator.cli.report.Table.Cell;
import dev.cpm.operator.view.LossRanking;
import dev.cpm.operator.view.PlaceLoss;
import dev.cpm.operator.words.LossWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Which zones and regions nothing else can stand in for: the verdict, then the worst first. */
public final class LossRankingText {
    private static final int LISTED = 60;

    private final LossRanking ranking;
    private final String namespace;
    private final List<String> next;
    private final Paint paint;
    private final int width;

    /**
     * A text.
     *
     * @param namespace the only one that was looked at; null: all were
     * @param next commands that tell more
     * @param width the longest line, in columns
     */
    public LossRankingText(LossRanking ranking, String namespace, List<String> next, Paint paint, int width) {
        this.ranking = ranking;
        this.namespace = namespace;
        this.next = next;
        this.paint = paint;
        this.width = width;
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>(Fold.lines(LossWords.verdict(ranking, namespace), width));
        if (!ranking.notJudged().isEmpty()) {
            lines.addAll(Fold.lines(LossWords.notJudged(ranking.notJudged()), width));
        }
        List<PlaceLoss> worst = ranking.worst();
        if (!worst.isEmpty()) {
            lines.add("");
            Table table = new Table();
            table.row(Stream.of("IF LOST", "DOWN", "TOO FEW LEFT", "GO ON", "LOAD BALANCERS CUT OFF")
                    .map(header -> new Cell(List.of(header), paint::strong))
                    .toList());
            worst.stream().limit(LISTED).forEach(place -> table.row(row(place)));
            lines.addAll(table.lines(width));
            if (worst.size() > LISTED) {
                lines.add("and " + (worst.size() - LISTED) + " more; -o json has all of them");
            }
        }
        if (ranking.places().stream().filter(place -> place.loss().broken()).count() > worst.size()) {
            lines.add("");
            lines.addAll(Fold.lines(
                    "A region whose loss takes no more than that of one of its zones is not listed.", width));
        }
        if (!next.isEmpty()) {
            lines.add("");
            next.forEach(command -> lines.add("Next: " + command));
        }
        return lines;
    }

    private List<Cell> row(PlaceLoss place) {
        return List.of(
                Cell.of(place.kind().toLowerCase(Locale.ROOT) + "/" + place.name()),
                number(place.down(), paint::bad),
                number(place.below(), paint::warning),
                number(place.survives(), UnaryOperator.identity()),
                number(place.cutOff(), paint::bad));
    }

    private static Cell number(int number, UnaryOperator<String> colour) {
        return new Cell(List.of(String.valueOf(number)), number == 0 ? UnaryOperator.identity() : colour);
    }
}
