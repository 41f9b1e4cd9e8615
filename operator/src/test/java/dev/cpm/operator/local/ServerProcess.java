package dev.cpm.operator.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A server that runs beside this JVM and never outlives it, whichever way the JVM ends.
 *
 * <p>A shutdown hook cannot promise that: it does not run on {@code kill -9}, and it would stop the server while other
 * hooks still need it. So a small shell stands guard and holds one end of a pipe. When the JVM is gone, the operating
 * system closes the other end, and the guard kills the server.
 */
final class ServerProcess {

    /**
     * {@code set -m} gives guard and server a process group of their own: Ctrl-C in the terminal, or a kill of the whole
     * group of the JVM, must not end the server before the JVM's own orderly end, nor the guard before the server; and
     * a JVM that ends before it was told the server's number must not end the guard by a broken pipe.
     */
    private static final String GUARD = """
            set -m
            trap '' HUP INT PIPE TERM
            log=$1
            shift
            {
              "$@" >>"$log" 2>&1 </dev/null &
              echo $! || :
              read -r
              kill -KILL $(jobs -rp)
              wait
            } &
            wait
            """;

    private final String name;
    private final Path log;
    private final Process guard;
    private final ProcessHandle server;

    private ServerProcess(String name, Path log, Process guard, ProcessHandle server) {
        this.name = name;
        this.log = log;
        this.guard = guard;
        this.server = server;
    }

    /** Starts {@code command} with its output appended to {@code log}. */
    static ServerProcess start(String name, Path log, Map<String, String> environment, List<String> command) {
        List<String> guarded = new ArrayList<>(List.of("bash", "-c", GUARD, "guard", log.toString()));
        guarded.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(guarded).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        try {
            Process guard = builder.start();
            String pid = new BufferedReader(new InputStreamReader(guard.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            if (pid == null) {
                throw new IOException("the shell that should start " + name + " ended at once");
            }
            // No handle means that the server is gone already; isRunning() tells.
            return new ServerProcess(
                    name, log, guard, ProcessHandle.of(Long.parseLong(pid)).orElse(null));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
    }

    boolean isRunning() {
        return server != null && server.isAlive();
    }

    /** The server itself, to ask the operating system about. */
    ProcessHandle handle() {
        if (server == null) {
            throw new IllegalStateException(name + " ended at its start");
        }
        return server;
    }

    /** Kills the server and returns when it is gone; no error if it was gone already. */
    void stop() {
        try {
            guard.getOutputStream().close();
            guard.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot stop " + name, e);
        } catch (InterruptedException e) {
            // The guard works on without us.
            Thread.currentThread().interrupt();
        }
    }

    /** The end of the server's log, for the message of an exception. */
    String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log);
            return name + " wrote last:\n  "
                    + String.join("\n  ", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        } catch (IOException e) {
            return name + " left no log: " + e;
        }
    }
}
