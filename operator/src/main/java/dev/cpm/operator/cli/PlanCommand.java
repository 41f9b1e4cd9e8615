package dev.cpm.operator.cli;

import dev.cpm.operator.api.Titles;
import dev.cpm.operator.cli.admission.Admission;
import dev.cpm.operator.cli.admission.NamespaceCheck;
import dev.cpm.operator.cli.look.Access;
import dev.cpm.operator.cli.look.Live;
import dev.cpm.operator.cli.look.NamespaceConverter;
import dev.cpm.operator.cli.look.PageFile;
import dev.cpm.operator.cli.manifest.Manifest;
import dev.cpm.operator.cli.manifest.Manifests;
import dev.cpm.operator.cli.manifest.Manifests.LeftOut;
import dev.cpm.operator.cli.manifest.Mistake;
import dev.cpm.operator.cli.plan.Basis;
import dev.cpm.operator.cli.plan.Comparison;
import dev.cpm.operator.cli.plan.Given;
import dev.cpm.operator.cli.plan.Overlay;
import dev.cpm.operator.cli.plan.Plan;
import dev.cpm.operator.cli.plan.Planner;
import dev.cpm.operator.cli.report.Annotation;
import dev.cpm.operator.cli.report.RefusedException;
import dev.cpm.operator.page.About;
import dev.cpm.operator.placement.Shard;
import dev.cpm.operator.view.Change;
import dev.cpm.operator.view.Changes;
import dev.cpm.operator.view.Inventory;
import dev.cpm.operator.words.Plural;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
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
    private static final String DEFAULT_NAMESPACE = "default";

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
            description = "The same, as kubectl apply -R takes it: folders with all below. May be repeated.")
    private List<String> files = List.of();

    /** What kubectl apply takes besides; who tries it is told the way out. */
    @Option(
            names = {"-k", "--kustomize"},
            hidden = true)
    private String kustomization;

    @Option(
            names = "--against",
            paramLabel = "live|DIR|FILE",
            description = "Show what the manifests change: live, in the cluster; else beside other manifests, such as"
                    + " the main branch's, which are planned first; an empty folder has none. May be repeated for"
                    + " several folders.")
    private List<String> against = List.of();

    @Option(
            names = "--prune",
            description = "With --against: what the manifests do not have is deleted, be it all. Else it stays.")
    private boolean prune;

    @Option(
            names = "--check",
            paramLabel = "FILE",
            description =
                    "With --against: refuse if anything that the plan in FILE stood on has changed since, or if it was"
                            + " asked for something else (--prune). FILE is what the same command with -o json or -o yaml has"
                            + " printed.")
    private String check;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description =
                    "One of ${COMPLETION-CANDIDATES}. table and text are the same. yaml and json print the objects with their status; with"
                            + " --against the change, which markdown prints for a comment on a pull request, and github as"
                            + " annotations of a workflow. Default: ${DEFAULT-VALUE}.")
    private Output output;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            converter = NamespaceConverter.class,
            description = "Namespace of objects that name none. Default: with --against live that of the context, as"
                    + " kubectl apply has it; else default.")
    private String namespace;

    @Option(
            names = "--regions",
            paramLabel = "REGIONS",
            converter = RegionsConverter.class,
            description = "Show only what an operator with this option would answer; the statuses of all else count as"
                    + " they stand there.")
    private Shard regions;

    @Mixin
    private PageFile page;

    @Mixin
    private Access access;

    /** Sentences on what is compared. */
    private final List<String> notes = new ArrayList<>();

    /** The mistakes that were told. */
    private final List<Mistake> told = new ArrayList<>();

    /** How the answer is printed. */
    enum Output {
        table,
        text,
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
        List<String> names = names();
        requireSense(names);
        String itsNamespace = namespace != null || !live() ? namespace : access.namespace();
        Manifests manifests = prune
                ? Given.readAny(names, or(itsNamespace), true, this::tell, notes::add)
                : Given.read(names, or(itsNamespace), !against.isEmpty(), this::tell);
        manifests.leftOut().forEach(object -> notes.add(object.notice()));
        if (live() && manifests.asApplied()) {
            notes.add("What manifests have as status is left out, as an API server does it.");
        }
        if (regions != null) {
            EmptyRegions.told(regions, manifests).ifPresent(told -> {
                throw wrong("--regions: " + told);
            });
        }
        List<HasMetadata> stored = stored();
        if (live() && itsNamespace == null && manifests.ours().stream().anyMatch(Manifest::goesAnywhere)) {
            throw new RefusedException("The namespace of the context cannot be told: say -n which.");
        }
        // Whoever waits for the answer need not wait for this first: one takes about as long as the other.
        CompletableFuture<List<Mistake>> refused = CompletableFuture.supplyAsync(() -> refused(manifests, stored));
        boolean asWished = against.isEmpty() ? plan(manifests, refused) : compare(manifests, stored, refused);
        return !told.isEmpty() ? BAD_INPUT : asWished ? 0 : NOT_AS_WISHED;
    }

    /** Whether the manifests may be meant as all that there is: a file is a part, and most of a cluster is of others. */
    private boolean whole() {
        return !live() && names().stream().anyMatch(name -> name.equals("-") || Files.isDirectory(Path.of(name)));
    }

    private List<String> names() {
        return Stream.concat(paths.stream(), files.stream()).toList();
    }

    private boolean live() {
        return against.contains(LIVE);
    }

    private static String or(String namespace) {
        return namespace == null ? DEFAULT_NAMESPACE : namespace;
    }

    private void requireSense(List<String> names) {
        boolean live = live();
        if (kustomization != null) {
            throw wrong("plan reads files, no kustomizations. Try: kubectl kustomize DIR | " + spec.qualifiedName()
                    + " -f -");
        } else if (against.isEmpty() && (output == Output.markdown || output == Output.github)) {
            throw wrong("-o " + output + " shows a change: say --against what");
        } else if (against.isEmpty() && (prune || check != null)) {
            throw wrong((prune ? "--prune" : "--check") + " is about a comparison: say --against what");
        } else if (regions != null && !against.isEmpty()) {
            throw wrong("--regions shows a part, and --against compares the whole: leave one of them out");
        } else if (live && against.size() > 1) {
            throw wrong("--against live compares with the cluster alone: leave out the other --against");
        } else if (!live && !access.options().isEmpty()) {
            throw wrong(access.named()
                    + " is for a cluster, and only --against live looks at one: add that, or leave it out");
        } else if (names.isEmpty()) {
            throw wrong("Say what to plan: files, folders, or - for the standard input");
        }
    }

    private ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }

    /** What was there before; nothing where nothing is compared. */
    private List<HasMetadata> stored() {
        if (against.isEmpty()) {
            return List.of();
        }
        return live()
                ? Live.whole(access)
                : old(Given.readAny(against, or(namespace), false, this::tell, notes::add)
                        .objects());
    }

    /** What an API server would refuse. Manifests may go without their Namespaces, a cluster has all of them. */
    private List<Mistake> refused(Manifests manifests, List<HasMetadata> stored) {
        List<Mistake> refused = new ArrayList<>(Admission.mistakes(manifests, stored));
        if (live()) {
            refused.addAll(NamespaceCheck.mistakes(manifests, stored));
        }
        return refused;
    }

    /** Whether everything is Ready. */
    private boolean plan(Manifests manifests, CompletableFuture<List<Mistake>> refused) {
        Plan plan = planned(manifests.objects());
        refused.join().forEach(this::tell);
        notes.forEach(spec.commandLine().getErr()::println);
        spec.commandLine().getErr().flush();
        if (!page.instead()) {
            printing(manifests).print(plan);
        }
        page.write(plan.sound().inventory(), about());
        return plan.sound().ready();
    }

    /** Whether nothing gets worse. What nobody has answered yet is no consequence of the change, so it is planned, too. */
    private boolean compare(Manifests manifests, List<HasMetadata> stored, CompletableFuture<List<Mistake>> refused) {
        List<HasMetadata> there = planned(stored).sound().objects(stored);
        refused.join().forEach(this::tell);
        Basis basis = Basis.of(asked(), there, manifests.objects(), live() ? manifests.written() : Map.of());
        if (check != null) {
            SavedPlan.check(check, basis);
        }
        Plan plan = planned(Overlay.of(there, applied(there, manifests), manifests.written(), prune));
        Change change = Changes.of(Inventory.of(there), plan.inventory());
        if (!prune && whole()) {
            note(Overlay.missing(there, applied(there, manifests)));
        }
        if (!page.instead()) {
            printing(manifests).print(new Comparison(basis, change, notes));
        }
        page.write(plan.sound().inventory(), about().with(change));
        return !change.worse();
    }

    /** What is there of an object that is left out stays as it is, since nobody takes the manifest; it is not deleted. */
    private static List<HasMetadata> applied(List<HasMetadata> there, Manifests manifests) {
        Set<String> leftOut = manifests.leftOut().stream().map(LeftOut::title).collect(Collectors.toSet());
        return Stream.concat(
                        manifests.objects().stream(),
                        there.stream().filter(object -> leftOut.contains(Titles.of(object))))
                .toList();
    }

    /** What of the command makes another answer of the same objects. A namespace does not: it is in their names. */
    private Set<String> asked() {
        Set<String> asked = new HashSet<>();
        if (live()) {
            asked.add("--against " + LIVE);
        }
        if (prune) {
            asked.add("--prune");
        }
        return asked;
    }

    /** What the page says of itself: what is wrong in the manifests is not in their plan. */
    private About about() {
        About about = About.of(PageFile.PLANNED);
        for (String notice : Stream.concat(told.stream().map(Mistake::toString), notes.stream())
                .toList()) {
            about = about.noting(notice);
        }
        return about;
    }

    private void note(int missing) {
        if (missing > 0) {
            notes.add(Plural.is(missing, "object") + " there that these manifests do not have; "
                    + (missing == 1
                            ? "it stays (--prune shows its deletion)."
                            : "they stay (--prune shows their deletion)."));
        }
    }

    /** At once: what follows may take a while. Of more than GitHub shows, the others are in the log. */
    private void tell(Mistake mistake) {
        boolean annotated = output == Output.github && told.size() < Annotation.SHOWN;
        told.add(mistake);
        CommandLine commandLine = spec.commandLine();
        PrintWriter to = annotated && !page.instead() ? commandLine.getOut() : commandLine.getErr();
        to.println(annotated ? Annotation.of(mistake) : mistake);
        to.flush();
    }

    private Plan planned(List<HasMetadata> objects) {
        return planner.plan(objects, Instant.now(), regions == null ? Shard.ALL : regions);
    }

    private PlanPrinting printing(Manifests manifests) {
        return new PlanPrinting(spec.commandLine(), output, manifests, told.size());
    }

    /** What is compared with was there before: it is older than what the manifests add. */
    private static List<HasMetadata> old(List<HasMetadata> objects) {
        objects.stream()
                .map(HasMetadata::getMetadata)
                .filter(metadata -> metadata.getCreationTimestamp() == null)
                .forEach(metadata -> metadata.setCreationTimestamp(Instant.EPOCH.toString()));
        return objects;
    }
}
