package dev.cpm.operator.cluster;

import dev.cpm.operator.local.LocalControlPlane;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The kubectl of a control plane's own version, as an administrator runs it. */
public final class Kubectl {
    private Kubectl() {}

    /** Runs it, feeding it {@code input}; fails unless it exits with 0. Returns what it printed. */
    public static String run(LocalControlPlane controlPlane, String input, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                controlPlane.kubectl().toString(),
                "--kubeconfig",
                controlPlane.kubeconfig().toString()));
        command.addAll(List.of(arguments));
        try {
            Path out = Files.createTempFile("kubectl", ".out");
            Path in = Files.writeString(Files.createTempFile("kubectl", ".in"), input);
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .start();
            if (!process.waitFor(Cluster.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("kubectl did not end: " + command);
            }
            String printed = Files.readString(out, StandardCharsets.UTF_8);
            Files.delete(out);
            Files.delete(in);
            if (process.exitValue() != 0) {
                throw new AssertionError("kubectl failed: " + String.join(" ", arguments) + "\n" + printed);
            }
            return printed;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
