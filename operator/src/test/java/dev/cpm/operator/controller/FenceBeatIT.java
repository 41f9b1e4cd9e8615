package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.cluster.Cluster;
import dev.cpm.operator.cluster.FaultyWay;
import dev.cpm.operator.cluster.SmallWorld;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.OperatorAccess;
import dev.cpm.operator.local.RealApiServer;
import dev.cpm.operator.placement.Rounds;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who takes over from another leader may take long, and is not taken for stuck as long as anything moves. */
@ExtendWith(RealApiServer.class)
class FenceBeatIT {
    private static final int PLACEMENTS = 96; // six for each of the writers

    private final CountDownLatch end = new CountDownLatch(1);
    private Cluster cluster;
    private FaultyWay way;
    private KubernetesClient client;
    private Engine engine;

    @BeforeEach
    void start(LocalControlPlane controlPlane) {
        cluster = new Cluster(controlPlane);
        cluster.apply(SmallWorld.unlimited("r1-a")
                + IntStream.range(0, PLACEMENTS)
                        .mapToObj(i -> SmallWorld.placement("web-" + i, 1))
                        .collect(Collectors.joining()));
        way = new FaultyWay(cluster.access().config());
        client = Clients.builder(way.config()).build();
        Settings settings = new Settings(Cluster.SETTLE, false, OperatorAccess.NAMESPACE, "test", -1);
        engine = new Engine(client, settings, Clock.systemUTC(), () -> true, Rounds.BY_THE_RULES, Observer.NONE);
    }

    @AfterEach
    void end() {
        end.countDown();
        engine.end();
        engine.tellTheRest();
        client.close();
        way.close();
        cluster.close();
    }

    private void takeOverWhereAWriteMeets(FaultyWay.Fault fault) {
        way.fail("PUT", "/status", (exchange, body) -> {
            if (!String.valueOf(exchange.getRequestURI().getQuery()).contains("dryRun")) {
                fault.happen(exchange, body);
            } else {
                FaultyWay.pass(exchange, way.forward(exchange, body));
            }
        });
        engine.lead(true);
    }

    @Test
    void itGoesOnWithEachThatIsWritten() {
        takeOverWhereAWriteMeets((exchange, body) -> {
            Thread.sleep(1000);
            FaultyWay.pass(exchange, way.forward(exchange, body));
        });
        Duration[] longest = {Duration.ZERO};
        long start = System.nanoTime();
        Cluster.await("all are written", () -> {
            Duration now = engine.sinceLastBeat();
            longest[0] = now.compareTo(longest[0]) > 0 ? now : longest[0];
            return way.failed("PUT", "/status").size() > PLACEMENTS;
        });
        Duration all = Duration.ofNanos(System.nanoTime() - start);
        assertThat(all).isGreaterThan(Duration.ofSeconds(4));
        assertThat(longest[0]).isLessThan(all.dividedBy(2));
    }

    @Test
    void itStandsStillWhereNothingIsWritten() {
        takeOverWhereAWriteMeets((exchange, body) -> end.await());
        Cluster.await("it stands still", () -> engine.sinceLastBeat().toSeconds() >= 4);
    }
}
