package dev.cpm.operator.cli.report;

import dev.cpm.operator.cli.report.Table.Cell;
import dev.cpm.operator.view.Loss;
import dev.cpm.operator.view.Loss.Severity;
import dev.cpm.operator.words.DeletionWords;
import dev.cpm.operator.words.LossWords;
import dev.cpm.operator.words.Plural;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What the loss of a zone or region would take: the verdict, whom it hits, and what would keep it from happening. */
public final class LossText {
    private static final String INDENT = "  ";
    private static final int LISTED = 60;
    private static final int MENDED = 12;

    private final String lost;
    private final boolean zone;
    private final String namespace;
    private final Loss loss;
    private final List<String> next;
    private final Paint paint;
    private final int width;

    /**
     * A text.
     *
     * @param lost the zone or region, by name
     * @param zone whether it is a zone
     * @param namespace the only one that was looked at; null: all were
     * @param next commands that tell more
     * @param width the longest line, in columns
     */
    public LossText(String lost, boolean zone, String namespace, Loss loss, List<String> next, Paint paint, int width) {
        this.lost = lost;
        this.zone = zone;
        this.namespace = namespace;
        this.loss = loss;
        this.next = next;
        this.paint = paint;
        this.width = width;
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>(Fold.lines(LossWords.verdict(lost, namespace, loss), width));
        if (!loss.notJudged().isEmpty()) {
            lines.addAll(Fold.lines(LossWords.notJudged(loss.notJudged()), width));
        }
        if (!loss.placements().isEmpty()) {
            lines.add("");
            Table table = new Table();
            table.row(Stream.of("NAMESPACE/NAME", "LOSES", "LEFT", "NEEDS", "THEN")
                    .map(header -> new Cell(List.of(header), paint::strong))
                    .toList());
            loss.placements().stream().limit(LISTED).forEach(hit -> table.row(row(hit)));
            lines.addAll(table.lines(width));
            more(lines, loss.placements().size());
        }
        if (!loss.loadBalancers().isEmpty()) {
            lines.add("");
            Table table = new Table();
            table.row(Stream.of("LOAD BALANCER", "LOSES", "THEN")
                    .map(header -> new Cell(List.of(header), paint::strong))
                    .toList());
            loss.loadBalancers().stream().limit(LISTED).forEach(cut -> table.row(row(cut)));
            lines.addAll(table.lines(width));
            more(lines, loss.loadBalancers().size());
        }
        List<Loss.Hit> losers = loss.placements().stream()
                .filter(hit -> hit.severity() != Severity.Survives)
                .toList();
        losers.stream().limit(MENDED).forEach(hit -> remedies(lines, hit));
        if (losers.size() > MENDED) {
            lines.add("");
            lines.add("and " + Plural.of(losers.size() - MENDED, "more placement") + " that would not go on");
        }
        if (!next.isEmpty()) {
            lines.add("");
            next.forEach(command -> lines.add("Next: " + command));
        }
        return lines;
    }

    private static void more(List<String> lines, int all) {
        if (all > LISTED) {
            lines.add("and " + (all - LISTED) + " more; -o json has all of them");
        }
    }

    private List<Cell> row(Loss.Hit hit) {
        return List.of(
                Cell.of(hit.placement().toString()),
                Cell.of(String.valueOf(hit.lost())),
                Cell.of(hit.left() + "/" + hit.replicas()),
                Cell.of(LossWords.needs(hit)),
                new Cell(List.of(LossWords.then(hit)), colour(hit.severity())));
    }

    private UnaryOperator<String> colour(Severity severity) {
        return switch (severity) {
            case Down -> paint::bad;
            case Below -> paint::warning;
            case Survives -> paint::good;
        };
    }

    private List<Cell> row(Loss.CutOff cut) {
        return List.of(
                Cell.of(cut.loadBalancer().toString()),
                Cell.of(LossWords.loses(cut)),
                new Cell(List.of(LossWords.then(cut)), cut.everything() ? paint::bad : paint::good));
    }

    private void remedies(List<String> lines, Loss.Hit hit) {
        lines.add("");
        lines.add(paint.strong(hit.placement().toString()));
        if (hit.deletion() != null) {
            indented(lines, "It is being deleted: " + DeletionWords.keeps(hit.deletion()) + ".");
            return;
        }
        indented(lines, "To survive it: " + LossWords.survival(hit, zone) + ".");
        hit.remedies().forEach(remedy -> indented(lines, "To mend what is broken now: " + remedy + "."));
    }

    private void indented(List<String> lines, String text) {
        Fold.lines(text, width - INDENT.length()).forEach(line -> lines.add(INDENT + line));
    }
}
