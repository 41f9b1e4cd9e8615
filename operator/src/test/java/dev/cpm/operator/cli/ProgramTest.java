package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What holds for any command of a program. */
class ProgramTest {
    private final Locale locale = Locale.getDefault(Locale.Category.FORMAT);
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Command(name = "broken")
    private record Broken(Error error) implements Runnable {
        @Override
        public void run() {
            throw error;
        }
    }

    @Command(name = "odd")
    private static final class Odd implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("nobody expected this");
        }
    }

    /** There, what is a colour elsewhere is letters. */
    @Test
    void aDumbTerminalGetsNoColours() {
        assertThat(Program.dumb("dumb")).isTrue();
        assertThat(Program.dumb("xterm-256color")).isFalse();
        assertThat(Program.dumb(null)).isFalse();
    }

    @AfterEach
    void asItWas() {
        Locale.setDefault(Locale.Category.FORMAT, locale);
    }

    private int run(Supplier<CommandLine> program, String... args) {
        PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return Program.run(program, args, stream, stream);
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** To a gate, 1 says that the change makes something worse. */
    @Test
    void aProgramThatFailsItselfEndsWithTwo() {
        assertThat(run(() -> Program.of(new Broken(new NoClassDefFoundError("dev/cpm/Gone")), List.of())))
                .isEqualTo(2);
        assertThat(printed())
                .startsWith("The program failed, by a defect of its own or of its installation. Please report it:\n"
                        + "java.lang.NoClassDefFoundError: dev/cpm/Gone\n\tat ");
    }

    @Test
    void anExceptionThatNobodyExpectedIsSuchADefectToo() {
        assertThat(run(() -> Program.of(new Odd(), List.of()))).isEqualTo(2);
        assertThat(printed())
                .startsWith("The program failed, by a defect of its own or of its installation. Please report it:\n"
                        + "java.lang.IllegalStateException: nobody expected this\n\tat ");
    }

    @Test
    void alsoWhereItHasNotEvenBegun() {
        assertThat(run(() -> {
                    throw new StackOverflowError();
                }))
                .isEqualTo(2);
        assertThat(run(() -> {
                    throw new IllegalStateException("not even begun");
                }))
                .isEqualTo(2);
    }

    @Test
    void withoutMemoryItSaysWhatToDo() {
        assertThat(run(() -> Program.of(new Broken(new OutOfMemoryError("Java heap space")), List.of())))
                .isEqualTo(2);
        assertThat(printed()).isEqualTo("There is not enough memory: give Java more, as by JAVA_TOOL_OPTIONS=-Xmx4g\n");
    }

    /** In Egypt digits are others; those of a page's links and of numbers in a text are not. */
    @Test
    void digitsAreTheSameInAllLocales(@TempDir Path folder) throws IOException {
        Locale.setDefault(Locale.Category.FORMAT, Locale.forLanguageTag("ar-EG"));
        assertThat("%d".formatted(1)).as("this Java knows of them").isEqualTo("١");
        Path page = folder.resolve("page.html");
        run(() -> Main.commandLine(), "plan", "../deploy/samples", "-o", "wide", "--html", page.toString());
        run(() -> Main.commandLine(), "status", "-A", "-vv", "-f", "../deploy/samples");
        run(() -> Main.commandLine(), "map", "-f", "../deploy/samples");
        assertThat(printed()).contains("ap-beijing-bls-1").doesNotContainPattern("[\\p{Nd}&&[^0-9]]");
        assertThat(Files.readString(page)).contains("id=\"p0\"").doesNotContainPattern("[\\p{Nd}&&[^0-9]]");
    }

    @Test
    void aWordMayBeSeveral() {
        int code = Program.run(
                () -> KubectlMain.commandLine("explain"),
                new String[] {"explain", "Eligible", "zone"},
                new PrintStream(printed, true, StandardCharsets.UTF_8),
                System.err);
        assertThat(printed.toString(StandardCharsets.UTF_8)).startsWith("eligible zone\n");
        assertThat(code).isZero();
    }

    /** A gate that reads half of an answer would pass on what it does not say. */
    @Test
    void whatCannotBeWrittenIsTold() {
        assertThat(Program.run(
                        () -> Main.commandLine(),
                        new String[] {"explain"},
                        failing("No space left on device"),
                        printed))
                .isEqualTo(2);
        assertThat(printed()).isEqualTo("Not all could be written to the standard output: No space left on device\n");
    }

    /** As by {@code | head}. */
    @Test
    void whoReadsNoMoreHasEnough() {
        assertThat(Program.run(() -> Main.commandLine(), new String[] {"explain"}, failing("Broken pipe"), printed))
                .isZero();
        assertThat(printed()).isEmpty();
    }

    private static OutputStream failing(String why) {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException(why);
            }
        };
    }

    @Test
    void helpAndVersionMayBeSaidAsCommands() {
        assertThat(run(() -> Main.commandLine(), "version")).isZero();
        assertThat(printed()).startsWith("cpm-operator ").contains(", Java ");
        printed.reset();
        assertThat(run(() -> Main.commandLine(), "help", "why")).isZero();
        assertThat(printed()).startsWith("Usage: cpm-operator why ");
        printed.reset();
        assertThat(run(() -> KubectlMain.commandLine("help"), "help")).isZero();
        assertThat(printed()).startsWith("Usage: kubectl cpm ").contains("  lose ");
    }
}
