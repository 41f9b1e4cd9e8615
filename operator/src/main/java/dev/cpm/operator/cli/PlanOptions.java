package dev.cpm.operator.cli;

import dev.cpm.operator.cli.look.Access;
import dev.cpm.operator.cli.look.AsKubectl;
import dev.cpm.operator.cli.look.NamespaceConverter;
import dev.cpm.operator.cli.look.RegionsConverter;
import dev.cpm.operator.cli.manifest.Texts;
import dev.cpm.operator.placement.model.Shard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What is to be planned, and beside what. */
final class PlanOptions {
    private static final String LIVE = "live";
    private static final String DEFAULT_NAMESPACE = "default";

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

    @Spec(Target.MIXEE)
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

    @Mixin
    private AsKubectl asKubectl;

    @Option(
            names = "--against",
            paramLabel = "live|DIR|FILE",
            description = "Show what the manifests change: live, in the cluster; else beside other manifests, such as"
                    + " the main branch's, which are planned first; an empty folder has none. May be repeated for"
                    + " several folders.")
    private List<String> against = List.of();

    @Option(
            names = "--prune",
            description =
                    "With --against: show what the manifests do not have as deleted, even if that is all of it. Else"
                            + " it stays.")
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
    private Access access;

    /** Whether the manifests may be meant as all that there is: a file is a part, and most of a cluster is of others. */
    boolean whole() {
        return !live()
                && names().stream().anyMatch(name -> name.equals(Texts.DASH) || Files.isDirectory(Path.of(name)));
    }

    /** Files and folders, or - for the standard input. */
    List<String> names() {
        return Stream.concat(paths.stream(), files.stream()).toList();
    }

    /** Whether it is a cluster that they are compared with. */
    boolean live() {
        return against.contains(LIVE);
    }

    /** Whether anything is compared. */
    boolean compares() {
        return !against.isEmpty();
    }

    List<String> against() {
        return against;
    }

    boolean prune() {
        return prune;
    }

    /** The file with the plan that has to be as it was; null where none has to be. */
    String check() {
        return check;
    }

    Output output() {
        return output;
    }

    /** The namespace that was named; null where none was. */
    String namespace() {
        return namespace;
    }

    /** The namespace of objects that name none, unless that of the context is known. */
    static String or(String namespace) {
        return namespace == null ? DEFAULT_NAMESPACE : namespace;
    }

    /** The regions of the operator that is to answer; null where it has all. */
    Shard regions() {
        return regions;
    }

    Access access() {
        return access;
    }

    /** Throws a {@link ParameterException} where they make no sense together. */
    void requireSense() {
        boolean live = live();
        if (against.isEmpty() && (output == Output.markdown || output == Output.github)) {
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
        } else if (names().contains(Texts.DASH) && against.contains(Texts.DASH)) {
            throw wrong("- is the standard input, which can be read once: give what is planned or what --against names"
                    + " as a file");
        } else if (names().isEmpty()) {
            throw wrong("Say what to plan: files, folders, or - for the standard input");
        }
    }

    ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }

    /** The options that change the answer for the same objects. Not the namespace: it is part of the objects' names. */
    Set<String> decisive() {
        Set<String> asked = new HashSet<>();
        if (live()) {
            asked.add("--against " + LIVE);
        }
        if (prune) {
            asked.add("--prune");
        }
        return asked;
    }
}
