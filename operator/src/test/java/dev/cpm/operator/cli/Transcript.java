package dev.cpm.operator.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import picocli.CommandLine.Help.Ansi;

/**
 * What a user types in this repository's own folder, and what is printed then: a file that begins with {@code $ kubectl
 * cpm …} and ends with the exit code, unless that is 0.
 */
record Transcript(Path file) {
    private static final String HERE = "operator/";
    /** When a plan was made. */
    private static final String TIME = "\\b20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";

    /** The same as the page has it. */
    private static final String MINUTE = "\\b20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC";

    private static final String PROMPT = "$ kubectl cpm";
    private static final String COLOURED = "$ CLICOLOR_FORCE=1 kubectl cpm";

    /** What the page has in it whatever it is about. */
    private static final String FIXED = "(?s)(<(style|script)[^>]*>).*?(</\\2>)";

    /** The same command as it answers now; the files that it names are those of the repository. */
    String now() {
        String command = command();
        boolean coloured = command.startsWith(COLOURED);
        Cli.Result result = new Cli(Path.of(".."))
                .run(
                        coloured ? Ansi.ON : Ansi.OFF,
                        KubectlMain.commandLine(),
                        Arrays.stream(command.substring((coloured ? COLOURED : PROMPT).length())
                                        .split(" "))
                                .filter(word -> !word.isEmpty())
                                .map(Transcript::file)
                                .toArray(String[]::new));
        return command + "\n"
                + (result.err() + result.out())
                        .replace("DIR/", "")
                        .replace("DIR.", "...") // its folder is "..", which help texts have, too
                        .replace("../deploy/", "deploy/")
                        .replace("file=src/", "file=" + HERE + "src/") // from an archive of the sources
                        .replaceAll(FIXED, "$1…$3")
                        .replace("\u001b[", "␛[") // so that it can be read, and does nothing to a terminal
                        .replaceAll(TIME, "2026-01-01T00:00:00Z")
                        .replaceAll(MINUTE, "2026-01-01 00:00 UTC")
                + (result.exitCode() == 0 ? "" : "(exit code " + result.exitCode() + ")\n");
    }

    /** Tests run in the folder {@code operator}. */
    private static String file(String word) {
        return word.startsWith("deploy/") ? "../" + word : word.startsWith(HERE) ? word.substring(HERE.length()) : word;
    }

    String command() {
        try {
            String command = Files.readString(file).lines().findFirst().orElse("");
            if (!command.startsWith(PROMPT) && !command.startsWith(COLOURED)) {
                throw new IllegalStateException(file + " does not begin with " + PROMPT);
            }
            return command;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
