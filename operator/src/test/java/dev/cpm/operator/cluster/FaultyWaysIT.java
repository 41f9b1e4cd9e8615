package dev.cpm.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.ZoneStatus;
import dev.cpm.operator.history.Recorder;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.RealApiServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Writes that fail and events that are lost: the others go on, and no machine is given twice or lost. */
@ExtendWith(RealApiServer.class)
class FaultyWaysIT {
    private static final Map<String, Integer> CAPACITY = Map.of("r1-a", 12, "r1-b", 11);
    private static final int MACHINES = 23;
    private static final int CROWD = 200;
    private static final Duration LESS_THAN_A_WRITE_HANGS = Duration.ofSeconds(4);
    private static final String SICK = "/placements/sick/status";

    @RegisterExtension
    final Recorder recorder = new Recorder();

    private Cluster cluster;
    private FaultyWay way;

    @BeforeEach
    void start(LocalControlPlane controlPlane) {
        cluster = new Cluster(controlPlane);
        way = new FaultyWay(cluster.access().config());
        cluster.startOperator(way.config());
        cluster.apply(SmallWorld.of(CAPACITY));
    }

    @AfterEach
    void stop() {
        cluster.stopOperator();
        way.close();
        cluster.close();
    }

    /**
     * The sick one first, so that it is decided first; also whenever it is decided together with the thirsty one, since it
     * is older, or as old and before it by name.
     */
    private void applySickAndTwentyOthers() {
        cluster.want("sick", 3);
        Cluster.await("the sick one was tried", () -> !way.failed("PUT", SICK).isEmpty());
        StringBuilder others = new StringBuilder();
        others().forEach(name -> others.append(SmallWorld.placement(name, 1)));
        cluster.apply(others.toString());
    }

    private static List<String> others() {
        return IntStream.range(0, 20).mapToObj(i -> "other-" + i).toList();
    }

    private void awaitTheOthers() {
        Cluster.await("the others are placed", () -> others().stream().allMatch(name -> cluster.placed(name) == 1));
    }

    @Test
    void oneThatAlwaysFailsHoldsUpNobodyAndKeepsItsClaim() {
        way.failStatus("sick", FaultyWay.answer(500));
        applySickAndTwentyOthers();
        awaitTheOthers();
        // Whether the sick one has its three machines is not certain, so nobody else gets them.
        cluster.want("thirsty", 5);
        Cluster.await("the thirsty one is answered", () -> cluster.observed(cluster.placement("thirsty")));
        Cluster.pause(Duration.ofSeconds(2));
        assertThat(cluster.placed("thirsty")).isZero();
        way.heal();
        Cluster.await("the sick one is placed", () -> cluster.placed("sick") == 3);
        cluster.converge();
        assertThat(cluster.placed("thirsty")).isZero();
    }

    @Test
    void oneThatHangsHoldsUpNobody() {
        CountDownLatch never = new CountDownLatch(1);
        way.failStatus("sick", way.arriveAfter(never));
        applySickAndTwentyOthers();
        awaitTheOthers();
        way.heal();
        Cluster.await("the sick one is placed", () -> cluster.placed("sick") == 3);
        never.countDown(); // All those writes arrive now, and come too late.
        cluster.converge();
        assertThat(cluster.placed("sick")).isEqualTo(3);
    }

    @Test
    void aWriteThatArrivesLateIsCountedWhenItDoes() {
        CountDownLatch late = new CountDownLatch(1);
        way.failStatus("sick", way.arriveAfter(late));
        applySickAndTwentyOthers();
        awaitTheOthers();
        cluster.want("thirsty", 5);
        Cluster.await("the thirsty one is answered", () -> cluster.observed(cluster.placement("thirsty")));
        late.countDown();
        Cluster.await("the sick one is placed", () -> cluster.placed("sick") == 3);
        cluster.converge();
        assertThat(cluster.placed("thirsty")).isZero();
    }

    @Test
    void oneThatIsStoredThoughTheAnswerIsLostCounts() {
        way.failStatus("sick", way.loseTheAnswer());
        way.fail("GET", "/placements/sick", FaultyWay.answer(500));
        applySickAndTwentyOthers();
        cluster.want("rest", MACHINES);
        cluster.converge();
        awaitTheOthers();
        assertThat(cluster.placed("sick")).isEqualTo(3);
        assertThat(cluster.placed("rest")).isZero();
        cluster.want("sick", 1);
        Cluster.await("the freed machines are used", () -> cluster.placed("rest") == 2);
        assertThat(cluster.placed("sick")).isEqualTo(1);
    }

    @Test
    void oneThatIsRefusedIsTriedAgainNowAndThenUntilItIsTaken() {
        way.failStatus("sick", FaultyWay.answer(422));
        applySickAndTwentyOthers();
        awaitTheOthers();
        // What is refused is not stored, so its machines are free for others.
        cluster.want("thirsty", 2);
        Cluster.await("the thirsty one is placed", () -> cluster.placed("thirsty") == 2);
        Cluster.pause(Duration.ofSeconds(8));
        assertThat(way.failed("PUT", SICK)).hasSizeBetween(3, 12);
        way.heal();
        Cluster.await("the sick one gets what is left", () -> cluster.placed("sick") == 1);
        cluster.converge();
    }

    @Test
    void aServerThatAsksForAPauseIsLeftAlone() {
        way.failStatus("sick", FaultyWay.answer(429, "Retry-After", "4"));
        way.fail("GET", "/placements/sick", FaultyWay.answer(429, "Retry-After", "4"));
        applySickAndTwentyOthers();
        awaitTheOthers();
        Cluster.await("it is tried again", () -> way.failed("PUT", SICK).size() > 1);
        List<Long> times = way.failed("PUT", SICK);
        assertThat(Duration.ofNanos(times.get(1) - times.get(0))).isGreaterThan(Duration.ofSeconds(4));
        assertThat(way.failed("GET", "/placements/sick")).isEmpty();
        way.heal();
        Cluster.await("the sick one is placed", () -> cluster.placed("sick") == 3);
    }

    @Test
    void aServerThatTakesLittleIsAskedForLittle() {
        Ration ration = new Ration(20);
        way.meet(
                exchange -> exchange.getRequestMethod().equals("PUT")
                        && exchange.getRequestURI().getPath().endsWith("/status"),
                (exchange, body) -> {
                    if (ration.takes()) {
                        FaultyWay.pass(exchange, way.forward(exchange, body));
                    } else {
                        FaultyWay.answer(429, "Retry-After", "1").happen(exchange, body);
                    }
                });
        StringBuilder crowd = new StringBuilder();
        IntStream.range(0, CROWD).forEach(i -> crowd.append(SmallWorld.placement("p-" + i, 1)));
        cluster.stopOperator(); // so that all are there when it begins
        cluster.apply(crowd.toString());
        cluster.startOperator(way.config());
        cluster.converge();
        assertThat(ration.taken()).isGreaterThanOrEqualTo(CROWD);
        assertThat(ration.refused()).isBetween(1, ration.taken() / 5);
    }

    @Test
    void aZoneWhoseSummaryCannotBeWrittenHoldsUpNoPlacement() {
        CountDownLatch never = new CountDownLatch(1);
        way.fail("PUT", "/zones/r1-a/status", way.arriveAfter(never));
        List<Duration> waits = new ArrayList<>();
        for (String name : others()) {
            cluster.want(name, 1);
            long start = System.nanoTime();
            Cluster.await(name + " is placed", () -> cluster.placed(name) == 1);
            waits.add(Duration.ofNanos(System.nanoTime() - start));
        }
        assertThat(waits)
                .as("all but some on a machine that stalls")
                .filteredOn(wait -> wait.compareTo(LESS_THAN_A_WRITE_HANGS) < 0)
                .hasSizeGreaterThan(15);
        way.heal();
        Cluster.await("the zone sums up all that is in it", () -> {
            ZoneStatus status = cluster.zone("r1-a").getStatus();
            long there = others().stream()
                    .filter(name -> cluster.zones(name).containsKey("r1-a"))
                    .count();
            return status != null && status.placements() != null && status.placements() == there;
        });
        never.countDown();
    }

    @Test
    void machinesWhoseEndNoWatchToldAreFoundAfterAWhile() {
        cluster.stopOperator();
        way.fail("GET", "/placements", way.loseDeletions());
        cluster.startOperator(way.config());
        cluster.want("first", MACHINES);
        Cluster.await("it is placed", () -> cluster.placed("first") == MACHINES);
        cluster.kubectl("", "delete", "pl", "first");
        cluster.want("second", 2);
        Cluster.await("the freed machines are used", () -> cluster.placed("second") == 2);
    }
}
