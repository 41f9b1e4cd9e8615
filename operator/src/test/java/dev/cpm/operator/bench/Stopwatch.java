package dev.cpm.operator.bench;

import dev.cpm.operator.api.Placement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Measures a {@link Run}: by the statuses that a watch sees, and by the CPU times of programs and API server. */
final class Stopwatch {
    /** What is written so much later belongs to no run any more. */
    static final Duration QUIET = Duration.ofSeconds(1);

    private final BenchCluster cluster;
    private final List<JavaProcess> programs;
    private final StatusWatch watch;
    private final int writes;
    private final Duration programCpu;
    private final Duration apiServerCpu;
    private final long start;

    private Stopwatch(BenchCluster cluster, List<JavaProcess> programs, StatusWatch watch) {
        this.cluster = cluster;
        this.programs = programs;
        this.watch = watch;
        writes = watch.writes();
        programCpu = cpu(programs);
        apiServerCpu = cluster.apiServerCpu();
        start = System.nanoTime();
    }

    static Stopwatch start(BenchCluster cluster, StatusWatch watch, JavaProcess... programs) {
        return new Stopwatch(cluster, List.of(programs), watch);
    }

    private static Duration cpu(List<JavaProcess> programs) {
        return programs.stream().map(JavaProcess::cpu).reduce(Duration.ZERO, Duration::plus);
    }

    /** Stops with the last status, once so many placements are there and all of them such. */
    Run stop(String phase, int placements, int there, Predicate<Placement> such) throws Exception {
        try {
            watch.awaitAll(there, such);
        } catch (TimeoutException e) {
            for (JavaProcess program :
                    programs) { // It may have lost its lease: where the API server stands still, it ends.
                e.addSuppressed(new IllegalStateException(program.log()));
            }
            throw e;
        }
        Duration ofProgram = cpu(programs).minus(programCpu);
        Duration ofApiServer = cluster.apiServerCpu().minus(apiServerCpu);
        double peak = programs.stream().mapToLong(JavaProcess::peakKiB).sum() / 1024.0;
        watch.awaitQuiet(QUIET);
        return new Run(
                phase,
                placements,
                (watch.last() - start) / 1e9,
                watch.writes() - writes,
                ofProgram.toMillis() / 1e3,
                ofApiServer.toMillis() / 1e3,
                peak);
    }
}
