package dev.cpm.operator.cli.report;

import dev.cpm.operator.view.Check;
import dev.cpm.operator.view.Check.Result;
import dev.cpm.operator.words.Names;
import java.util.ArrayList;
import java.util.List;

/** Checks in lines, by category; the last line is the verdict. */
public final class CheckText {
    private static final String INDENT = "    ";
    private static final int LISTED = 8;

    private final List<Check> checks;
    private final Paint paint;
    private final int width;

    /** A text; {@code width} is the longest line, in columns. */
    public CheckText(List<Check> checks, Paint paint, int width) {
        this.checks = List.copyOf(checks);
        this.paint = paint;
        this.width = width;
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        String category = "";
        for (Check check : checks) {
            if (!check.category().equals(category)) {
                if (!lines.isEmpty()) {
                    lines.add("");
                }
                category = check.category();
                lines.add(paint.strong(category));
            }
            lines.add(sign(check.result()) + " " + check.sentence());
            check.why().stream().limit(LISTED).forEach(why -> fold(lines, why));
            if (check.why().size() > LISTED) {
                fold(lines, "and " + (check.why().size() - LISTED) + " more");
            }
            if (!check.hint().isEmpty()) {
                fold(lines, "To mend it: " + check.hint() + (check.command().isEmpty() ? "." : ":"));
            }
            if (!check.command().isEmpty()) {
                lines.add(INDENT + check.command());
            }
        }
        lines.add("");
        lines.add(verdict());
        return lines;
    }

    private void fold(List<String> lines, String text) {
        Fold.lines(text, width - INDENT.length()).forEach(line -> lines.add(INDENT + line));
    }

    /** Told apart without colours, too. */
    private String sign(Result result) {
        return switch (result) {
            case Ok -> paint.good("√");
            case Unknown -> paint.warning("?");
            case Warning -> paint.warning("‼");
            case Error -> paint.bad("×");
        };
    }

    private String verdict() {
        List<String> parts = new ArrayList<>();
        part(parts, Result.Error, " broken");
        part(parts, Result.Warning, " to look at");
        part(parts, Result.Unknown, " could not be found out");
        return parts.isEmpty() ? "All is well." : Names.sentence(parts) + ".";
    }

    private void part(List<String> parts, Result result, String what) {
        long count = checks.stream().filter(check -> check.result() == result).count();
        if (count > 0) {
            parts.add(count + what);
        }
    }
}
