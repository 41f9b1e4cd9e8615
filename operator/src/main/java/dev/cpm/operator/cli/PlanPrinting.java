package dev.cpm.operator.cli;

import dev.cpm.operator.api.Titles;
import dev.cpm.operator.cli.PlanOptions.Output;
import dev.cpm.operator.cli.manifest.Manifests;
import dev.cpm.operator.cli.manifest.Manifests.LeftOut;
import dev.cpm.operator.cli.manifest.Mistake;
import dev.cpm.operator.cli.plan.Comparison;
import dev.cpm.operator.cli.plan.Plan;
import dev.cpm.operator.cli.report.Annotation.Place;
import dev.cpm.operator.cli.report.ChangeGithub;
import dev.cpm.operator.cli.report.ChangeMarkdown;
import dev.cpm.operator.cli.report.ChangeText;
import dev.cpm.operator.cli.report.Data;
import dev.cpm.operator.cli.report.Paint;
import dev.cpm.operator.cli.report.Report;
import dev.cpm.operator.cli.report.Width;
import dev.cpm.operator.view.Change;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Prints what came of {@code plan}, in the way that was asked for. */
final class PlanPrinting {
    private static final int WIDTH = 100;
    private static final int WIDE = 120;

    private final PrintWriter out;
    private final Paint paint;
    private final Output output;
    private final Manifests manifests;
    private final int told;

    /** {@code manifests} are those that were planned, {@code told} is how many errors were annotated before. */
    PlanPrinting(CommandLine commandLine, Output output, Manifests manifests, int told) {
        this.out = commandLine.getOut();
        this.paint = new Paint(commandLine.getColorScheme().ansi());
        this.output = output;
        this.manifests = manifests;
        this.told = told;
    }

    void print(Plan plan) {
        switch (output) {
            case yaml -> out.print(ObjectList.yaml(plan, manifests));
            case json -> out.print(ObjectList.json(plan, manifests));
            case table, text -> print(plan, WIDTH, false);
            case wide -> print(plan, WIDE, true);
            case markdown, github -> throw new IllegalStateException(output + " is of a comparison");
        }
        out.flush();
    }

    private void print(Plan plan, int width, boolean wide) {
        List<String> leftOut = manifests.leftOut().stream().map(LeftOut::title).toList();
        paint.print(
                new Report(plan.inventory(), manifests.ignored(), leftOut, paint, Width.of(width), wide).lines(), out);
    }

    void print(Comparison comparison) {
        Change change = comparison.change();
        List<String> notes = comparison.notes();
        switch (output) {
            case yaml -> out.print(Data.yaml(comparison));
            case json -> out.print(Data.json(comparison));
            case markdown -> paint.print(new ChangeMarkdown(change, comparison.mistakes(), notes).lines(), out);
            case github -> paint.print(new ChangeGithub(change, notes, places(), told).lines(), out);
            case table, text, wide -> paint.print(new ChangeText(change, notes, paint, Width.of(WIDTH)).lines(), out);
        }
        out.flush();
    }

    /** Nothing was planned, for mistakes; where a comment on a pull request is to be written, it says so. */
    static void refused(CommandLine commandLine, List<Mistake> mistakes) {
        PrintWriter out = commandLine.getOut();
        ChangeMarkdown.refused(mistakes.stream().map(Mistake::toString).toList())
                .forEach(out::println);
        out.flush();
    }

    private Map<String, Place> places() {
        Map<String, Place> places = new HashMap<>();
        Stream.of(manifests.ours(), manifests.namespaces())
                .flatMap(List::stream)
                .forEach(manifest -> places.put(
                        Titles.of(manifest.object()),
                        Place.of(manifest.file(), manifest.tree().line())));
        return places;
    }
}
