package dev.cpm.operator.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.cluster.Cluster;
import dev.cpm.operator.cluster.FaultyWay;
import dev.cpm.operator.cluster.OperatorProcess;
import dev.cpm.operator.cluster.SmallWorld;
import dev.cpm.operator.history.Recorder;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.RealApiServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** etcd or the API server is killed and comes back, and history is forgotten meanwhile. */
@ExtendWith(RealApiServer.class)
class OutageIT {
    private static final Duration OUTAGE = Duration.ofSeconds(Faults.LONG ? 60 : 12);
    private static final int PLACEMENTS = 60;
    private static final Duration NOT_YET = Duration.ofSeconds(5);
    private static final String AS_IN_A_CLUSTER = "--wait-for-server=60m";

    @RegisterExtension
    final Recorder recorder = new Recorder();

    private LocalControlPlane controlPlane;
    private Rig rig;
    private FaultyWay way;
    private Watches watches;
    private Keeper keeper;

    @BeforeEach
    void start(LocalControlPlane servers) {
        controlPlane = servers;
        rig = new Rig(servers, recorder);
        rig.cluster().forgetLease();
        way = new FaultyWay(rig.cluster().access().config("in-an-outage"));
        watches = new Watches(way);
        keeper = new Keeper(
                () -> new OperatorProcess(way.kubeconfig(), "in-an-outage", Cluster.SETTLE, AS_IN_A_CLUSTER), () -> {});
        rig.withLogs(keeper::logs);
        rig.apply(SmallWorld.of(Map.of("r1-a", 2 * PLACEMENTS, "r1-b", 2 * PLACEMENTS)));
        Cluster.await("it leads", () -> keeper.process().leads());
    }

    @AfterEach
    void stop() {
        controlPlane.startEtcd();
        try {
            keeper.close();
        } finally {
            way.close();
            rig.close();
        }
    }

    /** Asks for many machines, and returns while they are given. */
    private void inTheMiddleOfABatch() {
        rig.apply(IntStream.range(0, PLACEMENTS)
                .mapToObj(i -> SmallWorld.placement("p-" + i, 1 + i % 5))
                .collect(Collectors.joining()));
        Cluster.await("the first are placed", () -> rig.cluster().placed("p-1") > 0);
    }

    private void judge() {
        rig.converge();
        rig.apply(SmallWorld.placement("last", 1));
        rig.delete("p-4");
        rig.converge();
        assertThat(rig.cluster().placed("last")).isEqualTo(1);
        rig.judge();
    }

    @Test
    void etcdIsKilled() {
        inTheMiddleOfABatch();
        controlPlane.stopEtcd();
        Cluster.pause(OUTAGE);
        controlPlane.startEtcd();
        judge();
    }

    @Test
    void theApiServerIsKilled() {
        inTheMiddleOfABatch();
        controlPlane.stopApiServer();
        Cluster.pause(OUTAGE);
        controlPlane.startApiServer();
        judge();
    }

    /** An API server that has just been started refuses everybody until it has read who may do what. */
    @Test
    void anApiServerThatDoesNotKnowYetWhoMayDoWhatIsWaitedFor() {
        inTheMiddleOfABatch();
        int ends = keeper.ends();
        refuseToShowAnything();
        watches.cut();
        rig.delete("p-3");
        Cluster.pause(NOT_YET);
        assertThat(keeper.ends()).as("one that runs goes on").isEqualTo(ends);
        keeper.kill();
        Cluster.await("the next one asks", () -> keeper.process().log().contains("Waiting for the API server: "));
        Cluster.pause(NOT_YET);
        assertThat(keeper.ends()).as("one that starts waits").isEqualTo(ends + 1);
        way.heal();
        judge();
    }

    private void refuseToShowAnything() {
        for (String kind : List.of("regions", "zones", "interconnects", "loadbalancers", "placements", "namespaces")) {
            way.fail("GET", "/" + kind, FaultyWay.answer(403));
        }
    }

    /** What the watches would go on from is forgotten when they can be opened again. */
    @Test
    void historyIsCompactedWhileNothingWasWatched() throws IOException, InterruptedException {
        inTheMiddleOfABatch();
        rig.converge();
        rig.step();
        watches.refuse();
        rig.delete("p-3");
        rig.apply(SmallWorld.placement("p-2", 1));
        rig.apply(SmallWorld.placement("more", 3));
        rig.history().chronicle(); // It has seen what is forgotten now.
        rig.history().etcd().compact();
        controlPlane.stopApiServer(); // Its cache of old versions goes with it.
        controlPlane.startApiServer();
        watches.heal();
        judge();
    }

    /** The server says so itself, again and again, before it lets them be opened. */
    @Test
    void watchesAreToldThatTheyBeginTooFarBack() {
        inTheMiddleOfABatch();
        watches.expire();
        rig.delete("p-3");
        rig.apply(SmallWorld.placement("more", 3));
        Cluster.pause(Duration.ofSeconds(3));
        watches.heal();
        judge();
    }
}
