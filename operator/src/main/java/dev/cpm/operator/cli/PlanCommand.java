package dev.cpm.operator.cli;

import dev.cpm.operator.api.Bounds;
import dev.cpm.operator.cli.manifest.ManifestReader;
import dev.cpm.operator.cli.manifest.Manifests;
import dev.cpm.operator.cli.manifest.Mistake;
import dev.cpm.operator.cli.manifest.Texts;
import dev.cpm.operator.cli.report.Paint;
import dev.cpm.operator.cli.report.Report;
import dev.cpm.operator.placement.Shard;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plan}: the operator's answer to manifests, without a cluster. */
@Command(
        name = "plan",
        description = "Shows where the operator would place the machines of some manifests, without a cluster, and"
                + " which topology rules they break. Statuses in the manifests count as present state.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything is Ready",
            "1:something is not",
            "2:the input is wrong, or the operator failed by a defect of its own"
        })
final class PlanCommand implements Callable<Integer> {
    private static final int NOT_READY = 1;
    private static final int BAD_INPUT = 2;
    private static final int DEFECT = 2;
    private static final int MIN_WIDTH = 60;
    private static final int WIDTH = 100;
    private static final int MAX_WIDTH = 120;

    /** How an answer is found. */
    interface Planning {
        Plan plan(List<HasMetadata> objects, Instant now, Shard shard);
    }

    private final Planning planner;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "DIR|FILE|-",
            description = "Manifests in YAML or JSON: files, whole folders, or - for the standard input. The catalogue"
                    + " of regions and zones (deploy/catalog) belongs among them.")
    private List<String> paths;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "One of ${COMPLETION-CANDIDATES}. yaml and json print the objects with their status."
                    + " Default: ${DEFAULT-VALUE}.")
    private Output output;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            defaultValue = "default",
            description = "Namespace of objects that name none. Default: ${DEFAULT-VALUE}.")
    private String namespace;

    @Option(
            names = "--regions",
            paramLabel = "REGIONS",
            converter = RegionsConverter.class,
            description = "Show only what an operator with this option would answer; the statuses of all else count as"
                    + " they stand there.")
    private Shard regions;

    /** How the answer is printed. */
    enum Output {
        table,
        wide,
        yaml,
        json
    }

    PlanCommand() {
        this(Planner::plan);
    }

    PlanCommand(Planning planner) {
        this.planner = planner;
    }

    @Override
    public Integer call() {
        if (!namespace.matches(Bounds.DNS_LABEL) || namespace.length() > Bounds.LABEL) {
            throw new ParameterException(spec.commandLine(), "--namespace: '" + namespace + "' is no namespace's name");
        }
        PrintWriter err = spec.commandLine().getErr();
        List<Mistake> mistakes = new ArrayList<>();
        Manifests manifests = ManifestReader.read(Texts.read(paths, System.in, mistakes), namespace, mistakes);
        if (mistakes.isEmpty() && manifests.ours().isEmpty()) {
            mistakes.add(new Mistake(String.join(" ", paths), 0, "no object of cpm.dev in these manifests"));
        }
        if (!mistakes.isEmpty()) {
            mistakes.forEach(err::println);
            err.println(
                    mistakes.size() == 1
                            ? "1 mistake; nothing was planned."
                            : mistakes.size() + " mistakes; nothing was planned.");
            return BAD_INPUT;
        }
        List<Mistake> wrongSpecs = manifests.specMistakes();
        wrongSpecs.forEach(err::println);
        err.flush();
        Plan plan = planner.plan(manifests.objects(), Instant.now(), regions == null ? Shard.ALL : regions);
        print(plan, manifests);
        plan.defects().forEach((object, defect) -> {
            err.println("The operator failed at " + object + ", by a defect of its own. Please report it:");
            defect.printStackTrace(err);
        });
        err.flush();
        if (!plan.defects().isEmpty()) {
            return DEFECT;
        }
        return !wrongSpecs.isEmpty() ? BAD_INPUT : plan.ready() ? 0 : NOT_READY;
    }

    private void print(Plan plan, Manifests manifests) {
        PrintWriter out = spec.commandLine().getOut();
        switch (output) {
            case yaml -> out.print(ObjectList.yaml(plan, manifests));
            case json -> out.print(ObjectList.json(plan, manifests));
            case table, wide -> {
                Paint paint = new Paint(spec.commandLine().getColorScheme().ansi());
                new Report(plan, manifests.ignored(), paint, width(), output == Output.wide)
                        .lines()
                        .forEach(out::println);
            }
        }
        out.flush();
    }

    /** The terminal's width where the shell tells it. */
    private int width() {
        String columns = System.getenv("COLUMNS");
        int usual = output == Output.wide ? MAX_WIDTH : WIDTH;
        int width = columns != null && columns.matches("[0-9]{1,4}") ? Integer.parseInt(columns) : usual;
        return Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, width));
    }
}
