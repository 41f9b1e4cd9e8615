package dev.cpm.operator.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The operator in a process of its own, and what Linux says of it. */
final class Measured implements AutoCloseable {
    private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

    /** Of each generation, or of the whole heap, as the collector has it. */
    private static final Pattern USED = Pattern.compile("K, used (\\d+)K");

    private final Process process;
    private final Path log;
    private long since = System.nanoTime();
    private Duration cpu = Duration.ZERO;

    private Measured(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static Measured start(List<String> javaOptions, Path jar, Path kubeconfig) throws IOException {
        Path log = Files.createTempFile("footprint", ".log");
        List<String> command = new ArrayList<>();
        command.add(JAVA_HOME.resolve("bin/java").toString());
        command.addAll(javaOptions);
        command.addAll(List.of("-jar", jar.toString(), "run", "--no-leader-election", "--health-port=0"));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        return new Measured(builder.start(), log);
    }

    void awaitLog(String words) throws Exception {
        while (!Files.readString(log).contains(words)) {
            if (!process.isAlive()) {
                throw new IllegalStateException("it has ended:\n" + Files.readString(log));
            }
            Thread.sleep(100);
        }
    }

    /** What it took since the last time, the most memory it ever had, and what of the heap is in use after a collection. */
    void print(String phase) throws Exception {
        Duration total = process.info().totalCpuDuration().orElseThrow();
        double seconds = (System.nanoTime() - since) / 1e9;
        double used = (total.toMillis() - cpu.toMillis()) / 1e3;
        String status = Files.readString(Path.of("/proc", "" + process.pid(), "status"));
        String most = kilobytes(status, "VmHWM:\\s+(\\d+) kB");
        String now = kilobytes(status, "VmRSS:\\s+(\\d+) kB");
        jcmd("GC.run");
        long live = USED.matcher(jcmd("GC.heap_info"))
                .results()
                .mapToLong(part -> Long.parseLong(part.group(1)))
                .sum();
        System.out.printf(
                "%s: %.0f s, CPU %.1f s (%.3f cores), RSS %s, at most %s, live heap %d MiB%n",
                phase, seconds, used, used / seconds, now, most, live / 1024);
        since = System.nanoTime();
        cpu = process.info().totalCpuDuration().orElseThrow();
    }

    private static String kilobytes(String status, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(status);
        if (!found.find()) {
            throw new IllegalStateException(status);
        }
        return Long.parseLong(found.group(1)) / 1024 + " MiB";
    }

    private String jcmd(String command) throws Exception {
        Process jcmd = new ProcessBuilder(JAVA_HOME.resolve("bin/jcmd").toString(), "" + process.pid(), command)
                .redirectErrorStream(true)
                .start();
        String said = new String(jcmd.getInputStream().readAllBytes());
        if (jcmd.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
        return said;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().join();
        Files.deleteIfExists(log);
    }
}
