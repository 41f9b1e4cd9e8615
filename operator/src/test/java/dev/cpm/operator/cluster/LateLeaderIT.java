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

/** A leader that loses its lease at the worst moments, and acts afterwards: what it does must not count. */
@ExtendWith(RealApiServer.class)
class LateLeaderIT {
    private static final Map<String, Integer> CAPACITY = Map.of("r1-a", 2, "r1-b", 2);

    @RegisterExtension
    final Recorder recorder = new Recorder();

    private Cluster cluster;
    private FaultyWay leadersWay;
    private FaultyWay nextsWay;
    private OperatorProcess leader;
    private OperatorProcess next;

    @BeforeEach
    void fourMachines(LocalControlPlane controlPlane) {
        cluster = new Cluster(controlPlane);
        cluster.forgetLease();
        cluster.apply(SmallWorld.of(CAPACITY));
        leadersWay = new FaultyWay(cluster.access().config("one"));
        nextsWay = new FaultyWay(cluster.access().config("two"));
    }

    /** With a settling time of the first, long enough to stop it before it decides. */
    private void twoOperators(Duration settle) {
        leader = new OperatorProcess(leadersWay.kubeconfig(), "one", settle);
        recorder.withLogs(leader::log);
        Cluster.await("the first leads", leader::leads);
        next = new OperatorProcess(nextsWay.kubeconfig(), "two", Cluster.SETTLE);
        recorder.withLogs(next::log);
        Cluster.await("the second stands by", () -> next.said("standing by"));
    }

    /** The leader's grant of three machines to the early one. */
    private LateGrant grantOnItsWay() {
        LateGrant grant = new LateGrant(leadersWay, "early");
        cluster.want("early", 3);
        grant.awaitSent();
        return grant;
    }

    @AfterEach
    void end() {
        leader.close();
        if (next != null) {
            next.close();
        }
        leadersWay.close();
        nextsWay.close();
        cluster.close();
    }

    @Test
    void oneThatSleepsBetweenSeeingAndDecidingDecidesNothing() throws InterruptedException {
        twoOperators(Duration.ofSeconds(20));
        cluster.want("early", 3);
        Cluster.pause(Duration.ofMillis(1500));
        leader.freeze(); // It has seen the early one, and waits for more.
        assertThat(cluster.placement("early").getStatus().zones()).isEmpty();
        Cluster.await("the next leads", next::leads);
        Cluster.await("the next one places it", () -> cluster.placed("early") == 3);
        cluster.want("early", 1);
        cluster.want("late", 3);
        Cluster.await("the machines are given anew", () -> cluster.placed("early") == 1 && cluster.placed("late") == 3);
        cluster.converge();
        Map<String, String> before = cluster.versions();
        leader.thaw();
        assertThat(leader.exitCode(Duration.ofSeconds(60))).isEqualTo(1);
        Cluster.pause(Duration.ofSeconds(2));
        assertThat(cluster.versions()).isEqualTo(before);
    }

    /** The next one has nothing new to tell the early one: only the fence makes its version move on. */
    @Test
    void aGrantThatArrivesAfterTheNextLeaderTookOverIsVoid() {
        twoOperators(Cluster.SETTLE);
        LateGrant grant = LateGrant.toOneThatHasWaited(cluster, leadersWay, 4);
        leader.kill();
        cluster.apply(SmallWorld.urgent("urgent", 4));
        Cluster.await("the next leads", next::leads);
        Cluster.await("the next one decides", () -> cluster.placed("urgent") == 4);
        assertThat(grant.arrive()).isEqualTo(409);
        cluster.converge();
        assertThat(cluster.placed("early")).isZero();
    }

    private void keepsItsMachinesUntilItArrives(LateGrant grant) {
        cluster.want("late", 3);
        Cluster.await("the next one decides", () -> cluster.observed(cluster.placement("late")));
        Cluster.pause(Duration.ofSeconds(2));
        assertThat(cluster.placed("late")).isZero();
        assertThat(grant.arrive()).isEqualTo(200);
        Cluster.await("it is placed", () -> cluster.placed("early") == 3);
    }

    @Test
    void aGrantThatTheNextLeaderCannotForestallKeepsItsMachines() {
        twoOperators(Cluster.SETTLE);
        nextsWay.failStatus("early", FaultyWay.answer(403));
        LateGrant grant = grantOnItsWay();
        leader.kill();
        Cluster.await("the next leads", next::leads);
        keepsItsMachinesUntilItArrives(grant);
        Cluster.await("what it left is given", () -> cluster.placed("late") == 1);
        nextsWay.heal();
        cluster.converge();
    }

    /** Any of those that are in doubt may be the one that has the machines: what becomes certain of one says nothing. */
    @Test
    void itsMachinesAreKeptWhateverBecomesOfOthersInDoubt() {
        twoOperators(Cluster.SETTLE);
        nextsWay.failStatus("another", FaultyWay.answer(403));
        nextsWay.failStatus("early", FaultyWay.answer(403));
        LateGrant grant = grantOnItsWay();
        leader.kill();
        cluster.want("another", 3);
        Cluster.await("the next took over", () -> next.said("Taken over."));
        cluster.want("another", 2);
        keepsItsMachinesUntilItArrives(grant);
        nextsWay.heal();
        cluster.converge();
    }

    @Test
    void aLeaderThatEndsInDoubtKeepsTheLeaseForTheNextToKnow() throws InterruptedException {
        twoOperators(Cluster.SETTLE);
        LateGrant grant = grantOnItsWay();
        leader.terminate();
        leader.exitCode(Duration.ofSeconds(60));
        assertThat(leader.log()).doesNotContain("The lease is given back.");
        Cluster.await("the next takes over", () -> next.said("Taking over from another leader"));
        cluster.want("late", 3);
        Cluster.await("the next one decides", () -> cluster.placed("early") == 3 && cluster.placed("late") == 1);
        assertThat(grant.arrive()).isEqualTo(409);
        cluster.converge();
    }

    @Test
    void aWatchThatCannotBeReadEndsTheProcess() throws InterruptedException {
        leadersWay.fail("GET", "/placements", leadersWay.garbleTheWatch());
        leader = new OperatorProcess(leadersWay.kubeconfig(), "one", Cluster.SETTLE);
        assertThat(leader.exitCode(Duration.ofSeconds(60))).isNotZero();
    }
}
