package dev.cpm.operator.cli;

import dev.cpm.operator.cli.look.CheckCommand;
import dev.cpm.operator.cli.look.ExplainCommand;
import dev.cpm.operator.cli.look.LoseCommand;
import dev.cpm.operator.cli.look.MapCommand;
import dev.cpm.operator.cli.look.StatusCommand;
import dev.cpm.operator.cli.look.WhyCommand;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The plugin {@code kubectl cpm}: what there is for people to look at. A program of its own, so that it starts without
 * the operator's classes.
 */
@Command(
        name = "kubectl cpm",
        description = "Says where the machines of Placements are, what is wrong, and what would mend it.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
public final class KubectlMain implements Runnable {
    private static final List<Class<?>> COMMANDS = List.of(
            StatusCommand.class,
            WhyCommand.class,
            MapCommand.class,
            LoseCommand.class,
            ExplainCommand.class,
            CheckCommand.class,
            PlanCommand.class);

    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        Program.main(() -> commandLine(args), args);
    }

    static CommandLine commandLine(String... args) {
        return Program.of(new KubectlMain(), COMMANDS, args);
    }

    @Override
    public void run() {
        throw Program.noCommand(spec);
    }
}
