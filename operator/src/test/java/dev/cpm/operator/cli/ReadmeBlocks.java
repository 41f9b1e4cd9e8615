package dev.cpm.operator.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The blocks of a README, done from top to bottom as a reader would: a yaml block that begins with the name of its file is
 * written down, and the commands of a console block are run where it lies. What needs a cluster is as it was recorded on
 * one.
 */
public final class ReadmeBlocks {
    private static final Pattern BLOCK =
            Pattern.compile("^```(yaml|console)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern NAMED = Pattern.compile("# ([\\w-]+\\.yaml)\\b.*");
    private static final String NOT_STARTED = "# the operator has not been started yet";
    private static final String PROMPT = "$ ";
    private static final String PLUGIN = "kubectl cpm ";

    /** A part of what it prints, which {@code MetricsIT} compares. */
    private static final String SCRAPE = "curl ";

    private static final String JAR = "java -jar operator/target/cpm-operator.jar ";

    private final Path folder;
    private final List<String> ran = new ArrayList<>();

    /** {@code folder} is an empty one. */
    ReadmeBlocks(Path folder) {
        this.folder = folder;
    }

    /** The manifests that a README shows, by the names of their files; of those with one name the last. */
    public static Map<String, String> files(String readme) {
        Map<String, String> files = new LinkedHashMap<>();
        BLOCK.matcher(readme).results().filter(block -> isFile(block)).forEach(block -> {
            files.remove(name(block));
            files.put(name(block), block.group(2));
        });
        return files;
    }

    /** The statuses that a README shows, each with the manifest above it. */
    static Map<String, String> excerpts(String readme) {
        Map<String, String> excerpts = new LinkedHashMap<>();
        String above = "";
        for (MatchResult block : BLOCK.matcher(readme).results().toList()) {
            if (block.group(1).equals("yaml") && block.group(2).startsWith("status:")) {
                excerpts.put(above, block.group(2));
            }
            above = block.group(2);
        }
        return excerpts;
    }

    private static boolean isFile(MatchResult block) {
        return block.group(1).equals("yaml") && named(block).matches();
    }

    private static Matcher named(MatchResult block) {
        return NAMED.matcher(block.group(2).lines().findFirst().orElse(""));
    }

    private static String name(MatchResult block) {
        Matcher named = named(block);
        return named.matches() ? named.group(1) : "";
    }

    /** The same README with what the commands really print. */
    String done(String readme) {
        return BLOCK.matcher(readme).replaceAll(block -> Matcher.quoteReplacement(done(block)));
    }

    /** The commands that were run. */
    List<String> ran() {
        return ran;
    }

    private String done(MatchResult block) {
        if (isFile(block)) {
            try {
                Files.writeString(folder.resolve(name(block)), block.group(2));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return block.group(1).equals("yaml") ? block.group() : "```console\n" + console(block.group(2)) + "```";
    }

    private String console(String text) {
        StringBuilder real = new StringBuilder();
        boolean prints = true;
        for (String line : text.split("\n")) {
            if (line.startsWith(PROMPT)) {
                String command = line.substring(PROMPT.length()).replaceFirst("\\s+#.*", "");
                Optional<String> recorded = recorded(command, line.contains(NOT_STARTED));
                prints = !isRunnable(command) && recorded.isEmpty();
                if (prints && !command.startsWith(SCRAPE)) {
                    throw new AssertionError("nobody knows what this prints: " + command);
                }
                real.append(line).append('\n').append(prints ? "" : recorded.orElseGet(() -> printed(command)));
            } else if (prints) {
                real.append(line).append('\n');
            }
        }
        return real.toString();
    }

    /** What a command prints of a cluster, as it was recorded on one. */
    private static Optional<String> recorded(String command, boolean before) {
        return (before ? Stream.of("before") : Stream.of("after", "story"))
                .flatMap(when -> Recording.of(when).stream())
                .flatMap(recording -> recording.steps().stream())
                .filter(step -> step.command().equals(command))
                .findFirst()
                .map(Recording.Step::shown);
    }

    /** Those that look at files, or at nothing. */
    private static boolean isRunnable(String command) {
        return command.startsWith(JAR)
                || command.startsWith(PLUGIN + "explain ")
                || command.startsWith(PLUGIN) && command.contains(" -f ") && !command.contains(" live");
    }

    private String printed(String command) {
        ran.add(command);
        boolean plugin = command.startsWith(PLUGIN);
        String[] words = command.substring((plugin ? PLUGIN : JAR).length()).split(" ");
        for (int i = 0; i < words.length; i++) {
            words[i] = here(words[i]);
        }
        Cli.Result result = new Cli(folder).run(plugin ? KubectlMain.commandLine() : Main.commandLine(), words);
        if (result.exitCode() > 1) {
            throw new AssertionError(command + "\n" + result);
        }
        return (result.err() + result.out()).replace("DIR/", "").replace("../deploy/", "deploy/");
    }

    /** Tests run in the folder {@code operator}. */
    private String here(String word) {
        if (word.startsWith("deploy/")) {
            return "../" + word;
        }
        return Files.exists(folder.resolve(word))
                ? folder.resolve(word).toString()
                : word.replaceFirst("^operator/", "");
    }
}
