package dev.cpm.operator.cli;

import dev.cpm.operator.cli.report.RefusedException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** How a program of some commands behaves: what it says when it is called wrongly, and in which letters. */
final class Program {
    private static final int USAGE_WIDTH = 80;

    private Program() {}

    /**
     * With the command within it that is called, or with all where none is: to look into each takes a good part of the time
     * in which a short run is over, or a start.
     */
    static CommandLine of(Object command, List<Class<?>> within, String... args) {
        CommandLine line = new CommandLine(command);
        List<Class<?>> called = within.stream()
                .filter(one -> args.length > 0
                        && one.getAnnotation(Command.class).name().equals(args[0]))
                .toList();
        (called.isEmpty() ? within : called).forEach(line::addSubcommand);
        if (dumb(System.getenv("TERM"))) {
            line.setColorScheme(Help.defaultColorScheme(Ansi.OFF));
        }
        return line.setUsageHelpWidth(USAGE_WIDTH)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Program::explain)
                .setExecutionExceptionHandler(Program::refused)
                .setExitCodeExceptionMapper(defect -> ExitCode.USAGE); // 1 says that something is not as one wishes
    }

    /** A terminal that shows what would be a colour as letters. */
    static boolean dumb(String terminal) {
        return "dumb".equals(terminal);
    }

    /** Runs it, and ends the process. */
    static void main(Supplier<CommandLine> program, String[] args) {
        System.exit(
                run(program, args, new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err)));
    }

    /**
     * Runs it; numbers are printed in the digits that programs read, whatever the user's locale has. An answer of which
     * not all could be written is none, and a full disk is told; that a reader has enough, as head has, is nobody's mistake.
     */
    static int run(Supplier<CommandLine> program, String[] args, OutputStream out, OutputStream err) {
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
        Written written = new Written(out);
        PrintWriter toOut = writer(written);
        PrintWriter toErr = writer(err);
        int code;
        try {
            code = program.get().setOut(toOut).setErr(toErr).execute(asOptions(args));
        } catch (Error | RuntimeException e) {
            code = failed(e, toErr);
        }
        toOut.flush();
        if (written.failure() != null) {
            toErr.println("Not all could be written to the standard output: " + written.failure());
            code = ExitCode.USAGE;
        }
        toErr.flush();
        return code;
    }

    /** The words {@code help} and {@code version}, which many programs take as commands. */
    private static String[] asOptions(String[] args) {
        if (args.length == 1 && args[0].equals("version")) {
            return new String[] {"--version"};
        } else if (args.length > 0 && args[0].equals("help")) {
            return Stream.concat(Arrays.stream(args).skip(1), Stream.of("--help"))
                    .toArray(String[]::new);
        }
        return args;
    }

    /** Java would end with 1, which says that something is not as one wishes. */
    private static int failed(Throwable e, PrintWriter err) {
        if (e instanceof OutOfMemoryError) {
            err.println("There is not enough memory: give Java more, as by JAVA_TOOL_OPTIONS=-Xmx4g");
        } else {
            err.println("The program failed, by a defect of its own or of its installation. Please report it:");
            e.printStackTrace(err);
        }
        return ExitCode.USAGE;
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

    private static int refused(Exception e, CommandLine command, ParseResult parsed) {
        if (!(e instanceof RefusedException)) {
            return failed(e, command.getErr());
        }
        command.getErr().println(command.getColorScheme().errorText(e.getMessage()));
        return ExitCode.USAGE;
    }

    /** UTF-8 wherever it runs, as kubectl does: in a container there is often no locale. */
    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(stream, false, StandardCharsets.UTF_8);
    }
}
