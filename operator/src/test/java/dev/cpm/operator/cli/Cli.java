package dev.cpm.operator.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** Runs the command line on files in a folder, as a user would; the folder is DIR in what it prints. */
record Cli(Path folder) {

    /** What came of it. */
    record Result(int exitCode, String out, String err) {}

    Cli file(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs {@code plan DIR} with more arguments. */
    Result plan(String... args) {
        List<String> all = new ArrayList<>(List.of("plan", "DIR"));
        all.addAll(List.of(args));
        return run(all.toArray(String[]::new));
    }

    Result run(String... args) {
        return run(Main.commandLine(), args);
    }

    /** Runs some command line, for what the real one does not do. */
    Result run(CommandLine line, String... args) {
        return run(Help.Ansi.OFF, line, args);
    }

    /** The same, with colours or without. */
    Result run(Help.Ansi ansi, CommandLine line, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = line.setColorScheme(Help.defaultColorScheme(ansi))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
        List<String> real = List.of(args).stream()
                .map(arg -> arg.replace("DIR", folder.toString()))
                .toList();
        int exitCode = commandLine.execute(real.toArray(String[]::new));
        return new Result(exitCode, named(out), named(err));
    }

    Result runWithInput(String stdin, String... args) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)));
        try {
            return run(args);
        } finally {
            System.setIn(before);
        }
    }

    private String named(StringWriter text) {
        return text.toString().replace(folder.toString(), "DIR");
    }
}
