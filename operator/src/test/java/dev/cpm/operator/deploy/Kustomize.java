package dev.cpm.operator.deploy;

import dev.cpm.operator.local.ControlPlaneBinaries;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A kubectl whose kustomize knows components, if there is one on this machine: by {@code -Dkubectl}, or on the PATH. */
final class Kustomize {
    private static final int KNOWS_COMPONENTS = 21;
    private static final Pattern MINOR = Pattern.compile("GitVersion:\"?v1\\.(\\d+)|Client Version: v1\\.(\\d+)");

    private Kustomize() {}

    /** The command, or nothing. */
    static List<String> command() throws IOException, InterruptedException {
        List<String> candidates = new ArrayList<>();
        if (System.getProperty("kubectl") != null) {
            candidates.add(System.getProperty("kubectl"));
        }
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory).resolve("kubectl"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .forEach(candidates::add);
        ControlPlaneBinaries.onDisk()
                .map(binaries -> binaries.kubectl().toString())
                .ifPresent(candidates::add);
        for (String kubectl : candidates) {
            Matcher minor = MINOR.matcher(
                    printed(List.of(kubectl, "version", "--client")).text());
            if (minor.find()
                    && Integer.parseInt(minor.group(1) == null ? minor.group(2) : minor.group(1)) >= KNOWS_COMPONENTS) {
                return List.of(kubectl, "kustomize");
            }
        }
        return List.of();
    }

    /** What it prints for the directory. */
    static String run(List<String> command, Path directory) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(command);
        all.add(directory.toString());
        Printed printed = printed(all);
        if (printed.exit() != 0) {
            throw new AssertionError(String.join(" ", all) + "\n" + printed.text());
        }
        return printed.text();
    }

    private record Printed(int exit, String text) {}

    private static Printed printed(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Printed(process.waitFor(), text);
    }
}
