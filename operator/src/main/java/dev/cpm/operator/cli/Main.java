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

/** The program: {@code cpm-operator run}, {@code plan}, and what looks at the result. */
@Command(
        name = "cpm-operator",
        description = "Decides in which zone each machine goes, and says which topology rule is broken, why, and what"
                + " would mend it.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
public final class Main implements Runnable {
    private static final List<Class<?>> COMMANDS = List.of(
            PlanCommand.class,
            StatusCommand.class,
            WhyCommand.class,
            MapCommand.class,
            LoseCommand.class,
            ExplainCommand.class,
            CheckCommand.class,
            RunCommand.class);

    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        Program.main(() -> commandLine(args), args);
    }

    static CommandLine commandLine(String... args) {
        return Program.of(new Main(), COMMANDS, args);
    }

    @Override
    public void run() {
        throw Program.noCommand(spec);
    }
}
