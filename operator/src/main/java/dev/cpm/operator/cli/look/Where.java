package dev.cpm.operator.cli.look;

import dev.cpm.operator.cli.manifest.Manifests;
import dev.cpm.operator.cli.plan.Given;
import dev.cpm.operator.cli.plan.Planner;
import dev.cpm.operator.cli.report.Fold;
import dev.cpm.operator.cli.report.Paint;
import dev.cpm.operator.cli.report.RefusedException;
import dev.cpm.operator.cli.report.Width;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where a command looks: at a cluster, or at manifests. */
final class Where {
    private static final String DEFAULT_NAMESPACE = "default";
    private static final int TERMINAL = 80;
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
            description = "Namespace to look at. Default: all for map and lose, and for manifests; else that of the"
                    + " context.")
    private String namespace;

    @Mixin
    private Access access;

    /**
     * Reads all that may concern anybody, of all namespaces.
     *
     * @throws RefusedException where any of it cannot be read; {@code inPart} says what to do where only some may be
     */
    Seen everything(String inPart) {
        Seen seen = files.isEmpty() ? Live.everything(access) : manifests(null);
        if (!seen.unseen().isEmpty()) {
            throw seen.refusal(ELSEWHERE, inPart);
        }
        return seen;
    }

    /** Reads the catalogue, and what is in the namespace that was named; where none was, in all. */
    Seen asNamed() {
        return read(namespace, namespace == null);
    }

    /** The same for who can do without the placements: what zones say of their machines is enough. */
    Seen catalogue() {
        if (!files.isEmpty() || namespace != null) {
            return asNamed();
        }
        Seen seen = Live.everything(access);
        if (!seen.anything()) {
            throw seen.refusal(ELSEWHERE, "");
        }
        return told(seen);
    }

    /** Reads the catalogue, and what is in the namespace that was named; where none was, in that of the context. */
    Seen inNamespace(boolean all) {
        return read(namespace, all);
    }

    /** Reads the catalogue, and what is in a namespace: that of {@code namespace/name}, or the one that was named. */
    Seen around(String name) {
        int slash = name.indexOf('/');
        String of = slash < 0 ? namespace : name.substring(0, slash);
        return read(of, of == null && ofFiles());
    }

    /** What could not be read is told; it throws {@link RefusedException} where that is everything, or all Placements. */
    private Seen read(String of, boolean all) {
        if (!files.isEmpty()) {
            return manifests(all ? null : of);
        }
        Seen seen = all ? Live.everything(access) : Live.of(access, of);
        if (!seen.placements()) {
            throw seen.refusal(ELSEWHERE, all && seen.forbidden() ? "With -n it looks at one namespace only." : "");
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

    /** The namespace that was named; null where none was. */
    String namespace() {
        return namespace;
    }

    /** Whether it looks at manifests. */
    boolean ofFiles() {
        return !files.isEmpty();
    }

    /** The namespace of the context; null where that cannot be told. */
    String contextNamespace() {
        return files.isEmpty() ? access.namespace() : null;
    }

    /** The options that make another command look at the same. */
    String options() {
        StringBuilder options = new StringBuilder();
        files.forEach(file -> options.append(" -f ").append(file));
        access.options().forEach(option -> options.append(' ').append(option));
        return options.toString();
    }

    /** Of one namespace, or of all: null. */
    private Seen manifests(String of) {
        PrintWriter err = spec.commandLine().getErr();
        Manifests manifests = Given.read(files, namespace == null ? DEFAULT_NAMESPACE : namespace, err::println);
        manifests.specMistakes().forEach(err::println);
        err.flush();
        List<HasMetadata> planned =
                Planner.plan(manifests.objects(), Instant.now()).sound().objects(manifests.objects());
        planned.removeIf(object -> of != null
                && object.getMetadata().getNamespace() != null
                && !object.getMetadata().getNamespace().equals(of));
        return new Seen(List.copyOf(planned), List.of(), true, true);
    }
}
