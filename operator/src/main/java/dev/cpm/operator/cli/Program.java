package dev.cpm.operator.cli;

import dev.cpm.operator.cli.report.RefusedException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** How a program of some commands behaves: what it says when it is called wrongly, and in which letters. */
final class Program {
    private static final int USAGE_WIDTH = 100;

    private Program() {}

    static CommandLine of(Object command) {
        return of(command, List.of());
    }

    /** With some commands within it, besides those that it names itself. */
    static CommandLine of(Object command, List<Class<?>> within) {
        CommandLine line = new CommandLine(command);
        within.forEach(line::addSubcommand);
        return line.setUsageHelpWidth(USAGE_WIDTH)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Program::explain)
                .setExecutionExceptionHandler(Program::refused)
                .setExitCodeExceptionMapper(defect -> ExitCode.USAGE); // 1 says that something is not as one wishes
    }

    /** Runs it, and ends the process. */
    static void main(CommandLine commandLine, String[] args) {
        commandLine.setOut(writer(System.out)).setErr(writer(System.err));
        int exitCode = commandLine.execute(args);
        commandLine.getOut().flush();
        commandLine.getErr().flush();
        System.exit(exitCode);
    }

    /** What to say where none of its commands is given. */
    static ParameterException noCommand(CommandSpec spec) {
        return new ParameterException(
                spec.commandLine(),
                "Say what to do: " + String.join(", ", spec.subcommands().keySet()) + ".");
    }

    /** A sentence, what was probably meant, and where to read more; not the whole manual. */
    private static int explain(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(command.getColorScheme().errorText(e.getMessage()));
        UnmatchedArgumentException.printSuggestions(e, err);
        err.println("See " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    private static int refused(Exception e, CommandLine command, ParseResult parsed) throws Exception {
        if (!(e instanceof RefusedException)) {
            throw e;
        }
        command.getErr().println(command.getColorScheme().errorText(e.getMessage()));
        return ExitCode.USAGE;
    }

    /** UTF-8 wherever it runs, as kubectl does: in a container there is often no locale. */
    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, false, StandardCharsets.UTF_8);
    }
}
