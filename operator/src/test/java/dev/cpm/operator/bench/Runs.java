package dev.cpm.operator.bench;

import dev.cpm.operator.api.Placement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * How long it takes until so many placements have their first status, by whoever writes them: the operator, an operator
 * as one writes it at first, or a program that knows what to write. Each begins with no placement, answers some for its
 * compiler's sake, and is measured once all others are there.
 */
final class Runs {
    private static final String WARM_UP = "warm-";
    private static final String MEASURED = "p-";

    private final BenchCluster cluster;
    private final Programs programs;
    private final int warmUp;

    Runs(BenchCluster cluster, Programs programs, int warmUp) {
        this.cluster = cluster;
        this.programs = programs;
        this.warmUp = warmUp;
    }

    /** The operator. The clock starts with the end of the settling time. */
    Run converge(int placements) throws Exception {
        cluster.clear();
        Duration settle = BenchSettings.settle(placements);
        try (StatusWatch watch = new StatusWatch(cluster.client());
                JavaProcess operator = programs.operator(settle)) {
            return converge(Run.CONVERGE, placements, settle, watch, operator);
        }
    }

    /** Two operators, each for some of the regions: a third of the placements is at home with one, the others with the other. */
    Run shards(int placements) throws Exception {
        cluster.clear();
        Duration settle = BenchSettings.settle(placements);
        String regions = BenchCluster.REGIONS.get(0);
        try (StatusWatch watch = new StatusWatch(cluster.client());
                JavaProcess one = programs.shard(settle, regions);
                JavaProcess rest = programs.shard(settle, "!" + regions)) {
            return converge(Run.SHARDS, placements, settle, watch, one, rest);
        }
    }

    private Run converge(String phase, int placements, Duration settle, StatusWatch watch, JavaProcess... operators)
            throws Exception {
        for (JavaProcess operator : operators) {
            operator.awaitLog(Programs.LEADS, Programs.PATIENCE);
        }
        cluster.create(WARM_UP, warmUp);
        watch.awaitAll(warmUp, StatusWatch::placed);
        int before = watch.writes();
        cluster.create(MEASURED, placements);
        long start = System.nanoTime() + settle.toNanos();
        if (watch.writes() > before) {
            throw new IllegalStateException("this machine is too busy: it created " + placements
                    + " placements in more than ten times " + settle + ", so not all were in one batch");
        }
        Thread.sleep(Math.max(0, Duration.ofNanos(start - System.nanoTime()).toMillis()));
        return Stopwatch.start(cluster, watch, operators)
                .stop(phase, placements, warmUp + placements, StatusWatch::placed);
    }

    /** The operator as one writes it at first. The clock starts when it may begin, with all placements in its queue. */
    Run naive(int placements) throws Exception {
        return naive(Run.NAIVE, placements);
    }

    /** The same that does not look at what others hold. */
    Run blind(int placements) throws Exception {
        return naive(Run.BLIND, placements, NaiveOperator.BLIND);
    }

    private Run naive(String phase, int placements, String... arguments) throws Exception {
        cluster.clear();
        try (StatusWatch watch = new StatusWatch(cluster.client());
                JavaProcess naive = programs.naive(arguments)) {
            naive.awaitLog(NaiveOperator.STARTED, Programs.PATIENCE);
            cluster.create(WARM_UP, warmUp);
            watch.awaitAll(warmUp, StatusWatch::placed);
            naive.say(NaiveOperator.HOLD);
            naive.awaitLog(NaiveOperator.HOLDS, Programs.PATIENCE);
            cluster.create(MEASURED, placements);
            naive.awaitIdle(Programs.PATIENCE);
            Stopwatch stopwatch = Stopwatch.start(cluster, watch, naive);
            naive.say(NaiveOperator.GO);
            return stopwatch.stop(phase, placements, warmUp + placements, StatusWatch::placed);
        }
    }

    /** Bare writes of the statuses that the operator wrote, to placements that are created anew. */
    Run floor(int placements, List<Placement> statuses) throws Exception {
        cluster.clear();
        cluster.create(WARM_UP, warmUp);
        cluster.create(MEASURED, placements);
        Predicate<Placement> isWarmUp =
                placement -> placement.getMetadata().getName().startsWith(WARM_UP);
        return bareWrites(
                statuses.stream().filter(isWarmUp).toList(),
                statuses.stream().filter(isWarmUp.negate()).toList(),
                StatusWatch::placed);
    }

    /** Bare writes of statuses to the placements that are there, timed from the first to the last of {@code measured}. */
    Run bareWrites(List<Placement> before, List<Placement> measured, Predicate<Placement> such) throws Exception {
        int there = cluster.placements().size();
        List<Placement> all = new ArrayList<>(before);
        all.addAll(measured);
        Path file = StatusFile.write(StatusFile.PLACE, all);
        try (StatusWatch watch = new StatusWatch(cluster.client());
                JavaProcess floor = programs.floor(file, before.size())) {
            floor.awaitLog(Floor.READY, Programs.PATIENCE);
            floor.say("");
            floor.awaitLog(Floor.WARM, Programs.PATIENCE);
            watch.awaitQuiet(Stopwatch.QUIET);
            Stopwatch stopwatch = Stopwatch.start(cluster, watch, floor);
            floor.say("");
            return stopwatch.stop(Run.FLOOR, measured.size(), there, such);
        }
    }
}
