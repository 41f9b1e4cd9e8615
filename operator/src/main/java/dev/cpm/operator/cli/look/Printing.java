package dev.cpm.operator.cli.look;

import dev.cpm.operator.cli.report.Data;
import dev.cpm.operator.cli.report.Paint;
import dev.cpm.operator.cli.report.Width;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.BiFunction;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How a command prints: text for people, or the same as data. */
final class Printing {
    private static final int TERMINAL = 80;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Format format;

    /** What to print. */
    enum Format {
        text,
        yaml,
        json
    }

    /** Prints {@code data}, or the text of it. */
    void print(Object data, BiFunction<Paint, Integer, List<String>> text) {
        PrintWriter out = spec.commandLine().getOut();
        int width = Width.of(TERMINAL);
        switch (format) {
            case json -> out.print(Data.json(data));
            case yaml -> out.print(Data.yaml(data));
            case text -> {
                Paint paint = new Paint(spec.commandLine().getColorScheme().ansi());
                paint.print(text.apply(paint, width), out);
            }
        }
        out.flush();
    }
}
