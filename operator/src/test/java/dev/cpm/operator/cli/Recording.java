package dev.cpm.operator.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Commands on a cluster, one after the other, and what each printed: of the samples {@code before} the operator runs and
 * {@code after}, and the {@code story} of what somebody does then. The README shows some of them.
 */
public record Recording(Path file, List<Step> steps) {
    private static final Path FOLDER = Path.of("src", "test", "resources", "transcripts-of-a-cluster");
    private static final String PROMPT = "$ ";

    public Recording {
        steps = List.copyOf(steps);
    }

    /** A command as it is typed into a shell; an exit code but 0 is in the last line of what it printed. */
    public record Step(String command, String printed) {
        private static final String EXIT_CODE = "(exit code %d)\n";

        public static Step of(String command, String printed, int exitCode) {
            String whole = printed.isEmpty() || printed.endsWith("\n") ? printed : printed + "\n";
            return new Step(command, whole + (exitCode == 0 ? "" : EXIT_CODE.formatted(exitCode)));
        }

        /** What a terminal shows. */
        String shown() {
            return printed.replaceFirst("\\(exit code \\d+\\)\n$", "");
        }
    }

    /** Those of one time, in the order of their names. */
    public static List<Recording> of(String when) {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.getFileName().toString().startsWith(when + "-"))
                    .sorted()
                    .map(Recording::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Recording read(Path file) {
        try {
            List<Step> steps = new ArrayList<>();
            for (String step : Files.readString(file).split("(?m)^\\Q" + PROMPT + "\\E")) {
                if (!step.isEmpty()) {
                    int end = step.indexOf('\n');
                    steps.add(new Step(step.substring(0, end), step.substring(end + 1)));
                }
            }
            return new Recording(file, steps);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As it is in its file. */
    public String text() {
        return steps.stream()
                .map(step -> PROMPT + step.command() + "\n" + step.printed())
                .collect(Collectors.joining());
    }

    public void write() {
        try {
            Files.writeString(file, text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
