package dev.cpm.operator.cli;

import dev.cpm.operator.api.Bounds;
import dev.cpm.operator.api.Titles;
import dev.cpm.operator.cli.look.Access;
import dev.cpm.operator.cli.look.Live;
import dev.cpm.operator.cli.look.RefusedException;
import dev.cpm.operator.cli.manifest.ManifestReader;
import dev.cpm.operator.cli.manifest.Manifests;
import dev.cpm.operator.cli.manifest.Mistake;
import dev.cpm.operator.cli.manifest.Texts;
import dev.cpm.operator.cli.plan.Basis;
import dev.cpm.operator.cli.plan.Comparison;
import dev.cpm.operator.cli.plan.Overlay;
import dev.cpm.operator.cli.plan.Plan;
import dev.cpm.operator.cli.plan.Planner;
import dev.cpm.operator.cli.report.ChangeGithub;
import dev.cpm.operator.cli.report.ChangeGithub.Place;
import dev.cpm.operator.cli.report.ChangeMarkdown;
import dev.cpm.operator.cli.report.ChangeText;
import dev.cpm.operator.cli.report.Data;
import dev.cpm.operator.cli.report.Paint;
import dev.cpm.operator.cli.report.Report;
import dev.cpm.operator.cli.report.Width;
import dev.cpm.operator.placement.Shard;
import dev.cpm.operator.view.Change;
import dev.cpm.operator.view.Changes;
import dev.cpm.operator.view.Inventory;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
            "0:everything is Ready; with --against: nothing gets worse",
            "1:something is not; something does",
            "2:the input is wrong, or the operator failed by a defect of its own"
        })
final class PlanCommand implements Callable<Integer> {
    private static final int NOT_AS_WISHED = 1;
    private static final int BAD_INPUT = 2;
    private static final String LIVE = "live";
    private static final int WIDTH = 100;
    private static final int WIDE = 120;

    /** How an answer is found. */
    interface Planning {
        Plan plan(List<HasMetadata> objects, Instant now, Shard shard);
    }

    private final Planning planner;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "DIR|FILE|-",
            description = "Manifests in YAML or JSON: files, whole folders, or - for the standard input. The catalogue"
                    + " of regions and zones (deploy/catalog) belongs among them.")
    private List<String> paths = List.of();

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "DIR|FILE|-",
            description = "The same, as kubectl apply takes it. May be repeated.")
    private List<String> files = List.of();

    @Option(
            names = "--against",
            paramLabel = "live|DIR|FILE",
            description = "Show what the manifests change: live, in the cluster; else beside other manifests, such as"
                    + " the main branch's, which are planned first. May be repeated for several folders.")
    private List<String> against = List.of();

    @Option(
            names = "--prune",
            description = "With --against: what the manifests do not have is deleted. Else it stays.")
    private boolean prune;

    @Option(
            names = "--check",
            paramLabel = "FILE",
            description = "With --against: refuse if anything that the plan in FILE stood on has changed since. FILE is"
                    + " what the same command with -o json or -o yaml has printed.")
    private String check;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "One of ${COMPLETION-CANDIDATES}. yaml and json print the objects with their status; with"
                    + " --against the change, which markdown prints for a comment on a pull request, and github as"
                    + " annotations of a workflow. Default: ${DEFAULT-VALUE}.")
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

    @Mixin
    private Access access;

    /** How the answer is printed. */
    enum Output {
        table,
        wide,
        yaml,
        json,
        markdown,
        github
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
        if (against.isEmpty() && (output == Output.markdown || output == Output.github)) {
            throw new ParameterException(spec.commandLine(), "-o " + output + " shows a change: say --against what");
        }
        if (regions != null && !against.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--regions shows a part, and --against compares the whole: leave one of them out");
        }
        if ((prune || check != null) && against.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), (prune ? "--prune" : "--check") + " is about a comparison: say --against what");
        }
        PrintWriter err = spec.commandLine().getErr();
        Manifests manifests = read(Stream.concat(paths.stream(), files.stream()).toList());
        List<Mistake> wrongSpecs = manifests.specMistakes();
        wrongSpecs.forEach(err::println);
        err.flush();
        boolean asWished = against.isEmpty() ? plan(manifests) : compare(manifests);
        return !wrongSpecs.isEmpty() ? BAD_INPUT : asWished ? 0 : NOT_AS_WISHED;
    }

    /** Whether everything is Ready. */
    private boolean plan(Manifests manifests) {
        Plan plan = planner.plan(manifests.objects(), Instant.now(), shard());
        print(plan, manifests);
        failed(plan);
        return plan.ready();
    }

    /** Whether nothing gets worse. */
    private boolean compare(Manifests manifests) {
        boolean live = against.equals(List.of(LIVE));
        List<HasMetadata> there =
                planned(live ? Live.whole(access) : old(read(against).objects()));
        Basis basis = Basis.of(there, manifests.objects());
        if (check != null) {
            SavedPlan.check(check, basis);
        }
        Plan plan = planner.plan(Overlay.of(there, manifests.objects(), prune), Instant.now(), shard());
        Change change = Changes.of(Inventory.of(there), plan.inventory());
        print(new Comparison(basis, change), manifests);
        failed(plan);
        return !change.worse();
    }

    /** As it stands once all of it is answered: what nobody has answered yet is no consequence of the change. */
    private List<HasMetadata> planned(List<HasMetadata> objects) {
        Plan plan = planner.plan(objects, Instant.now(), shard());
        failed(plan);
        List<HasMetadata> planned = new ArrayList<>(plan.inventory().objects());
        objects.stream().filter(Namespace.class::isInstance).forEach(planned::add);
        return planned;
    }

    /** What is compared with was there before: it is older than what the manifests add. */
    private static List<HasMetadata> old(List<HasMetadata> objects) {
        objects.stream()
                .map(HasMetadata::getMetadata)
                .filter(metadata -> metadata.getCreationTimestamp() == null)
                .forEach(metadata -> metadata.setCreationTimestamp(Instant.EPOCH.toString()));
        return objects;
    }

    private Shard shard() {
        return regions == null ? Shard.ALL : regions;
    }

    /** Throws {@link RefusedException} where anything is wrong with them but a spec. */
    private Manifests read(List<String> names) {
        if (names.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "Say what to plan: files, folders, or - for the standard input");
        }
        List<Mistake> mistakes = new ArrayList<>();
        Manifests manifests = ManifestReader.read(Texts.read(names, System.in, mistakes), namespace, mistakes);
        if (mistakes.isEmpty() && manifests.ours().isEmpty()) {
            mistakes.add(new Mistake(String.join(" ", names), 0, "no object of cpm.dev in these manifests"));
        }
        if (!mistakes.isEmpty()) {
            throw new RefusedException(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")) + "\n"
                    + (mistakes.size() == 1 ? "1 mistake" : mistakes.size() + " mistakes")
                    + "; nothing was planned.");
        }
        return manifests;
    }

    /** A defect of the operator is told with all that is needed to report it, after what could be planned. */
    private void failed(Plan plan) {
        if (plan.defects().isEmpty()) {
            return;
        }
        StringWriter told = new StringWriter();
        PrintWriter lines = new PrintWriter(told);
        plan.defects().forEach((object, defect) -> {
            lines.println("The operator failed at " + object + ", by a defect of its own. Please report it:");
            defect.printStackTrace(lines);
        });
        lines.flush();
        throw new RefusedException(told.toString().stripTrailing());
    }

    private void print(Comparison comparison, Manifests manifests) {
        Change change = comparison.change();
        PrintWriter out = spec.commandLine().getOut();
        switch (output) {
            case yaml -> out.print(Data.yaml(comparison));
            case json -> out.print(Data.json(comparison));
            case markdown -> new ChangeMarkdown(change).lines().forEach(out::println);
            case github -> new ChangeGithub(change, places(manifests)).lines().forEach(out::println);
            case table, wide ->
                new ChangeText(change, paint(), Width.of(WIDTH)).lines().forEach(out::println);
        }
        out.flush();
    }

    private static Map<String, Place> places(Manifests manifests) {
        Map<String, Place> places = new HashMap<>();
        manifests
                .ours()
                .forEach(manifest -> places.put(
                        Titles.of(manifest.object()),
                        new Place(manifest.file(), manifest.tree().line())));
        return places;
    }

    private Paint paint() {
        return new Paint(spec.commandLine().getColorScheme().ansi());
    }

    private void print(Plan plan, Manifests manifests) {
        PrintWriter out = spec.commandLine().getOut();
        switch (output) {
            case yaml -> out.print(ObjectList.yaml(plan, manifests));
            case json -> out.print(ObjectList.json(plan, manifests));
            case markdown, github -> throw new IllegalStateException("refused above");
            case table, wide -> {
                boolean wide = output == Output.wide;
                new Report(plan.inventory(), manifests.ignored(), paint(), Width.of(wide ? WIDE : WIDTH), wide)
                        .lines()
                        .forEach(out::println);
            }
        }
        out.flush();
    }
}
