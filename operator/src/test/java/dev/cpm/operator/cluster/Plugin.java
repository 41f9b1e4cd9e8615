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

/** {@code kubectl cpm}: the plugin as it is installed, by the kubectl of a control plane; what it keeps is in a folder. */
final class Plugin implements AutoCloseable {
    private static final Path LAUNCHER =
            Path.of("..", "deploy", "kubectl-plugin").toAbsolutePath();
    private static final Path JAR = Path.of("target", "cpm-operator.jar").toAbsolutePath();

    private final LocalControlPlane controlPlane;
    private final Path caches;

    /** What came of it. */
    record Printed(int exitCode, String out, String err) {}

    Plugin(LocalControlPlane controlPlane, Path folder) {
        this.controlPlane = controlPlane;
        caches = folder.resolve("caches");
    }

    /** Runs it with an 80-column output that is no terminal. */
    Printed run(String... arguments) {
        Path kubectl = controlPlane.kubectl();
        List<String> command = new ArrayList<>(List.of(kubectl.toString(), "cpm"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.put("PATH", LAUNCHER + ":" + kubectl.toAbsolutePath().getParent() + ":" + System.getenv("PATH"));
        environment.put("KUBECONFIG", controlPlane.kubeconfig().toString());
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
                throw new AssertionError("it did not end: " + command);
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

    @Override
    public void close() {
        awaitRest();
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
