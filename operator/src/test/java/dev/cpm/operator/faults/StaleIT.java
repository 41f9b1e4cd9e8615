package dev.cpm.operator.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.cluster.Cluster;
import dev.cpm.operator.cluster.FaultyWay;
import dev.cpm.operator.cluster.SmallWorld;
import dev.cpm.operator.history.Recorder;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.RealApiServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The operator sees what is no longer so, or does not see what was. */
@ExtendWith(RealApiServer.class)
class StaleIT {
    private static final Duration LAG = Duration.ofSeconds(5);

    @RegisterExtension
    final Recorder recorder = new Recorder();

    private Rig rig;
    private FaultyWay way;
    private Watches watches;
    private OldLists oldLists;

    @BeforeEach
    void start(LocalControlPlane controlPlane) {
        rig = new Rig(controlPlane, recorder);
        way = new FaultyWay(rig.cluster().access().config());
        watches = new Watches(way);
        oldLists = new OldLists(way, rig.client());
        rig.cluster().startOperator(way.config());
        rig.apply(SmallWorld.of(Map.of("r1-a", 5)));
    }

    @AfterEach
    void stop() {
        watches.heal();
        rig.cluster().stopOperator();
        way.close();
        rig.close();
    }

    private void want(String name, int replicas) {
        rig.apply(SmallWorld.placement(name, replicas));
    }

    private int placed(String name) {
        return rig.cluster().placed(name);
    }

    /** It never lists what a cache may answer; but its watches, too, lag behind what is stored. */
    @Test
    void aRestartWhereCachesAreOfLongAgo() {
        oldLists.freeze("regions", "zones", "placements");
        want("web", 3);
        rig.converge();
        rig.cluster().stopOperator();
        watches.hold();
        rig.cluster().startOperator(way.config());
        rig.step();
        want("db", 5);
        Cluster.pause(LAG);
        watches.heal();
        rig.converge();
        assertThat(oldLists.answered()).as("lists from a cache").isZero();
        assertThat(placed("web")).isEqualTo(3);
        assertThat(placed("db")).isEqualTo(2);
        rig.judge();
    }

    @Test
    void itsOwnWriteIsNotSeenForFiveSeconds() {
        way.failStatus("web", (exchange, body) -> {
            watches.hold();
            FaultyWay.pass(exchange, way.forward(exchange, body));
        });
        want("web", 3);
        Cluster.await("it is placed", () -> placed("web") == 3);
        want("web", 2);
        want("db", 5);
        Cluster.pause(LAG);
        way.heal();
        watches.heal();
        rig.converge();
        assertThat(placed("web")).isEqualTo(2);
        assertThat(placed("db")).isEqualTo(3);
        rig.judge();
    }

    @Test
    void aSpecIsEditedTwiceWhileTheWatchLags() {
        want("web", 1);
        want("db", 1);
        rig.converge();
        rig.step();
        watches.hold();
        want("web", 4);
        want("web", 2);
        want("db", 3);
        Cluster.pause(Cluster.SETTLE.multipliedBy(4));
        watches.heal();
        rig.converge();
        assertThat(placed("web")).isEqualTo(2);
        assertThat(placed("db")).isEqualTo(3);
        rig.judge();
    }

    /** The write of what was decided for the former one is under way while the other one takes its name. */
    @Test
    void oneIsDeletedAndRecreatedUnderTheSameNameWhileItIsAnswered() {
        way.failStatus("web", (exchange, body) -> {
            watches.hold();
            rig.delete("web");
            want("web", 2);
            FaultyWay.pass(exchange, way.forward(exchange, body));
        });
        want("web", 4);
        Cluster.await(
                "the former one was answered",
                () -> !way.failed("PUT", "/placements/web/status").isEmpty());
        way.heal();
        Cluster.pause(Cluster.SETTLE.multipliedBy(4));
        watches.heal();
        rig.converge();
        want("db", 5);
        rig.converge();
        assertThat(placed("web")).isEqualTo(2);
        assertThat(placed("db")).isEqualTo(3);
        rig.judge();
    }

    /** No watch ever tells of the end of the one and the begin of the other: they are found by a new list. */
    @Test
    void oneIsDeletedAndAnotherCreatedUnseen() {
        want("web", 4);
        rig.converge();
        rig.step();
        watches.refuse();
        rig.delete("web");
        want("web", 1);
        want("ghost", 2);
        rig.delete("ghost");
        want("db", 5);
        watches.expire();
        Cluster.pause(Duration.ofSeconds(2));
        watches.heal();
        rig.converge();
        assertThat(placed("web") + placed("db")).isEqualTo(5);
        rig.judge();
    }

    /** A lost event is no stale list: nobody lists again until it is time to look after all. */
    @Test
    void oneThatIsCreatedAndDeletedUnseenLeavesNoTrace() {
        watches.hide(line -> line.contains("\"ghost\""));
        want("ghost", 3);
        rig.delete("ghost");
        want("web", 5);
        Cluster.await("it is placed", () -> placed("web") == 5);
        watches.heal();
        rig.converge();
        rig.judge();
    }

    @Test
    void machinesThatAreTakenAwayAndBroughtBackUnseen() {
        want("web", 4);
        rig.converge();
        rig.step();
        watches.hold();
        rig.apply(SmallWorld.zone("r1-a", "Available", 3));
        rig.apply(SmallWorld.zone("r1-a", "Available", 5));
        want("db", 2);
        Cluster.pause(Cluster.SETTLE.multipliedBy(4));
        watches.heal();
        rig.converge();
        assertThat(placed("web")).isEqualTo(4);
        assertThat(placed("db")).isEqualTo(1);
        rig.judge();
    }
}
