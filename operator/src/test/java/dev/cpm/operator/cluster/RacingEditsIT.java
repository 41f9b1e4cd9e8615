package dev.cpm.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.RealApiServer;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Specs edited while their status is written, a thousand times.
 *
 * <p>The operator's way to the API server leads through this test. Each status write that comes by is stopped for an edit
 * of the same placement; the write of the answer to that edit is raced by the next edit, and so on. So every edit races a
 * write that is under way, and an edit that is lost is never answered: then its placement stands still, and the bound
 * passes.
 */
@ExtendWith(RealApiServer.class)
class RacingEditsIT {
    private static final int PLACEMENTS = 25;
    private static final int EDITS_EACH = 40;
    /** An answer takes a second or two on a busy machine; one that is lost never comes. */
    private static final Duration BOUND = Duration.ofSeconds(30);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Cluster cluster;
    private FaultyWay way;
    private List<Racer> racers;

    @BeforeEach
    void start(LocalControlPlane controlPlane) {
        cluster = new Cluster(controlPlane);
        way = new FaultyWay(cluster.access().config());
        racers = IntStream.range(0, PLACEMENTS).mapToObj(Racer::new).toList();
        racers.forEach(racer -> way.failStatus(racer.name, racer::race));
        cluster.startOperator(way.config(), Duration.ofMillis(1));
        cluster.apply(SmallWorld.unlimited("r1-a"));
    }

    @AfterEach
    void stop() {
        cluster.stopOperator();
        way.close();
        threads.shutdownNow();
        cluster.close();
    }

    @Test
    void aSpecEditedWhileItsStatusIsWrittenIsAlwaysObserved() {
        StringBuilder manifest = new StringBuilder();
        racers.forEach(racer -> manifest.append(SmallWorld.placement(racer.name, 0)));
        racers.forEach(racer -> racer.edited = System.nanoTime());
        cluster.apply(manifest.toString());
        while (!racers.stream().allMatch(Racer::done)) {
            assertThat(racers.stream().filter(Racer::lost))
                    .as("edits that are not answered within %s", BOUND)
                    .isEmpty();
            Cluster.pause(Duration.ofMillis(100));
        }

        assertThat(racers).allSatisfy(racer -> assertThat(racer.failure).isNull());
        assertThat(count(Moment.BEFORE, 409)).as("writes that came too late").isEqualTo(all(Moment.BEFORE));
        assertThat(count(Moment.STORED, 200))
                .as("writes edited before they were heard of")
                .isEqualTo(all(Moment.STORED));
        assertThat(count(Moment.BESIDE, 409) + count(Moment.BESIDE, 200)).isEqualTo(all(Moment.BESIDE));
        assertThat(all(Moment.BEFORE) + all(Moment.STORED) + all(Moment.BESIDE)).isEqualTo(1_000);
        System.out.printf(
                "1000 edits raced status writes: %d before, %d beside (%d of them won), %d after; slowest answer %d ms%n",
                all(Moment.BEFORE),
                all(Moment.BESIDE),
                count(Moment.BESIDE, 409),
                all(Moment.STORED),
                racers.stream().mapToLong(racer -> racer.slowest).max().orElseThrow() / 1_000_000);
        cluster.converge();
        assertThat(racers).allSatisfy(racer -> {
            Placement placement = cluster.placement(racer.name);
            assertThat(placement.getMetadata().getGeneration()).isEqualTo(EDITS_EACH + 1);
            assertThat(placement.getStatus().observedGeneration()).isEqualTo(EDITS_EACH + 1);
            assertThat(placement.getStatus().placed())
                    .isEqualTo(placement.getSpec().replicas());
        });
    }

    private long all(Moment moment) {
        return racers.stream()
                .flatMap(racer -> racer.races.stream())
                .filter(race -> race.moment == moment)
                .count();
    }

    private long count(Moment moment, int code) {
        return racers.stream()
                .flatMap(racer -> racer.races.stream())
                .filter(race -> race.moment == moment && race.code == code)
                .count();
    }

    /** A placement, its edits, and the writes that they race. */
    private final class Racer {
        private final int number;
        private final String name;
        private final List<Race> races = new CopyOnWriteArrayList<>();
        private volatile long generation = 1;
        private volatile long edited;
        private volatile long slowest;
        private volatile boolean done;
        private volatile Throwable failure;

        Racer(int number) {
            this.number = number;
            this.name = "busy-" + number;
        }

        boolean done() {
            return done || failure != null;
        }

        boolean lost() {
            return !done() && System.nanoTime() - edited > BOUND.toNanos();
        }

        /** A write of its status is under way. */
        synchronized void race(HttpExchange exchange, byte[] body) {
            try {
                Placement written = Serialization.unmarshal(new ByteArrayInputStream(body), Placement.class);
                if (written.getStatus().observedGeneration() < generation) {
                    way.let(exchange, body, () -> {}); // of an older spec; the answer to the newest is still to come
                    return;
                }
                slowest = Math.max(slowest, System.nanoTime() - edited);
                if (races.size() == EDITS_EACH) {
                    done = way.let(exchange, body, () -> {}) == HttpURLConnection.HTTP_OK;
                    return;
                }
                Moment moment = Moment.values()[(number + races.size()) % Moment.values().length];
                races.add(new Race(moment, race(moment, exchange, body)));
            } catch (IOException | InterruptedException | RuntimeException e) {
                failure = e;
            }
        }

        private int race(Moment moment, HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
            return switch (moment) {
                case BEFORE -> {
                    edit();
                    yield way.let(exchange, body, () -> {});
                }
                case BESIDE -> {
                    CompletableFuture<Void> edit = CompletableFuture.runAsync(this::edit, threads);
                    Thread.sleep(races.size() % 10 * 3L); // so that now one is first, now the other
                    int code = way.let(exchange, body, () -> {});
                    edit.join();
                    yield code;
                }
                case STORED -> way.let(exchange, body, this::edit);
            };
        }

        private void edit() {
            Placement now = cluster.client()
                    .resources(Placement.class)
                    .inNamespace("default")
                    .withName(name)
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            "{\"spec\":{\"replicas\":" + (1 + races.size() % 6) + "}}");
            edited = System.nanoTime();
            generation = now.getMetadata().getGeneration();
        }

        @Override
        public String toString() {
            return name + ": generation " + generation + ", made in " + races.get(races.size() - 1);
        }
    }

    /** When the edit is made: the write has not arrived, arrives at the same time, or is stored but not answered. */
    private enum Moment {
        BEFORE,
        BESIDE,
        STORED
    }

    /** What the API server said to the write, 409 where the edit was first. */
    private record Race(Moment moment, int code) {}
}
