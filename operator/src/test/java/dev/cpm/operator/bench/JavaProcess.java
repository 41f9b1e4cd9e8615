package dev.cpm.operator.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program in a JVM of its own, and what Linux and the JVM say of it. It is ended by its own handle, in any case. */
final class JavaProcess implements AutoCloseable {
    private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));
    private static final Duration END = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(20);

    /** Of each generation, or of the whole heap, as the collector has it. */
    private static final Pattern USED = Pattern.compile("K, used (\\d+)K");

    /** Idle is who takes less than so much CPU in so much time. */
    private static final Duration IDLE_FOR = Duration.ofSeconds(1);

    private static final Duration IDLE_CPU = Duration.ofMillis(80);

    private final Process process;
    private final Path log;
    private final long started = System.nanoTime();

    private JavaProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * What a process has in memory.
     *
     * @param residentKiB now
     * @param peakKiB the most it ever had
     * @param heapKiB what is alive after a full collection
     */
    record Memory(long residentKiB, long peakKiB, long heapKiB) {}

    /** Starts {@code java} with these arguments; it finds its API server by KUBECONFIG, or none where that is null. */
    static JavaProcess start(Path kubeconfig, List<String> arguments) throws IOException {
        Path log = Files.createTempFile("bench", ".log");
        List<String> command = new ArrayList<>();
        command.add(JAVA_HOME.resolve("bin/java").toString());
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().remove("KUBECONFIG");
        if (kubeconfig != null) {
            builder.environment().put("KUBECONFIG", kubeconfig.toString());
        }
        return new JavaProcess(builder.start(), log);
    }

    /** The time of {@link System#nanoTime()} at which it was started. */
    long started() {
        return started;
    }

    /** Writes a line to its standard input. */
    void say(String line) throws IOException {
        Writer in = process.outputWriter(StandardCharsets.UTF_8);
        in.write(line + "\n");
        in.flush();
    }

    void awaitLog(String words, Duration patience) throws Exception {
        long end = System.nanoTime() + patience.toNanos();
        while (!log().contains(words)) {
            if (!process.isAlive()) {
                throw new IllegalStateException("it has ended without \"" + words + "\":\n" + log());
            }
            pause(end, "\"" + words + "\"");
        }
    }

    /** Waits until it has nothing to do any more; returns since when, as {@link System#nanoTime()} has it. */
    long awaitIdle(Duration patience) throws Exception {
        long end = System.nanoTime() + patience.toNanos();
        long since = System.nanoTime();
        Duration before = cpu();
        while (System.nanoTime() - since < IDLE_FOR.toNanos()) {
            pause(end, "being idle");
            if (cpu().minus(before).compareTo(IDLE_CPU) > 0) {
                before = cpu();
                since = System.nanoTime();
            }
        }
        return since;
    }

    /** Waits for its end, which must be a good one; returns what it printed. */
    String awaitEnd(Duration patience) throws Exception {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("no good end within " + patience + ":\n" + log());
        }
        return log();
    }

    Duration cpu() {
        return process.info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException("it has ended, or this system does not tell CPU times"));
    }

    /** The most that it ever had in memory. */
    long peakKiB() {
        return kibibytes(status(), "VmHWM:\\s+(\\d+) kB");
    }

    private String status() {
        try {
            return Files.readString(Path.of("/proc", "" + process.pid(), "status"));
        } catch (IOException e) {
            throw new UncheckedIOException("it has ended, or this is no Linux", e);
        }
    }

    Memory memory() throws Exception {
        long most = peakKiB();
        long resident = kibibytes(status(), "VmRSS:\\s+(\\d+) kB");
        jcmd("GC.run");
        long heap = USED.matcher(jcmd("GC.heap_info"))
                .results()
                .mapToLong(part -> Long.parseLong(part.group(1)))
                .sum();
        return new Memory(resident, most, heap);
    }

    static long kibibytes(String status, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(status);
        if (!found.find()) {
            throw new IllegalStateException(status);
        }
        return Long.parseLong(found.group(1));
    }

    private String jcmd(String command) throws Exception {
        Process jcmd = new ProcessBuilder(JAVA_HOME.resolve("bin/jcmd").toString(), "" + process.pid(), command)
                .redirectErrorStream(true)
                .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
        return said;
    }

    /** All that it has said so far. */
    String log() throws IOException {
        return Files.readString(log);
    }

    private void pause(long end, String what) throws Exception {
        if (System.nanoTime() > end) {
            throw new TimeoutException("waited too long for " + what + ":\n" + log());
        }
        Thread.sleep(POLL.toMillis());
    }

    /** SIGKILL: it has no time to give anything back. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM, so that it gives its lease back; and if that does not end it, SIGKILL. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(log);
    }
}
