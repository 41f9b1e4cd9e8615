package dev.cpm.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Two operators, of which one leads: what happens when it ends, is killed, or sleeps through the loss of its lease. */
@ExtendWith(RealApiServer.class)
class LeaderIT {
    private static final Map<String, Integer> CAPACITY = Map.of("r1-a", 2, "r1-b", 2);

    @RegisterExtension
    final Recorder recorder = new Recorder();

    private Cluster cluster;
    private OperatorProcess leader;
    private OperatorProcess standby;

    @BeforeEach
    void twoOperators(LocalControlPlane controlPlane) {
        cluster = new Cluster(controlPlane);
        cluster.forgetLease();
        cluster.apply(SmallWorld.of(CAPACITY));
        leader = new OperatorProcess(cluster.access(), "one");
        recorder.withLogs(leader::log);
        Cluster.await("the first leads", leader::leads);
        standby = new OperatorProcess(cluster.access(), "two");
        recorder.withLogs(standby::log);
        Cluster.await("the second stands by", () -> standby.said("standing by"));
        cluster.want("web", 3);
        Cluster.await("the first is placed", () -> cluster.placed("web") == 3); // In one batch the names would decide.
        cluster.want("waits", 3);
        Cluster.await("the rest is given", () -> cluster.placed("waits") == 1);
        cluster.converge();
    }

    @AfterEach
    void end() {
        leader.close();
        standby.close();
        cluster.close();
    }

    /** From now. It has read all there is by then. */
    private Duration untilTheNextLeads() {
        long start = System.nanoTime();
        Cluster.await("the next leads", standby::leads);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void aLeaderThatEndsGivesTheLeaseBackAndTheNextWritesNothing() throws InterruptedException {
        Map<String, String> before = cluster.versions();
        leader.terminate();
        assertThat(untilTheNextLeads()).isLessThan(Duration.ofSeconds(14)); // It would hold for 15 s.
        assertThat(leader.exitCode(Duration.ofSeconds(20))).isIn(0, 143);
        assertThat(leader.log()).contains("The lease is given back.");
        cluster.want("later", 1);
        Cluster.await("the next one answers", () -> cluster.observed(cluster.placement("later")));
        assertThat(cluster.versions().get("Placement default/web")).isEqualTo(before.get("Placement default/web"));
    }

    @Test
    void aLeaderThatIsKilledIsReplacedAndNoMachineIsGivenTwice() {
        Cluster.await(
                "all is told",
                () -> cluster.told("web").size() == 1 && cluster.told("waits").size() == 2);
        leader.kill();
        assertThat(untilTheNextLeads()).isLessThan(Duration.ofSeconds(60));
        cluster.want("web", 1);
        Cluster.await("the freed machines are used", () -> cluster.placed("web") == 1 && cluster.placed("waits") == 3);
        Cluster.await(
                "the next one tells what it did", () -> cluster.told("waits").size() == 4);
        assertThat(cluster.told("web").get(0)).startsWith("Normal Placed: placed 3 replicas");
        assertThat(cluster.told("web").get(1)).startsWith("Normal Released: released 2 replicas");
        assertThat(cluster.told("web")).as("nothing is told again").hasSize(2);
    }

    @Test
    void aLeaderThatSleepsThroughTheLossOfItsLeaseEndsWithoutAWord() throws InterruptedException {
        leader.freeze();
        Cluster.await("the next leads", standby::leads);
        cluster.want("web", 1);
        Cluster.await("the freed machines are used", () -> cluster.placed("web") == 1 && cluster.placed("waits") == 3);
        leader.thaw();
        assertThat(leader.exitCode(Duration.ofSeconds(60))).isEqualTo(1);
        cluster.converge();
        assertThat(cluster.placed("waits")).isEqualTo(3);
    }
}
