package dev.cpm.operator.cli.report;

import dev.cpm.operator.cli.report.Table.Cell;
import dev.cpm.operator.view.Change;
import dev.cpm.operator.view.Change.Kind;
import dev.cpm.operator.view.Change.Taken;
import dev.cpm.operator.words.ChangeWords;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A change in lines: the verdict, then each object that differs, then the machines that it takes or gives back. */
public final class ChangeText {
    private static final String INDENT = "    ";
    private static final String GAP = "  ";
    private static final int LISTED = 100;

    private final Change change;
    private final List<String> notes;
    private final Paint paint;
    private final int width;

    /** A text that ends with some notes; {@code width} is the longest line, in columns. */
    public ChangeText(Change change, List<String> notes, Paint paint, int width) {
        this.change = change;
        this.notes = notes;
        this.paint = paint;
        this.width = width;
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>(Fold.lines(ChangeWords.verdict(change), width));
        if (!change.none()) {
            changes(lines);
            if (!notes.isEmpty()) {
                lines.add("");
            }
        }
        notes.forEach(note -> lines.addAll(Fold.lines(note, width)));
        return lines;
    }

    private void changes(List<String> lines) {
        if (!change.catalogue().isEmpty()) {
            lines.add("");
            for (Change.Edit edit : change.catalogue()) {
                lines.add(sign(edit.kind()) + " " + edit.title());
                if (!edit.differences().isEmpty()) {
                    fold(lines, "", UnaryOperator.identity(), String.join(", ", edit.differences()));
                }
                if (edit.deletion() != null) {
                    fold(lines, "", UnaryOperator.identity(), ChangeWords.deletion(edit));
                }
            }
        }
        objects(lines, "", change.placements());
        objects(lines, "load balancer ", change.loadBalancers());
        if (!change.machines().isEmpty()) {
            lines.add("");
            lines.add(paint.strong("Machines"));
            Table table = new Table();
            change.machines().forEach(taken -> table.row(row(taken)));
            table.lines(width - 2).forEach(line -> lines.add("  " + line));
        }
    }

    private void objects(List<String> lines, String kind, List<Change.ObjectChange> objects) {
        objects.stream().limit(LISTED).forEach(of -> object(lines, kind, of));
        if (objects.size() > LISTED) {
            lines.add("");
            lines.add("  and " + (objects.size() - LISTED) + " more; -o json has all of them");
        }
    }

    private void object(List<String> lines, String kind, Change.ObjectChange of) {
        lines.add("");
        String name = kind + of.key();
        String summary = ChangeWords.summary(of);
        if (name.length() + summary.length() + 2 * GAP.length() <= width) {
            lines.add(sign(of.kind()) + " " + paint.strong(name) + GAP + marked(of, summary));
        } else {
            lines.add(sign(of.kind()) + " " + paint.strong(name));
            String mark = ChangeWords.mark(of);
            fold(lines, mark, paint::bad, summary.substring(mark.length()));
        }
        if (!of.differences().isEmpty()) {
            fold(lines, "", UnaryOperator.identity(), ChangeWords.edited(of));
        }
        if (!of.zones().isEmpty()) {
            fold(lines, "", UnaryOperator.identity(), ChangeWords.zones(of));
        }
        if (!of.moved().isEmpty()) {
            fold(lines, "moves", paint::bad, " " + ChangeWords.moved(of));
        }
        if (of.cutOff()) {
            fold(lines, ChangeWords.CUT_OFF, paint::warning, "");
        }
        of.appeared().forEach(broken -> {
            String what = ": " + broken.type() + ": " + broken.message();
            fold(
                    lines,
                    broken.error() ? "now broken" : "now warned of",
                    broken.error() ? paint::bad : paint::warning,
                    what);
            if (broken.remedy() != null && !broken.remedy().isEmpty()) {
                fold(lines, "", UnaryOperator.identity(), "To mend it: " + broken.remedy() + ".");
            }
        });
        if (!of.gone().isEmpty()) {
            fold(lines, "mended", paint::good, ": " + ChangeWords.types(of.gone()));
        }
        for (String sentence : ChangeWords.remarks(of)) {
            fold(lines, "", UnaryOperator.identity(), sentence);
        }
    }

    private String marked(Change.ObjectChange of, String summary) {
        String mark = ChangeWords.mark(of);
        return mark.isEmpty() ? summary : paint.bad(mark) + summary.substring(mark.length());
    }

    /** The label is painted once the lines are folded, since colours have no width. */
    private void fold(List<String> lines, String label, UnaryOperator<String> colour, String text) {
        List<String> folded = new ArrayList<>(Fold.lines(label + text, width - INDENT.length()));
        if (!label.isEmpty() && folded.get(0).startsWith(label)) {
            folded.set(0, colour.apply(label) + folded.get(0).substring(label.length()));
        }
        folded.forEach(line -> lines.add(INDENT + line));
    }

    private String sign(Kind kind) {
        return switch (kind) {
            case Created -> paint.good("+");
            case Changed -> paint.warning("~");
            case Deleted -> paint.bad("-");
        };
    }

    private static List<Cell> row(Taken taken) {
        return List.of(
                Cell.of(taken.zone()),
                Cell.of(taken.machineType()),
                Cell.of(ChangeWords.signed(taken.after() - taken.before())),
                Cell.of(ChangeWords.used(taken)));
    }
}
