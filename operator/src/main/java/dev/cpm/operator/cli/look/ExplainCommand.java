package dev.cpm.operator.cli.look;

import dev.cpm.operator.cli.report.Explanation;
import dev.cpm.operator.cli.report.Explanations;
import dev.cpm.operator.cli.report.Fold;
import dev.cpm.operator.cli.report.Paint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code explain}: what a word means that a status, an Event or this program uses. */
@Command(
        name = "explain",
        description =
                "Says what a word means that a status, an Event or this program uses, what the operator does about"
                        + " it, and what you can do; or what a field is for. Needs no cluster.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:answered", "2:there is no such word"},
        footerHeading = "%nExamples:%n",
        footer = {"  ${COMMAND-FULL-NAME} SkewExceeded", "  ${COMMAND-FULL-NAME} minAvailable"})
public final class ExplainCommand implements Callable<Integer> {
    private static final String INDENT = "  ";

    @Parameters(
            arity = "0..*",
            paramLabel = "WORD",
            description =
                    "Such as SkewExceeded, eligible zone, or minAvailable; in any case. Default: lists all words but the fields.")
    private List<String> words = List.of();

    @Mixin
    private Printing printing;

    @Override
    public Integer call() {
        boolean all = words.isEmpty();
        List<Explanation> explanations = all ? Explanations.all() : Explanations.of(String.join(" ", words));
        printing.print(
                explanations, (paint, width) -> all ? list(explanations, width) : each(explanations, paint, width));
        return 0;
    }

    private static List<String> list(List<Explanation> explanations, int width) {
        List<String> lines = new ArrayList<>();
        int longest = explanations.stream()
                .map(Explanation::word)
                .max(Comparator.comparing(String::length))
                .orElse("")
                .length();
        String kind = "";
        for (Explanation explanation : explanations) {
            String first = explanation.what().replaceFirst("[^A-Za-z].*", "");
            if (!first.equals(kind)) {
                if (!lines.isEmpty()) {
                    lines.add("");
                }
                lines.add(first + "s");
                kind = first;
            }
            String head = INDENT
                    + explanation.word()
                    + " ".repeat(longest - explanation.word().length() + INDENT.length());
            for (String line : Fold.lines(explanation.when(), width - head.length())) {
                lines.add(head + line);
                head = " ".repeat(head.length());
            }
        }
        return lines;
    }

    private static List<String> each(List<Explanation> explanations, Paint paint, int width) {
        List<String> lines = new ArrayList<>();
        for (Explanation explanation : explanations) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.add(paint.strong(explanation.word()));
            paragraph(lines, "", explanation.what(), width);
            boolean alone = explanation.then().isEmpty() && explanation.mend().isEmpty();
            paragraph(lines, alone ? "" : "When  ", explanation.when(), width);
            paragraph(lines, "Then  ", explanation.then(), width);
            for (int i = 0; i < explanation.mend().size(); i++) {
                paragraph(
                        lines, i == 0 ? "Mend  " : "      ", explanation.mend().get(i), width);
            }
        }
        return lines;
    }

    private static void paragraph(List<String> lines, String label, String text, int width) {
        String head = INDENT + label;
        if (text.isEmpty()) {
            return;
        }
        for (String line : Fold.lines(text, width - head.length())) {
            lines.add(head + line);
            head = " ".repeat(head.length());
        }
    }
}
