package dev.cpm.operator.cli.look;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A program to call in place of kubectl: a script, and what was seen of its calls. */
final class FakeKubectl {
    private final Path folder;
    private final Path program;
    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();

    /** {@code script} runs in a shell; in it {@code $here} is the folder. */
    FakeKubectl(Path folder, String script) {
        this.folder = folder;
        try {
            program = Files.writeString(
                    folder.resolve("kubectl"),
                    "#!/bin/sh\nhere='" + folder + "'\necho \"$@\" >>\"$here/calls\"\n" + script + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!program.toFile().setExecutable(true)) {
            throw new IllegalStateException("it cannot be made a program");
        }
    }

    /** One that prints, complains, and ends with a code. */
    static FakeKubectl saying(Path folder, String out, String err, int code) {
        try {
            Files.writeString(folder.resolve("out"), out);
            Files.writeString(folder.resolve("err"), err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FakeKubectl(folder, "cat \"$here/out\"; cat \"$here/err\" >&2; exit " + code);
    }

    Kubectl within(Duration patience) {
        return new Kubectl(
                program.toString(), List.of(), patience, new PrintStream(terminal, true, StandardCharsets.UTF_8));
    }

    /** Called with options that go with every call. */
    Kubectl with(String... options) {
        return new Kubectl(program.toString(), List.of(options));
    }

    Kubectl kubectl() {
        return within(Duration.ofSeconds(30));
    }

    List<String> calls() {
        return lines("calls");
    }

    List<String> lines(String file) {
        try {
            return Files.readAllLines(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String terminal() {
        return terminal.toString(StandardCharsets.UTF_8);
    }
}
