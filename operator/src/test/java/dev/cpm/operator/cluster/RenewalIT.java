package dev.cpm.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.controller.Settings;
import dev.cpm.operator.history.Recorder;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.OperatorAccess;
import dev.cpm.operator.local.RealApiServer;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The lease cannot be renewed, or nothing can be reached: a leader ends in time, and one is there again by itself. */
@ExtendWith(RealApiServer.class)
class RenewalIT {
    private static final Duration AGAIN = Duration.ofSeconds(60);
    private static final String LEASE = "/leases/cpm-operator";

    @RegisterExtension
    final Recorder recorder = new Recorder();

    private Cluster cluster;
    private FaultyWay way;
    private Kubelet kubelet;

    @BeforeEach
    void oneOperator(LocalControlPlane controlPlane) {
        cluster = new Cluster(controlPlane);
        cluster.forgetLease();
        cluster.apply(SmallWorld.unlimited("r1-a"));
        way = new FaultyWay(cluster.access().config("lone"));
        kubelet = new Kubelet(way.kubeconfig(), "lone", "--wait-for-server=60m");
        recorder.withLogs(() -> kubelet.process().log());
        Cluster.await("it leads", () -> kubelet.process().leads());
    }

    @AfterEach
    void end() {
        way.heal();
        kubelet.close();
        way.close();
        cluster.close();
    }

    /** It cannot be had, though it has run out: nobody renewed it for as long as it holds. */
    private void awaitTheEndOfTheLease() {
        Lease lease = cluster.client()
                .leases()
                .inNamespace(OperatorAccess.NAMESPACE)
                .withName(Settings.LEASE)
                .get();
        Instant end = lease.getSpec()
                .getRenewTime()
                .plusSeconds(lease.getSpec().getLeaseDurationSeconds())
                .toInstant();
        Cluster.await("it runs out", () -> Instant.now().isAfter(end));
        Cluster.pause(Duration.ofSeconds(5)); // Some tries to have it.
    }

    private void awaitALeader(String name) {
        long start = System.nanoTime();
        Cluster.await("one leads", () -> kubelet.process().leads());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AGAIN);
        cluster.want(name, 1);
        Cluster.await("it places", () -> cluster.placed(name) == 1);
    }

    @Test
    void whoeverIsRefusedTheRenewalEndsAndALoneOperatorLeadsAgainSoonAfterwards() {
        way.fail("PUT", LEASE, FaultyWay.answer(503));
        Cluster.await("it ends", () -> !kubelet.exitCodes().isEmpty());
        cluster.want("meanwhile", 1);
        awaitTheEndOfTheLease();
        assertThat(kubelet.process().leads()).isFalse();
        assertThat(cluster.placed("meanwhile")).isZero();
        way.heal();
        awaitALeader("later");
        Cluster.await("what waited is placed", () -> cluster.placed("meanwhile") == 1);
        assertThat(kubelet.exitCodes()).containsExactly(1);
    }

    @Test
    void aRenewalThatHangsIsNoBetterThanOneThatFails() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        way.fail("PUT", LEASE, way.arriveAfter(never));
        OperatorProcess first = kubelet.process();
        assertThat(first.exitCode(Duration.ofSeconds(20))).isEqualTo(1);
        assertThat(first.log()).contains("The lease is lost: it could not be renewed for 10 s; the process ends.");
        way.heal();
        never.countDown();
        awaitALeader("later");
    }

    /** A kubelet restarts later and later what ends again and again: so it must wait, not end. */
    @Test
    void afterAnOutageOneLeadsWithinAMinuteWithoutHavingBeenRestartedAgainAndAgain(LocalControlPlane controlPlane) {
        controlPlane.stopApiServer();
        Cluster.await("it ends", () -> !kubelet.exitCodes().isEmpty());
        Cluster.await(
                "the next one waits",
                () -> kubelet.process().health("/readyz").startsWith("503 starting: waiting for the API server"));
        Cluster.pause(Duration.ofSeconds(Integer.getInteger("cpm.test.outage.seconds", 10)));
        assertThat(kubelet.process().health("/livez")).startsWith("200 starting: waiting for the API server");
        controlPlane.startApiServer();
        awaitALeader("later");
        assertThat(kubelet.exitCodes()).hasSize(1);
    }
}
