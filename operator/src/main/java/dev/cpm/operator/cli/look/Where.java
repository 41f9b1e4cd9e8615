package dev.cpm.operator.cli.look;

import dev.cpm.operator.cli.manifest.ManifestReader;
import dev.cpm.operator.cli.manifest.Manifests;
import dev.cpm.operator.cli.manifest.Mistake;
import dev.cpm.operator.cli.manifest.Texts;
import dev.cpm.operator.cli.plan.Planner;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where a command looks: at a cluster, or at manifests. */
final class Where {
    private static final String DEFAULT_NAMESPACE = "default";

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
            description = "Namespace to look at. Default: all for map and lose, else that of the context.")
    private String namespace;

    @Mixin
    private Access access;

    /** Reads all that may concern anybody, of all namespaces, as far as the user may. */
    Seen everything() {
        return files.isEmpty() ? Live.everything(access) : manifests(true);
    }

    /** Reads the catalogue, and what is in the namespace that was named; where none was, in all. */
    Seen asNamed() {
        return read(namespace == null);
    }

    /**
     * Reads the catalogue, and what is in the namespace, or in all.
     *
     * @throws RefusedException where nothing at all can be read
     */
    Seen read(boolean allNamespaces) {
        if (!files.isEmpty()) {
            return manifests(allNamespaces);
        }
        Seen seen = allNamespaces ? Live.everything(access) : Live.of(access, namespace);
        if (!seen.anything()) {
            throw new RefusedException(String.join("\n", seen.unseen()));
        }
        return seen;
    }

    /** The namespace that was named; of manifests the usual one. Null where the context says which. */
    String namespace() {
        return namespace == null && !files.isEmpty() ? DEFAULT_NAMESPACE : namespace;
    }

    /** The options that make another command look at the same. */
    String options() {
        StringBuilder options = new StringBuilder();
        files.forEach(file -> options.append(" -f ").append(file));
        access.options().forEach(option -> options.append(' ').append(option));
        return options.toString();
    }

    private Seen manifests(boolean allNamespaces) {
        PrintWriter err = spec.commandLine().getErr();
        List<Mistake> mistakes = new ArrayList<>();
        Manifests manifests = ManifestReader.read(Texts.read(files, System.in, mistakes), namespace(), mistakes);
        if (mistakes.isEmpty() && manifests.ours().isEmpty()) {
            mistakes.add(new Mistake(String.join(" ", files), 0, "no object of cpm.dev in these manifests"));
        }
        if (!mistakes.isEmpty()) {
            throw new RefusedException(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
        }
        manifests.specMistakes().forEach(err::println);
        err.flush();
        List<HasMetadata> planned = new ArrayList<>(
                Planner.plan(manifests.objects(), Instant.now()).inventory().objects());
        manifests.objects().stream().filter(Namespace.class::isInstance).forEach(planned::add);
        planned.removeIf(object -> !allNamespaces
                && object.getMetadata().getNamespace() != null
                && !object.getMetadata().getNamespace().equals(namespace()));
        return new Seen(List.copyOf(planned), List.of(), true);
    }
}
