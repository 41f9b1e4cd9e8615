package dev.cpm.operator.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.cluster.Cluster;
import dev.cpm.operator.cluster.FaultyWay;
import dev.cpm.operator.cluster.OperatorProcess;
import dev.cpm.operator.cluster.SmallWorld;
import dev.cpm.operator.history.Recorder;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.RealApiServer;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The leader stops in the middle of a batch, as on a machine without CPU, and goes on when another one leads. */
@ExtendWith(RealApiServer.class)
class FrozenIT {
    private static final Duration PAUSE = Duration.ofSeconds(20);
    private static final int PLACEMENTS = 60;

    @RegisterExtension
    final Recorder recorder = new Recorder();

    @Test
    void aLeaderStopsForTwentySecondsInTheMiddleOfABatch(LocalControlPlane controlPlane) {
        try (Rig rig = new Rig(controlPlane, recorder)) {
            rig.cluster().forgetLease();
            try (FaultyWay way = new FaultyWay(rig.cluster().access().config("one"));
                    Keeper one =
                            new Keeper(() -> new OperatorProcess(way.kubeconfig(), "one", Cluster.SETTLE), () -> {})) {
                Cluster.await("the first leads", () -> one.process().leads());
                try (Keeper two =
                        new Keeper(() -> new OperatorProcess(rig.cluster().access(), "two"), () -> {})) {
                    rig.withLogs(() -> "one:\n" + one.logs() + "\ntwo:\n" + two.logs());
                    Cluster.await("the second stands by", () -> two.process().said("standing by"));
                    stopIt(rig, new NthWrite(way, one.process()::freeze), one, two);
                    rig.converge();
                    rig.judge();
                }
            }
        }
    }

    /** Its last write is stored while it stops; the answer waits for it. */
    private static void stopIt(Rig rig, NthWrite freeze, Keeper one, Keeper two) {
        rig.apply(SmallWorld.of(Map.of("r1-a", PLACEMENTS, "r1-b", PLACEMENTS)));
        freeze.after(PLACEMENTS / 2);
        rig.apply(IntStream.range(0, PLACEMENTS)
                .mapToObj(i -> SmallWorld.placement("p-" + i, 1 + i % 4))
                .collect(Collectors.joining()));
        Cluster.await("it has stopped", freeze::happened);
        Cluster.pause(PAUSE);
        Cluster.await("the second leads", () -> two.process().leads());
        one.process().thaw();
        Cluster.await("the first has ended", () -> one.ends() == 1);
        assertThat(two.ends()).isZero();
    }
}
