package dev.cpm.operator.cluster;

import dev.cpm.operator.local.OperatorAccess;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code cpm-operator run} in a process of its own, to be killed, frozen and stopped as processes are. */
public final class OperatorProcess implements AutoCloseable {
    private static final Pattern HEALTH = Pattern.compile("Health is told on port (\\d+)");
    private static final Pattern METRICS = Pattern.compile("Metrics are told on port (\\d+)");

    private final Process process;
    private final Path log;
    /** What it said, once it is closed. */
    private volatile String lastWords;

    /** In the Pod of that name, as far as the API server can tell. */
    public OperatorProcess(OperatorAccess access, String name) {
        this(access.kubeconfig(name), name, Cluster.SETTLE);
    }

    public OperatorProcess(Path kubeconfig, String name, Duration settle, String... more) {
        try {
            log = Files.createTempFile(name, ".log");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1", // it starts sooner
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "dev.cpm.operator.cli.Main",
                    "run",
                    "--settle=" + settle.toMillis() + "ms",
                    "--health-port=0"));
            command.addAll(List.of(more));
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().put("KUBECONFIG", kubeconfig.toString());
            builder.environment().put("HOSTNAME", name);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean said(String words) {
        return log().contains(words);
    }

    public String log() {
        String said = lastWords;
        if (said != null) {
            return said;
        }
        try {
            return Files.readString(log);
        } catch (NoSuchFileException e) {
            return lastWords; // It was closed just now.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it has read all that is stored, and a former leader can grant nothing any more. */
    public boolean leads() {
        return said("Loaded ") && (!said("Taking over") || said("Taken over"));
    }

    /** What it answers to the kubelet: the code and the body, such as {@code 200 standby: one leads}. */
    public String health(String path) {
        return ask(HEALTH, path);
    }

    /** The same at a path of the port for metrics. */
    public String metrics(String path) {
        return ask(METRICS, path);
    }

    private String ask(Pattern told, String path) {
        Matcher port = told.matcher(log());
        if (!port.find()) {
            return "it does not listen yet";
        }
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.group(1) + path))
                                    .build(),
                            BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body().strip();
        } catch (IOException e) {
            return "no answer: " + e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public boolean alive() {
        return process.isAlive();
    }

    public int exitCode(Duration within) throws InterruptedException {
        if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still runs after " + within + ":\n" + log());
        }
        return process.exitValue();
    }

    /** SIGTERM, as a kubelet sends it. */
    public void terminate() {
        process.destroy();
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
    }

    /** SIGSTOP: a pause of the whole process, as a machine without CPU makes it. */
    public void freeze() {
        signal("-STOP");
    }

    /** SIGCONT: the end of the pause. */
    public void thaw() {
        signal("-CONT");
    }

    private void signal(String signal) {
        try {
            Process kill = new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(new File("/dev/null"))
                    .start();
            if (kill.waitFor() != 0 && process.isAlive()) { // It may have ended by itself.
                throw new AssertionError("kill " + signal + " failed");
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
            lastWords = log();
            Files.deleteIfExists(log);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
