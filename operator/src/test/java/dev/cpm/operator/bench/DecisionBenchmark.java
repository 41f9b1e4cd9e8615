package dev.cpm.operator.bench;

import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.placement.decide.Deciding;
import dev.cpm.operator.placement.decide.Explaining;
import dev.cpm.operator.placement.decide.Findings;
import dev.cpm.operator.placement.decide.Scene;
import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.Snapshot;
import dev.cpm.operator.placement.model.ZoneInfo;
import dev.cpm.operator.placement.moves.Offers;
import dev.cpm.operator.placement.rules.Rules;
import dev.cpm.operator.placement.status.Evenness;
import dev.cpm.operator.placement.status.Statuses;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
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

/**
 * What one decision costs, beside a floor: what nobody can save, sorting the zones and dealing the indexes. All of it:
 *
 * <pre>
 * mvn -q -pl operator test-compile exec:exec -Dexec.executable=java -Dexec.classpathScope=test \
 *     -Dexec.args="-cp %classpath org.openjdk.jmh.Main DecisionBenchmark"
 * </pre>
 *
 * A part of it: append, inside the quotes, a method and parameters: {@code DecisionBenchmark.decide -p zones=9}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@State(Scope.Benchmark)
public class DecisionBenchmark {
    private static final String NOW = "2026-01-01T00:00:00Z";

    @Param({"3", "9", "100", "1000"})
    int zones;

    @Param({"6", "1000", "10000"})
    int replicas;

    /** One soft zone constraint (the default), one hard one, hard ones over zones and regions, a hard one with Honor. */
    @Param({"SOFT", "HARD", "TWO_LEVELS", "HONOR"})
    BenchWorld.Rules rules;

    /** Whether there are machines for all replicas, or for half of them: then the causes are looked for. */
    @Param({"ALL", "HALF"})
    BenchWorld.Machines machines;

    /** Other placements, which hold three replicas each. */
    @Param({"0", "10000"})
    int others;

    private BenchWorld bench;
    private Snapshot snapshot;
    private Scene decided;
    private Findings findings;
    private List<ZoneInfo> catalogue;

    @Setup(Level.Trial)
    public void prepare() {
        bench = new BenchWorld(zones, replicas, rules, machines, others);
        snapshot = bench.world().snapshot();
        catalogue = List.copyOf(snapshot.zones());
        Snapshot after = bench.world().snapshot();
        Assignment assignment = decide();
        after.allocations().take(assignment, bench.request().machineType());
        decided = Rules.scene(bench.request(), after, assignment);
        findings = explain();
    }

    /** Sorting the zones by name and dealing the indexes in turn. */
    @Benchmark
    public BitSet[] floor() {
        List<ZoneInfo> sorted = new ArrayList<>(catalogue);
        sorted.sort(Comparator.comparing(ZoneInfo::name));
        BitSet[] dealt = new BitSet[sorted.size()];
        for (int index = 0; index < replicas; index++) {
            int zone = index % dealt.length;
            if (dealt[zone] == null) {
                dealt[zone] = new BitSet();
            }
            dealt[zone].set(index);
        }
        return dealt;
    }

    /** The zones in order, the counts, the indexes. */
    @Benchmark
    public Assignment decide() {
        return Deciding.decide(Rules.scene(bench.request(), snapshot, Assignment.NONE));
    }

    /** The blockers, and the causes of what is unplaced. */
    @Benchmark
    public Findings explain() {
        return Explaining.explain(decided);
    }

    /** Violations, remedies, conditions, the assignment as text. */
    @Benchmark
    public PlacementStatus status() {
        return Statuses.of(findings, Offers.none(null), Evenness.of(findings), null, 1L, NOW);
    }
}
