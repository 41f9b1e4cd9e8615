package dev.cpm.operator.bench;

import dev.cpm.operator.placement.Round;
import dev.cpm.operator.placement.RoundAnswer;
import dev.cpm.operator.placement.model.Snapshot;
import dev.cpm.operator.placement.world.World;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one waiting placement costs among many others: the whole round, and the snapshot alone. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@State(Scope.Thread) // Each thread has a world of its own, as each shard: -t 2 is two of them.
public class RoundBenchmark {
    @Param({"3", "9", "100", "1000"})
    int zones;

    @Param({"6", "1000", "10000"})
    int replicas;

    @Param({"0", "100000"})
    int others;

    private World world;

    @Setup(Level.Trial)
    public void prepare() {
        world = new BenchWorld(zones, replicas, BenchWorld.Rules.SOFT, BenchWorld.Machines.ALL, others).world();
    }

    @Benchmark
    public Snapshot snapshot() {
        return world.snapshot();
    }

    /** Snapshot, decision, explanation, status. */
    @Benchmark
    public List<RoundAnswer> round() {
        return Round.of(world, Set.of(BenchWorld.KEY), "2026-01-01T00:00:00Z");
    }
}
