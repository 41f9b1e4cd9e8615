package dev.cpm.operator.local;

import io.fabric8.kubeapitest.Utils;
import io.fabric8.kubeapitest.binary.BinaryDownloader;
import io.fabric8.kubeapitest.binary.OSInfo;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The etcd, kube-apiserver and kubectl of one Kubernetes version on this machine's disk, and the ways to get them there.
 *
 * <p>They live in {@code $KUBE_API_TEST_DIR/k8s/VERSION-OS-ARCH/}, by default below {@code ~/.kubeapitest}: the layout of
 * the kube-api-test library. {@code KUBE_API_VERSION}, a system property or environment variable, asks for a version
 * ({@code 1.36.1}, {@code 1.36} or {@code 1.36.*}); without it the newest one present is taken.
 */
public record ControlPlaneBinaries(String version, Path etcd, Path kubeApiServer, Path kubectl) {

    /** What a search came to: the binaries, or in words why they cannot be had. */
    public record Search(Optional<ControlPlaneBinaries> binaries, String whyNot) {}

    /** For a small file. A machine whose packets to the internet vanish waits this long, each time. */
    private static final Duration LIST_TIMEOUT = Duration.ofSeconds(8);

    private static final Duration DOWNLOAD_TIMEOUT = Duration.ofMinutes(10);
    private static final String PLATFORM = Utils.platformSuffix(new OSInfo());
    private static final String SCRIPT = "deploy/local/control-plane.sh";
    private static final String SCRIPT_VERSION = "1.20.2";

    /** Looks on disk only. */
    public static Optional<ControlPlaneBinaries> onDisk() {
        return newestOnDisk(home(), wanted());
    }

    private static Path home() {
        return Path.of(setting("KUBE_API_TEST_DIR").orElse(System.getProperty("user.home") + "/.kubeapitest"));
    }

    private static String wanted() {
        return setting("KUBE_API_VERSION").orElse("").replaceAll("\\.\\*$", "");
    }

    /** Looks on disk; else downloads; else, on Debian, builds from Debian's own source package. */
    public static Search obtain() {
        Path home = home();
        String wanted = wanted();
        Optional<ControlPlaneBinaries> found = newestOnDisk(home, wanted);
        StringBuilder whyNot =
                new StringBuilder("no Kubernetes " + wanted + (wanted.isEmpty() ? "" : " ") + "in " + home + "/k8s");
        if (found.isEmpty()) {
            whyNot.append("; ").append(download(home, wanted));
            found = newestOnDisk(home, wanted);
        }
        if (found.isEmpty()) {
            whyNot.append("; ").append(build(home, wanted));
            found = newestOnDisk(home, wanted);
        }
        return new Search(found, found.isPresent() ? "" : whyNot.toString());
    }

    private static Optional<ControlPlaneBinaries> newestOnDisk(Path home, String wanted) {
        Path k8s = home.resolve("k8s");
        if (!Files.isDirectory(k8s)) {
            return Optional.empty();
        }
        try (Stream<Path> entries = Files.list(k8s)) {
            List<String> versions = entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.endsWith(PLATFORM))
                    .map(name -> name.substring(0, name.length() - PLATFORM.length()))
                    .filter(version -> version.matches("\\d+(\\.\\d+)*") && matches(version, wanted))
                    .filter(version -> at(k8s, version).isComplete())
                    .collect(Collectors.toList());
            return versions.isEmpty() ? Optional.empty() : Optional.of(at(k8s, Utils.getLatestVersion(versions)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean matches(String version, String wanted) {
        return wanted.isEmpty() || version.equals(wanted) || version.startsWith(wanted + ".");
    }

    private static ControlPlaneBinaries at(Path k8s, String version) {
        Path directory = k8s.resolve(version + PLATFORM).toAbsolutePath();
        return new ControlPlaneBinaries(
                version, directory.resolve("etcd"), directory.resolve("kube-apiserver"), directory.resolve("kubectl"));
    }

    /** A download that was interrupted leaves a directory without all of them. */
    private boolean isComplete() {
        return Stream.of(etcd, kubeApiServer, kubectl).allMatch(Files::isExecutable);
    }

    /** Returns why it failed; what it returns after a success is never read. */
    private static String download(Path home, String wanted) {
        try {
            Path k8s = Files.createDirectories(home.resolve("k8s"));
            // The library writes in place: a download into a directory of our own is whole before anybody sees it.
            try (VanishingDirectory directory = VanishingDirectory.create(k8s, ".download-")) {
                Path staging = directory.path();
                BinaryDownloader downloader = new BinaryDownloader(staging.toString(), new OSInfo());
                // Asked for always: it tells soon whether there is internet at all.
                String newest = within(LIST_TIMEOUT, downloader::findLatestVersion);
                String version = wanted.isEmpty()
                        ? newest
                        : wanted.matches("\\d+\\.\\d+\\.\\d+")
                                ? wanted
                                : downloader.findLatestOfWildcard(wanted + ".*");
                say("downloading Kubernetes " + version + " (etcd, kube-apiserver, kubectl) to " + k8s);
                within(DOWNLOAD_TIMEOUT, () -> downloader.download(version));
                Path target = k8s.resolve(version + PLATFORM);
                if (Files.exists(target) && !at(k8s, version).isComplete()) {
                    Utils.deleteDirectory(target.toFile());
                }
                Files.move(staging.resolve("k8s").resolve(version + PLATFORM), target);
            }
            return "downloaded";
        } catch (Exception e) {
            return "no download (" + rootCause(e) + ")";
        }
    }

    /** The library sets no time limit of its own; a daemon thread may hang on without holding up the JVM's end. */
    private static <T> T within(Duration limit, Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "control-plane-download");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + limit.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    /** Returns why it failed; what it returns after a success is never read. */
    private static String build(Path home, String wanted) {
        if (!Files.exists(Path.of("/etc/debian_version"))) {
            return "no build (not a Debian machine)";
        }
        if (!matches(SCRIPT_VERSION, wanted)) {
            return "no build (" + SCRIPT + " makes " + SCRIPT_VERSION + " only)";
        }
        Optional<Path> script = Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                .map(directory -> directory.resolve(SCRIPT))
                .filter(Files::isRegularFile)
                .findFirst();
        if (script.isEmpty()) {
            return "no build (no " + SCRIPT + " here or above)";
        }
        try {
            Process process = new ProcessBuilder("bash", script.get().toString(), home.toString())
                    .redirectErrorStream(true)
                    .start();
            Thread interrupt = new Thread(process::destroy);
            Runtime.getRuntime().addShutdownHook(interrupt);
            String last = "";
            // Line by line rather than inheritIO(): the test runner talks to its parent over the real stdout.
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    say(line);
                    last = line;
                }
            }
            int exit = process.waitFor();
            Runtime.getRuntime().removeShutdownHook(interrupt);
            return "no build (%s exited with %d: %s)".formatted(SCRIPT, exit, last);
        } catch (IOException | InterruptedException e) {
            return "no build (" + e + ")";
        }
    }

    private static Optional<String> setting(String name) {
        return Optional.ofNullable(System.getProperty(name, System.getenv(name)))
                .filter(value -> !value.isBlank());
    }

    private static String rootCause(Throwable e) {
        return e.getCause() == null ? e.toString() : rootCause(e.getCause());
    }

    private static void say(String line) {
        System.err.println("[control plane] " + line);
    }
}
