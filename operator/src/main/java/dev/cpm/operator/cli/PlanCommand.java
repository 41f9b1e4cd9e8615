package dev.cpm.operator.cli;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Titles;
import dev.cpm.operator.cli.PlanOptions.Output;
import dev.cpm.operator.cli.admission.Admission;
import dev.cpm.operator.cli.admission.NamespaceCheck;
import dev.cpm.operator.cli.look.Live;
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
import dev.cpm.operator.placement.model.Shard;
import dev.cpm.operator.view.Change;
import dev.cpm.operator.view.Changes;
import dev.cpm.operator.view.Inventory;
import dev.cpm.operator.view.NamespaceChanges;
import dev.cpm.operator.words.Names;
import dev.cpm.operator.words.Plural;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
            "1:something is not Ready; with --against: something gets worse",
            "2:the input is wrong, --check found a change, or the operator failed by a defect of its own"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ${COMMAND-FULL-NAME} deploy/catalog web.yaml",
            "  ${COMMAND-FULL-NAME} -f web.yaml --against live",
            "  ${COMMAND-FULL-NAME} new --against old --prune -o markdown"
        })
final class PlanCommand implements Callable<Integer> {
    private static final int NOT_AS_WISHED = 1;
    private static final int BAD_INPUT = 2;

    /** So many objects that have mistakes are noted one by one. */
    private static final int LISTED = 10;

    /** How an answer is found. */
    interface Planning {
        Plan plan(List<HasMetadata> objects, Instant now, Shard shard);
    }

    private final Planning planner;

    @Spec
    private CommandSpec spec;

    @Mixin
    private PlanOptions asked;

    @Mixin
    private PageFile page;

    /** Sentences on what is compared. */
    private final List<String> notes = new ArrayList<>();

    /** Whether the answer is printed. */
    private boolean printed;

    /** The mistakes that were told. */
    private final List<Mistake> told = new ArrayList<>();

    PlanCommand() {
        this(Planner::plan);
    }

    PlanCommand(Planning planner) {
        this.planner = planner;
    }

    @Override
    public Integer call() {
        try {
            return answer();
        } catch (RefusedException e) {
            if (asked.output() == Output.markdown && !printed && !told.isEmpty() && !page.instead()) {
                PlanPrinting.refused(spec.commandLine(), told); // The comment that was there is of a former version.
            }
            throw e;
        }
    }

    private int answer() {
        asked.requireSense();
        String namespace = asked.namespace() != null || !asked.live()
                ? asked.namespace()
                : asked.access().namespace();
        Manifests manifests = asked.prune()
                ? Given.readAny(asked.names(), PlanOptions.or(namespace), this::tell, notes::add)
                : Given.read(asked.names(), PlanOptions.or(namespace), asked.compares(), this::tell);
        noteEach(manifests.leftOut(), LeftOut::notice, " objects are not planned, since they have mistakes: ");
        if (asked.live() ? manifests.asApplied() : asked.compares() && manifests.withoutStatuses()) {
            notes.add("What manifests have as status is left out, as an API server does it.");
        }
        List<String> ofOneVersion = asked.compares() ? manifests.ofOneVersion() : List.of();
        if (!ofOneVersion.isEmpty()) {
            notes.add("Take what a cluster sets (metadata.resourceVersion, metadata.uid) out of "
                    + Names.list(ofOneVersion)
                    + ": with that, an API server refuses the manifest once the object has changed.");
        }
        if (asked.regions() != null) {
            EmptyRegions.told(asked.regions(), manifests).ifPresent(empty -> {
                throw asked.wrong("--regions: " + empty);
            });
        }
        List<HasMetadata> stored = stored(manifests);
        if (asked.live() && namespace == null && manifests.ours().stream().anyMatch(Manifest::goesAnywhere)) {
            throw new RefusedException("The namespace of the context cannot be told: say -n which.");
        }
        // Whoever waits for the answer need not wait for this first: one takes about as long as the other.
        CompletableFuture<List<Mistake>> refused = CompletableFuture.supplyAsync(() -> refused(manifests, stored));
        boolean asWished = asked.compares() ? compare(manifests, stored, refused) : plan(manifests, refused);
        return !told.isEmpty() ? BAD_INPUT : asWished ? 0 : NOT_AS_WISHED;
    }

    /** What was there before; nothing where nothing is compared. */
    private List<HasMetadata> stored(Manifests manifests) {
        if (!asked.compares()) {
            return List.of();
        }
        if (asked.live()) {
            return Live.whole(asked.access());
        }
        List<LeftOut> mended = new ArrayList<>();
        Manifests there = Given.readThere(
                asked.against(),
                PlanOptions.or(asked.namespace()),
                replaced(manifests),
                mended::add,
                this::tellOfBase,
                notes::add);
        noteEach(
                mended,
                LeftOut::replacedNotice,
                " objects are compared as if they were new, since what was there has mistakes: ");
        return old(there.objects());
    }

    /** Placements alone, of which another one is there afterwards: what depends on a catalogue would seem to change with it. */
    private static Predicate<String> replaced(Manifests manifests) {
        Set<String> titles = manifests.ours().stream()
                .filter(manifest -> manifest.object() instanceof Placement)
                .map(Manifest::title)
                .collect(Collectors.toSet());
        return titles::contains;
    }

    /** What an API server would refuse. Manifests may go without their Namespaces, a cluster has all of them. */
    private List<Mistake> refused(Manifests manifests, List<HasMetadata> stored) {
        List<Mistake> refused = new ArrayList<>(Admission.mistakes(manifests, stored));
        if (asked.live()) {
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
        Basis basis =
                Basis.of(asked.decisive(), there, manifests.objects(), asked.live() ? manifests.written() : Map.of());
        if (asked.check() != null) {
            SavedPlan.check(asked.check(), basis);
        }
        List<HasMetadata> after = Overlay.of(there, applied(there, manifests), manifests.written(), asked.prune());
        Plan plan = planned(after);
        Change change = Changes.of(Inventory.of(there), plan.inventory()).including(NamespaceChanges.of(there, after));
        noteMissing(Overlay.missing(there, applied(there, manifests)));
        if (!page.instead()) {
            printed = true;
            printing(manifests)
                    .print(new Comparison(
                            basis, change, told.stream().map(Mistake::toString).toList(), notes));
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

    private void noteEach(List<LeftOut> leftOut, Function<LeftOut, String> notice, String together) {
        if (leftOut.size() <= LISTED) {
            leftOut.forEach(object -> notes.add(notice.apply(object)));
        } else {
            notes.add(leftOut.size() + together
                    + Names.list(leftOut.stream().map(LeftOut::title).toList()) + ".");
        }
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

    private void noteMissing(List<HasMetadata> missing) {
        if (!asked.prune()) {
            long count = missing.stream()
                    .filter(object -> !(object instanceof Namespace))
                    .count();
            if (count > 0 && asked.whole()) {
                notes.add(Plural.is(count, "object") + " there that these manifests do not have; "
                        + (count == 1
                                ? "it stays (--prune shows its deletion)."
                                : "they stay (--prune shows their deletion)."));
            }
            return;
        }
        List<String> kept =
                missing.stream().filter(Overlay::isKept).map(Titles::of).toList();
        if (!kept.isEmpty()) {
            notes.add("Annotated to be kept, and so not deleted: " + Names.list(kept) + ".");
        }
        List<String> namespaces = missing.stream()
                .filter(object -> object instanceof Namespace && !Overlay.isKept(object))
                .map(object -> object.getMetadata().getName())
                .toList();
        if (!namespaces.isEmpty()) {
            notes.add("These manifests no longer have "
                    + (namespaces.size() == 1 ? "Namespace " : "the Namespaces ") + Names.list(namespaces)
                    + ": who prunes that deletes all that is in it, also what is planned here.");
        }
    }

    /** At once: what follows may take a while. Of more than GitHub shows, the others are in the log. */
    private void tell(Mistake mistake) {
        boolean annotated = asked.output() == Output.github && told.size() < Annotation.SHOWN;
        told.add(mistake);
        CommandLine commandLine = spec.commandLine();
        PrintWriter to = annotated && !page.instead() ? commandLine.getOut() : commandLine.getErr();
        to.println(annotated ? Annotation.of(mistake) : mistake);
        to.flush();
    }

    /** What is compared with is no file of the change, which could be annotated. */
    private void tellOfBase(Mistake mistake) {
        told.add(mistake);
        spec.commandLine().getErr().println(mistake);
        spec.commandLine().getErr().flush();
    }

    private Plan planned(List<HasMetadata> objects) {
        return planner.plan(objects, Instant.now(), asked.regions() == null ? Shard.ALL : asked.regions());
    }

    private PlanPrinting printing(Manifests manifests) {
        return new PlanPrinting(spec.commandLine(), asked.output(), manifests, told.size());
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
