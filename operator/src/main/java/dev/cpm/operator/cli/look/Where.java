package dev.cpm.operator.cli.look;

import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Titles;
import dev.cpm.operator.cli.manifest.Manifests;
import dev.cpm.operator.cli.manifest.Manifests.LeftOut;
import dev.cpm.operator.cli.plan.Given;
import dev.cpm.operator.cli.plan.Planner;
import dev.cpm.operator.cli.report.Fold;
import dev.cpm.operator.cli.report.Paint;
import dev.cpm.operator.cli.report.RefusedException;
import dev.cpm.operator.cli.report.Width;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.model.Shard;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where a command looks: at a cluster, or at manifests. */
final class Where {
    private static final String DEFAULT_NAMESPACE = "default";
    private static final String STDIN = "-";
    private static final int TERMINAL = 80;

    /** Who says how placements are needs these; what else there is may be unknown. */
    private static final List<Class<? extends HasMetadata>> PLACEMENTS = List.of(Placement.class);

    /** Who says what all of them have needs these. */
    private static final List<Class<? extends HasMetadata>> BOTH = List.of(Placement.class, LoadBalancer.class);

    private static final String ELSEWHERE = "With -f it looks at manifests, and needs no cluster.";

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "DIR|FILE|-",
            description =
                    "Look at manifests instead of a cluster, as plan would answer them: files, whole folders, or -"
                            + " for the standard input. May be repeated.")
    private List<String> files = List.of();

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            converter = NamespaceConverter.class,
            description = "Namespace to look at; with -f, also that of objects that name none. Default: that of the"
                    + " context for status, else all.")
    private String namespace;

    @Option(
            names = {"-A", "--all-namespaces"},
            description = "Look at all namespaces, whichever -n names.")
    private boolean allNamespaces;

    @Mixin
    private AsKubectl asKubectl;

    @Mixin
    private Access access;

    /**
     * Reads all that may concern anybody, of all namespaces.
     *
     * @param shard the regions of the operator that answers manifests
     * @throws RefusedException where any of it cannot be read; {@code inPart} says what to do where only some may be
     */
    Seen everything(Shard shard, String inPart) {
        Seen seen = files.isEmpty() ? Live.everything(access, Live.ALL) : manifests(null, shard);
        if (!seen.unseen().isEmpty()) {
            throw seen.refusal(ELSEWHERE, inPart);
        }
        return seen;
    }

    /** Reads the catalogue, and what is in the namespace that was named; where none was, in all. */
    Seen asNamed() {
        return read(Live.STATUSES, BOTH, namespace(), namespace() == null);
    }

    /**
     * The same with the interconnects, for who can do without the placements: what zones say of their machines is enough.
     */
    Seen catalogue() {
        if (!files.isEmpty() || namespace() != null) {
            return read(Live.FIVE, BOTH, namespace(), namespace() == null);
        }
        Seen seen = Live.everything(access, Live.FIVE);
        if (!seen.anything()) {
            throw seen.refusal(ELSEWHERE, "");
        }
        return told(seen);
    }

    /**
     * Reads the catalogue, and what is in the namespace that was named; where none was, in that of the context, and all
     * that manifests have.
     */
    Seen inNamespace() {
        return read(Live.STATUSES, PLACEMENTS, namespace(), allNamespaces || namespace == null && ofFiles());
    }

    /** The same around a placement; of {@code namespace/name} that is in its namespace, but not of {@code placement/name}. */
    Seen around(String name) {
        String alone = TypedName.perhapsWithout(name, Placement.class);
        int slash = alone.indexOf('/');
        return slash < 0 ? inNamespace() : read(Live.STATUSES, PLACEMENTS, alone.substring(0, slash), false);
    }

    /** What could not be read is told; it throws {@link RefusedException} where that is any of the kinds that are needed. */
    private Seen read(
            List<Class<? extends HasMetadata>> kinds,
            List<Class<? extends HasMetadata>> needed,
            String of,
            boolean all) {
        if (!files.isEmpty()) {
            return manifests(all ? null : of);
        }
        Seen seen = all ? Live.everything(access, kinds) : Live.of(access, kinds, of);
        if (!seen.read().containsAll(needed)) {
            throw seen.refusal(ELSEWHERE, all ? "With -n it looks at one namespace only." : "");
        }
        return told(seen);
    }

    private Seen told(Seen seen) {
        PrintWriter err = spec.commandLine().getErr();
        Paint paint = new Paint(spec.commandLine().getColorScheme().ansi());
        seen.unseen().forEach(sentence -> paint.print(Fold.lines(sentence, Width.of(TERMINAL)), err));
        err.flush();
        return seen;
    }

    /** The namespace that was named; null where none was, or all are looked at. */
    String namespace() {
        return allNamespaces ? null : namespace;
    }

    /** Whether it looks at manifests. */
    boolean ofFiles() {
        return !files.isEmpty();
    }

    /** The namespace of the context; null where that cannot be told, or all are looked at. */
    String contextNamespace() {
        return files.isEmpty() && !allNamespaces ? access.namespace() : null;
    }

    /** Where a placement was looked for, in words; {@code everywhere}: in all namespaces where none was named. */
    String place(boolean everywhere) {
        if (namespace() != null) {
            return "in namespace " + namespace + (ofFiles() ? " of these manifests" : "");
        } else if (ofFiles()) {
            return "among these manifests";
        } else if (everywhere || allNamespaces) {
            return "in any namespace";
        }
        String context = contextNamespace();
        return context == null ? "in the namespace of the context" : "in namespace " + context;
    }

    /** Whether {@code -A} would look at more. */
    boolean narrow() {
        return !allNamespaces && (namespace != null || !ofFiles());
    }

    /** Whether another command can look at the same: the standard input has been read by now. */
    boolean repeatable() {
        return !files.contains(STDIN);
    }

    /**
     * The words that make another command look at the same placement of the same world: its name first. In a cluster a
     * namespace is where to look; for manifests it would be that of the objects that name none.
     */
    List<String> words(PlacementKey placement) {
        List<String> words = new ArrayList<>();
        if (ofFiles()) {
            words.add(placement.toString());
            words.addAll(words());
        } else {
            words.addAll(List.of(placement.name(), "-n", placement.namespace()));
            words.addAll(access.options());
        }
        return words;
    }

    /** The words that make kubectl look at a placement of a cluster, of which somebody typed this name. */
    String forKubectl(String typed) {
        String alone = TypedName.perhapsWithout(typed, Placement.class);
        int slash = alone.indexOf('/');
        List<String> words = new ArrayList<>(List.of(alone.substring(slash + 1)));
        if (slash > 0 || namespace() != null) {
            words.addAll(List.of("-n", slash > 0 ? alone.substring(0, slash) : namespace()));
        }
        words.addAll(access.options());
        return Shell.words(words);
    }

    /** The words that make another command look at the same world. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        if (ofFiles() ? namespace != null : namespace() != null) {
            words.addAll(List.of("-n", namespace));
        }
        if (ofFiles() && namespace != null && allNamespaces) {
            words.add("-A");
        }
        files.forEach(file -> words.addAll(List.of("-f", file)));
        words.addAll(access.options());
        return words;
    }

    /** The words that make kubectl look at the same cluster. */
    List<String> cluster() {
        return access.options();
    }

    /** The same for the end of a command. */
    String access() {
        return access.suffix();
    }

    private Seen manifests(String of) {
        return manifests(of, Shard.ALL);
    }

    /** Of one namespace, or of all: null. */
    private Seen manifests(String of, Shard shard) {
        if (!access.options().isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    access.named() + " is for a cluster, and with -f none is looked at: leave one of them out");
        }
        PrintWriter err = spec.commandLine().getErr();
        Manifests manifests = Given.read(files, namespace == null ? DEFAULT_NAMESPACE : namespace, err::println);
        manifests.specMistakes().forEach(err::println);
        err.flush();
        List<HasMetadata> planned =
                Planner.plan(manifests.objects(), Instant.now(), shard).sound().objects(manifests.objects());
        if (!shard.all()) { // What another operator answers is as it stands in the manifests.
            Set<String> answered = planned.stream().map(Titles::of).collect(Collectors.toSet());
            manifests.objects().stream()
                    .filter(object -> !answered.contains(Titles.of(object)))
                    .forEach(planned::add);
        }
        planned.removeIf(object -> of != null
                && object.getMetadata().getNamespace() != null
                && !object.getMetadata().getNamespace().equals(of));
        return new Seen(
                List.copyOf(planned),
                List.of(),
                Set.copyOf(Live.ALL),
                Stream.concat(
                                manifests.leftOut().stream().map(LeftOut::title),
                                manifests.ours().stream()
                                        .filter(manifest ->
                                                !manifest.specErrors().isEmpty())
                                        .map(manifest -> Titles.of(manifest.object())))
                        .toList());
    }
}
