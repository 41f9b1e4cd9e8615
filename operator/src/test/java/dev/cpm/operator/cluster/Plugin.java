package dev.cpm.operator.cluster;

import dev.cpm.operator.local.Deadline;
import dev.cpm.operator.local.LocalControlPlane;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * {@code kubectl cpm}: the plugin as it is installed, by the kubectl of a control plane, and a shell that has both; what
 * they keep is in a folder.
 */
final class Plugin implements AutoCloseable {
    private static final Path LAUNCHER =
            Path.of("..", "deploy", "kubectl-plugin").toAbsolutePath();
    private static final Path JAR = Path.of("target", "cpm-operator.jar").toAbsolutePath();

    /** The repository's own folder, and what a user names in it. */
    private static final Path CLONE = Path.of("..").toAbsolutePath().normalize();

    private static final List<String> PARTS = List.of("deploy", "crds", "operator");

    private final LocalControlPlane controlPlane;
    private final Path folder;
    private final Path caches;

    /** What came of it. */
    record Printed(int exitCode, String out, String err) {}

    Plugin(LocalControlPlane controlPlane, Path folder) {
        this.controlPlane = controlPlane;
        this.folder = folder;
        caches = folder.resolve("caches");
    }

    /** Runs it with an 80-column output that is no terminal. */
    Printed run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(controlPlane.kubectl().toString(), "cpm"));
        command.addAll(List.of(arguments));
        return printed(new ProcessBuilder(command));
    }

    /** Runs a line of a shell, in the folder, as in a clone of the repository. */
    Printed type(String line) {
        try {
            for (String part : PARTS) {
                if (!Files.exists(folder.resolve(part))) {
                    Files.createSymbolicLink(folder.resolve(part), CLONE.resolve(part));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return printed(new ProcessBuilder("sh", "-c", line).directory(folder.toFile()));
    }

    private Printed printed(ProcessBuilder builder) {
        Path kubectl = controlPlane.kubectl();
        Map<String, String> environment = builder.environment();
        environment.put("PATH", LAUNCHER + ":" + kubectl.toAbsolutePath().getParent() + ":" + System.getenv("PATH"));
        environment.put("KUBECONFIG", controlPlane.kubeconfig().toAbsolutePath().toString());
        environment.put("CPM_JAR", JAR.toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.remove("COLUMNS");
        environment.remove("CPM_CACHE");
        environment.put("XDG_CACHE_HOME", caches.toString());
        try {
            Process process = builder.start();
            CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
            String out = text(process.getInputStream());
            if (!process.waitFor(Cluster.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("it did not end: " + builder.command());
            }
            return new Printed(process.exitValue(), out, err.join());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the launcher keeps for the next start. */
    List<Path> kept(String ending) {
        Path folder = caches.resolve("kubectl-cpm");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder has no links then, and nothing that is still made. */
    @Override
    public void close() {
        awaitRest();
        try {
            for (String part : PARTS) {
                Files.deleteIfExists(folder.resolve(part));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until nothing is made in the background any more, where all else goes first. */
    void awaitRest() {
        Deadline deadline = Deadline.in(Cluster.PATIENCE.multipliedBy(4));
        while (!kept(".making").isEmpty()) {
            deadline.check("nothing is made in the background any more");
            Cluster.pause(Duration.ofMillis(200));
        }
    }
}
