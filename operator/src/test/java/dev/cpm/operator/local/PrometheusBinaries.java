package dev.cpm.operator.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Prometheus and promtool on this machine's disk, and the ways to get them there: what is on the PATH, else Debian's own
 * package, unpacked beside the control plane's binaries, in {@code $KUBE_API_TEST_DIR/prometheus} (default {@code
 * ~/.kubeapitest/prometheus}). Nothing is installed, no service is started, and nobody need be root.
 */
public record PrometheusBinaries(Path prometheus, Path promtool) {
    private static final long MINUTES = 3;

    /** What a search came to: the binaries, or in words why they cannot be had. */
    public record Search(Optional<PrometheusBinaries> binaries, String whyNot) {}

    /** Looks, else fetches. */
    public static Search obtain() {
        Optional<PrometheusBinaries> there = Stream.concat(
                        Stream.of(System.getenv("PATH").split(":")).map(Path::of), Stream.of(home().resolve("usr/bin")))
                .map(directory ->
                        new PrometheusBinaries(directory.resolve("prometheus"), directory.resolve("promtool")))
                .filter(PrometheusBinaries::complete)
                .findFirst();
        if (there.isPresent()) {
            return new Search(there, "");
        }
        String whyNot = "no prometheus and promtool on the PATH or in " + home();
        if (!Files.exists(Path.of("/etc/debian_version"))) {
            return new Search(Optional.empty(), whyNot + ", and this is no Debian machine that could fetch them");
        }
        try {
            fetch();
            Path unpacked = home().resolve("usr/bin");
            return new Search(
                    Optional.of(new PrometheusBinaries(unpacked.resolve("prometheus"), unpacked.resolve("promtool")))
                            .filter(PrometheusBinaries::complete),
                    whyNot + ", and Debian's package has none");
        } catch (IOException e) {
            return new Search(Optional.empty(), whyNot + "; " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Search(Optional.empty(), "interrupted");
        }
    }

    private static Path home() {
        String home = System.getProperty("KUBE_API_TEST_DIR", System.getenv("KUBE_API_TEST_DIR"));
        return Path.of(home == null || home.isBlank() ? System.getProperty("user.home") + "/.kubeapitest" : home)
                .resolve("prometheus");
    }

    private boolean complete() {
        return Files.isExecutable(prometheus) && Files.isExecutable(promtool);
    }

    /** With the machine's own lists, else with lists of our own from the machine's sources. */
    private static void fetch() throws IOException, InterruptedException {
        Files.createDirectories(home().getParent());
        try (VanishingDirectory directory = VanishingDirectory.create(home().getParent(), ".prometheus-")) {
            Path work = directory.path();
            say("fetching Debian's package prometheus into " + home());
            if (apt(work, List.of(), "download", "prometheus") != 0) {
                Files.createDirectories(work.resolve("lists/partial"));
                Files.createDirectories(work.resolve("cache"));
                List<String> own = List.of(
                        "-oDir::State::lists=" + work.resolve("lists"),
                        "-oDir::Cache=" + work.resolve("cache"),
                        "-oAPT::Sandbox::User=" + System.getProperty("user.name"));
                apt(work, own, "update");
                if (apt(work, own, "download", "prometheus") != 0) {
                    throw new IOException("apt-get cannot download it: " + log(work));
                }
            }
            Path unpacked = work.resolve("unpacked");
            if (run(work, List.of("dpkg-deb", "-x", packageIn(work).toString(), unpacked.toString())) != 0) {
                throw new IOException("dpkg-deb cannot unpack it: " + log(work));
            }
            try {
                Files.move(unpacked, home());
            } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
                say("somebody else was faster"); // two forks of one build
            }
        }
    }

    private static int apt(Path work, List<String> options, String... what) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("apt-get", "-q"));
        command.addAll(options);
        command.addAll(List.of(what));
        return run(work, command);
    }

    private static int run(Path work, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(work.resolve("log").toFile()))
                .start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(command.get(0) + " takes more than " + MINUTES + " minutes");
        }
        return process.exitValue();
    }

    private static Path packageIn(Path work) throws IOException {
        try (Stream<Path> files = Files.list(work)) {
            return files.filter(file -> file.toString().endsWith(".deb"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String log(Path work) throws IOException {
        String log = Files.readString(work.resolve("log"), StandardCharsets.UTF_8);
        return log.substring(Math.max(0, log.length() - 500)).replace('\n', ' ').strip();
    }

    /** What promtool says to some arguments and an input; the exit code comes first. */
    public String promtool(Path directory, String input, String... arguments) {
        List<String> command = new ArrayList<>(List.of(promtool.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            try (var to = process.getOutputStream()) {
                to.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() + " " + said.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void say(String line) {
        System.err.println("[prometheus] " + line);
    }
}
