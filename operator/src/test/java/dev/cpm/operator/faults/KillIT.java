package dev.cpm.operator.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.cluster.Cluster;
import dev.cpm.operator.cluster.FaultyWay;
import dev.cpm.operator.cluster.OperatorProcess;
import dev.cpm.operator.cluster.SmallWorld;
import dev.cpm.operator.history.Recorder;
import dev.cpm.operator.local.Deadline;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.RealApiServer;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The operator is killed by kill -9, and started again as a kubelet does. */
@ExtendWith(RealApiServer.class)
class KillIT {
    private static final int PLACEMENTS = 100;

    /** After each of the kills of a story: a minute each would be hours. */
    private static final Duration REST = Duration.ofSeconds(Faults.LONG ? 10 : 3);

    private static final int KILLS = Faults.LONG ? 50 : 5;

    @RegisterExtension
    final Recorder recorder = new Recorder();

    private Rig rig;
    private FaultyWay way;
    private Keeper keeper;
    private NthWrite nthWrite;

    @BeforeEach
    void start(LocalControlPlane controlPlane) {
        rig = new Rig(controlPlane, recorder);
        way = new FaultyWay(rig.cluster().access().config("killed"));
        keeper = new Keeper(
                () -> new OperatorProcess(way.kubeconfig(), "killed", Cluster.SETTLE),
                () -> rig.forgetLeaseOf("killed"));
        rig.withLogs(keeper::logs);
        nthWrite = new NthWrite(way, keeper::kill);
    }

    @AfterEach
    void stop() {
        try {
            keeper.close();
        } finally {
            way.close();
            rig.close();
        }
    }

    /** Who takes over asks the server before it writes, and writes what could have been granted: no rest yet. */
    private void awaitLeader(int ends) {
        Cluster.await("it ended", () -> keeper.ends() >= ends);
        Cluster.await("it leads again", () -> keeper.process().leads());
        rig.converge();
    }

    /** After the first write of a story, after the second and so on, until there is no such write. */
    @Test
    void afterEachWriteOfAStory() {
        rig.play(Town.STORY, (step, edits) -> edits.run());
        Reference reference = Reference.of(rig);
        int kills = 0;
        for (int write = 1; ; write += Faults.LONG ? 1 : 12) {
            assertThat(write).as("writes of a story that has an end").isLessThan(3 * reference.writes());
            rig.begin("killed after write " + write);
            nthWrite.after(write);
            rig.play(Town.STORY, (step, edits) -> edits.run());
            if (!nthWrite.happened()) {
                break;
            }
            kills++;
            awaitLeader(kills);
            // Who takes over writes what could have been granted, and all that was not answered.
            rig.judge(reference, 2 * reference.writes(), REST);
        }
        assertThat(kills).isEqualTo(keeper.ends()).isGreaterThan(3);
    }

    static LongStream seeds() {
        return Faults.seeds(3);
    }

    /** After random writes of random batches. */
    @ParameterizedTest
    @MethodSource("seeds")
    void atRandomWhileAHundredArePlaced(long seed) {
        Random random = new Random(seed);
        rig.begin("killed at random " + seed);
        rig.step();
        rig.apply(SmallWorld.of(Map.of("r1-a", 90, "r1-b", 90)));
        for (int killed = 0; killed < KILLS; killed++) {
            int before = keeper.ends();
            nthWrite.after(1 + random.nextInt(8));
            Deadline deadline = Deadline.in(Duration.ofSeconds(60));
            for (int i = 0; !nthWrite.happened() || i < PLACEMENTS / KILLS; i++) {
                deadline.check("it is killed");
                rig.apply(SmallWorld.placement(
                        "p-" + (killed * PLACEMENTS / KILLS + i % (PLACEMENTS / KILLS)), 1 + random.nextInt(3)));
            }
            Cluster.await("it was killed", () -> keeper.ends() > before);
        }
        awaitLeader(keeper.ends());
        rig.judge();
        assertThat(rig.history().objects().keySet().stream().filter(key -> key.startsWith("placements/")))
                .hasSize(PLACEMENTS);
    }
}
