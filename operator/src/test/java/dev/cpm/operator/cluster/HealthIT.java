package dev.cpm.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.RealApiServer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the kubelet hears from a process that starts, stands by, leads and ends. */
@ExtendWith(RealApiServer.class)
class HealthIT {
    private Cluster cluster;

    @BeforeEach
    void start(LocalControlPlane controlPlane) {
        cluster = new Cluster(controlPlane);
        cluster.forgetLease();
        cluster.apply(SmallWorld.unlimited("r1-a"));
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    private static void awaitHealth(OperatorProcess process, String path, String answer) {
        Cluster.await(path + " answers " + answer, () -> process.health(path).startsWith(answer));
    }

    @Test
    void oneLeadsOneStandsByAndBothAreReady() {
        try (OperatorProcess leader = new OperatorProcess(cluster.access(), "one")) {
            awaitHealth(leader, "/readyz", "200 leading: since 20");
            try (OperatorProcess standby = new OperatorProcess(cluster.access(), "two")) {
                awaitHealth(standby, "/readyz", "200 standby: one_");
                for (String path : new String[] {"/livez", "/healthz"}) {
                    assertThat(leader.health(path)).startsWith("200 leading: since 20");
                    assertThat(standby.health(path))
                            .startsWith("200 standby: one_")
                            .endsWith(" leads");
                }
                assertThat(leader.health("/statusz"))
                        .contains("\"phase\":\"leading\"")
                        .contains("\"message\":\"since 20");
                assertThat(standby.health("/statusz")).contains("\"phase\":\"standby\"");
                leader.kill();
                awaitHealth(standby, "/readyz", "200 leading: since 20");
            }
        }
    }

    @Test
    void whatItWaitsForAtTheStartIsSaidAndIsNoReasonToRestartIt() {
        FaultyWay way = new FaultyWay(cluster.access().config("one"));
        way.fail("GET", "/zones", FaultyWay.answer(503));
        try (way;
                OperatorProcess starting =
                        new OperatorProcess(way.kubeconfig(), "one", Cluster.SETTLE, "--wait-for-server=60m")) {
            awaitHealth(starting, "/readyz", "503 starting: waiting for the API server");
            assertThat(starting.health("/livez")).startsWith("200 starting: waiting for the API server");
            way.heal();
            awaitHealth(starting, "/readyz", "200 leading: since 20");
        }
    }

    private void leadAndGiveTheLeaseBack() throws InterruptedException {
        try (OperatorProcess former = new OperatorProcess(cluster.access(), "one")) {
            Cluster.await(
                    "it decides",
                    () -> former.leads() && !former.health("/readyz").contains(" but "));
            former.terminate();
            former.exitCode(Duration.ofSeconds(20));
        }
    }

    private FaultyWay whereAllPlacementsMeet(FaultyWay.Fault fault) {
        return new FaultyWay(cluster.access().config("two"))
                .meet(exchange -> exchange.getRequestURI().toString().matches(".*/placements\\?.*limit=500.*"), fault);
    }

    @Test
    void oneThatMayNotReadEverythingSaysSoAndGivesTheLeaseBack() throws InterruptedException {
        leadAndGiveTheLeaseBack();
        try (FaultyWay way = whereAllPlacementsMeet(FaultyWay.answer(403));
                OperatorProcess refused = new OperatorProcess(way.kubeconfig(), "two", Cluster.SETTLE)) {
            assertThat(refused.exitCode(Duration.ofSeconds(60))).isEqualTo(1);
            assertThat(refused.log())
                    .contains("Cannot watch the cluster; the process ends and a new one takes over: ")
                    .contains("The lease is given back.");
        }
    }

    @Test
    void oneThatIsToldToEndWhileItReadsEndsSoonAndGivesTheLeaseBack() throws InterruptedException {
        leadAndGiveTheLeaseBack();
        FaultyWay way = whereAllPlacementsMeet((exchange, body) -> new CountDownLatch(1).await());
        try (way;
                OperatorProcess reading = new OperatorProcess(way.kubeconfig(), "two", Cluster.SETTLE)) {
            awaitHealth(reading, "/readyz", "200 leading: since 20");
            assertThat(reading.health("/readyz"))
                    .endsWith(", but nothing is decided yet: it reads what is in the cluster");
            reading.terminate();
            reading.exitCode(Duration.ofSeconds(20));
            assertThat(reading.log()).contains("The lease is given back.").doesNotContain("ERROR");
        }
    }

    @Test
    void oneThatEndsIsNoLongerReadyAndStillAlive() {
        FaultyWay way = new FaultyWay(cluster.access().config("one"));
        CountDownLatch never = new CountDownLatch(1);
        way.failStatus("web", way.arriveAfter(never));
        try (way;
                OperatorProcess ending = new OperatorProcess(way.kubeconfig(), "one", Cluster.SETTLE)) {
            awaitHealth(ending, "/readyz", "200 leading");
            cluster.want("web", 1);
            Cluster.await(
                    "the answer is on its way",
                    () -> !way.failed("PUT", "/placements/web/status").isEmpty());
            ending.terminate();
            awaitHealth(ending, "/readyz", "503 ending: what was sent is waited for");
            assertThat(ending.health("/livez")).startsWith("200 ending");
        }
    }
}
