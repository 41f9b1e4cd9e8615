package dev.cpm.operator.cli.look;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What kubectl takes beside {@code -f}: who has it in his fingers is not told that there is no such thing. */
public final class AsKubectl {
    @Spec(Target.MIXEE)
    private CommandSpec spec;

    /** Whether it is given or not, folders are read with all that is below them. */
    @Option(
            names = {"-R", "--recursive"},
            hidden = true)
    private boolean recursive;

    @Option(
            names = {"-k", "--kustomize"},
            hidden = true)
    private void kustomization(String folder) {
        CommandSpec command = spec.commandLine().getCommandSpec();
        throw new ParameterException(
                spec.commandLine(),
                command.name() + " reads files, no kustomizations. Try the same with -f - instead: kubectl kustomize "
                        + Shell.words(List.of(folder)) + " | " + command.qualifiedName() + " … -f -");
    }
}
