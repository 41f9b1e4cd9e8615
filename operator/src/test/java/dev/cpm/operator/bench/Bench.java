package dev.cpm.operator.bench;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.local.ControlPlaneBinaries;
import dev.cpm.operator.local.ControlPlaneBinaries.Search;
import dev.cpm.operator.local.LocalControlPlane;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code mvn -Pbench verify}: how fast the operator is on a real API server, and how fast it could be. All programs run
 * on this machine and share it, so the ratios say more than the times.
 */
public final class Bench {
    private static final Path RESULT = Path.of("target", "bench.json");
    private static final int FEW = 100;

    private final BenchSettings settings;
    private final BenchCluster cluster;
    private final Programs programs;
    private final Runs runs;
    private final List<Run> done = new ArrayList<>();
    private final long began = System.nanoTime();

    private Bench(BenchSettings settings, BenchCluster cluster) {
        this.settings = settings;
        this.cluster = cluster;
        programs = new Programs(cluster, settings.javaOptions(), settings.profiles());
        runs = new Runs(cluster, programs, settings.warmUp());
    }

    public static void main(String[] args) throws Exception {
        BenchSettings settings = BenchSettings.fromProperties();
        Search search = ControlPlaneBinaries.obtain();
        ControlPlaneBinaries binaries = search.binaries()
                .orElseThrow(() -> new IllegalStateException("no API server to measure on: " + search.whyNot()));
        // Nobody reads the audit log here, and it would only be kept of the operator.
        try (LocalControlPlane controlPlane = LocalControlPlane.start(binaries, "--audit-log-path=");
                BenchCluster cluster = new BenchCluster(controlPlane)) {
            Figures figures = new Bench(settings, cluster).measure();
            Report.write(figures, RESULT);
            System.out.printf("%n%s%nAll figures: %s%n", Report.table(figures), RESULT.toAbsolutePath());
        }
    }

    private Figures measure() throws Exception {
        say("the API server warms up");
        runs.converge(settings.sizes().get(0));
        say("start to first decision");
        FirstDecision first = FirstDecision.measure(cluster, programs);
        Optional<Programs> cached = programs.withAotCache();
        FirstDecision firstWithCache = cached.isPresent() ? FirstDecision.measure(cluster, cached.get()) : null;
        say("one change among %d", FEW);
        OneChange few = among(FEW);
        int full = settings.largest();
        for (int size : settings.sizes()) {
            converge(size, size == full);
        }
        say("restart over %d", full);
        Restart restart = Restart.measure(cluster, programs);
        ServerSize server = ServerSize.measure(cluster);
        say("one change among %d", full);
        OneChange many = OneChange.measure(cluster, programs, settings.samples());
        say("failover over %d", full);
        Failover failover = Failover.measure(cluster, programs);
        say("one change among %d, again", full);
        many = many.and(OneChange.measure(cluster, programs, settings.samples()));
        say("a zone goes to Maintenance in which %d have replicas", full);
        ZoneFlip flip = ZoneFlip.measure(cluster, programs, runs, full);
        say("one change among %d, most of them unhappy", flip.placements());
        OneChange unhappy = OneChange.measure(cluster, programs, settings.samples() / 4 * 2);
        cluster.openAll();
        say("one change among %d, again", FEW);
        few = few.and(among(FEW));
        say("caches, %d", settings.cached());
        CacheSize cache = cacheSize();
        return new Figures(
                machine(),
                first,
                firstWithCache,
                List.copyOf(done),
                restart,
                server,
                few,
                many,
                failover,
                flip,
                unhappy,
                cache);
    }

    /** One after the other and back, so that a machine that gets slower all the time does so to all of them. */
    private void converge(int size, boolean others) throws Exception {
        List<Placement> answered = List.of();
        int times = settings.repetitions(size);
        for (int i = 0; i < times; i++) {
            if (i % 2 == 0) {
                operator(size);
                answered = cluster.placements();
                floor(size, answered);
                if (others) {
                    naive(size);
                }
            } else {
                if (others) {
                    naive(size);
                }
                floor(size, answered);
                operator(size);
            }
            if (others && i == 0) {
                blind(size);
                shards(size);
            }
        }
    }

    private void operator(int size) throws Exception {
        say("%s, %d", Run.CONVERGE, size);
        done(runs.converge(size));
    }

    private void naive(int size) throws Exception {
        say("%s, %d", Run.NAIVE, size);
        done(runs.naive(size));
    }

    private void blind(int size) throws Exception {
        say("%s, %d", Run.BLIND, size);
        done(runs.blind(size));
    }

    private void shards(int size) throws Exception {
        say("%s, %d", Run.SHARDS, size);
        done(runs.shards(size));
    }

    private void floor(int size, List<Placement> answered) throws Exception {
        say("%s, %d", Run.FLOOR, size);
        done(runs.floor(size, answered));
    }

    private void done(Run run) {
        done.add(run);
        say("  %s", Report.told(run));
    }

    private OneChange among(int placements) throws Exception {
        cluster.clear();
        cluster.create("few-", placements);
        return OneChange.measure(cluster, programs, settings.samples());
    }

    private CacheSize cacheSize() throws Exception {
        Path like = StatusFile.write(StatusFile.PLACE, cluster.placements().subList(0, 1));
        try (JavaProcess program = programs.cacheSize(like, settings.cached())) {
            return CacheSize.of(program.awaitEnd(Programs.PATIENCE));
        }
    }

    private Map<String, String> machine() throws IOException {
        Map<String, String> machine = new LinkedHashMap<>();
        var system = ManagementFactory.getOperatingSystemMXBean();
        machine.put(
                "machine", system.getAvailableProcessors() + " cores, " + system.getName() + " " + system.getArch());
        machine.put("processor", Machine.processor());
        machine.put("memory", Machine.memory());
        machine.put("load at the end", String.format("%.1f", system.getSystemLoadAverage()));
        machine.put("Java", Runtime.version() + " " + String.join(" ", settings.javaOptions()));
        machine.put("Kubernetes", cluster.controlPlane().version());
        return machine;
    }

    private void say(String format, Object... values) {
        System.out.printf("%4d s  %s%n", (System.nanoTime() - began) / 1_000_000_000, String.format(format, values));
    }
}
