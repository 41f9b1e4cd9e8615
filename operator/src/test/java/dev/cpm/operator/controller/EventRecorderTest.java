package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.cluster.Cluster;
import dev.cpm.operator.placement.status.Happening;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events never hold anybody up, and none is tried for ever; whatever the API server does. */
class EventRecorderTest {
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch answering = new CountDownLatch(1);
    private volatile int code = 201;
    private volatile boolean silent;
    private StubServer server;
    private KubernetesClient client;
    private EventRecorder recorder;

    @BeforeEach
    void start() {
        server = new StubServer(this::answer);
        client = server.client();
        recorder = new EventRecorder(client, "here", Clock.systemUTC(), () -> false);
    }

    @AfterEach
    void stop() {
        answering.countDown();
        recorder.close();
        client.close();
        server.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        try (exchange) {
            if (silent) {
                answering.await();
            }
            byte[] body = "{}".getBytes();
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(code, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(int times) {
        Placement placement = EventObjectTest.placement("web");
        for (int i = 0; i < times; i++) {
            List<Happening> placed = List.of(new Happening(Happening.Type.Normal, "Placed", "Placing", "placed " + i));
            recorder.record(placement, () -> placed);
        }
    }

    private static Duration took(Runnable task) {
        long start = System.nanoTime();
        task.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void oneThatIsRefusedIsNotTriedAgainAndTheNextOnesAreWritten() {
        for (int refusal : List.of(403, 404, 409, 422)) {
            code = refusal;
            int before = asked.get();
            tell(3);
            Cluster.await("each is tried", () -> asked.get() == before + 3);
        }
        code = 201;
        tell(1);
        Cluster.await("the next one is written", () -> asked.get() == 13);
        Cluster.pause(Duration.ofMillis(300));
        assertThat(asked).hasValue(13);
    }

    @Test
    void whatCannotBeFoundOutIsNotToldAndTheNextOnesAreWritten() {
        recorder.record(EventObjectTest.placement("web"), () -> {
            throw new IllegalStateException("injected by a test");
        });
        tell(1);
        Cluster.await("the next one is written", () -> asked.get() == 1);
    }

    @Test
    void whateverFailsAtOneTheNextOnesAreWritten() {
        Happening broken = new Happening(Happening.Type.Normal, "Placed", "Placing", null);
        recorder.record(EventObjectTest.placement("broken"), () -> List.of(broken));
        tell(1);
        Cluster.await("the next one is written", () -> asked.get() == 1);
    }

    @Test
    void anObjectIsNotKeptForWhatIsToBeToldOfIt() {
        silent = true;
        Placement placement = EventObjectTest.placement("web");
        WeakReference<Placement> kept = new WeakReference<>(placement);
        List<Happening> placed = List.of(new Happening(Happening.Type.Normal, "Placed", "Placing", "placed 1 replica"));
        recorder.record(placement, () -> placed);
        recorder.record(placement, () -> placed);
        placement = null;
        Cluster.await("it is gone", () -> {
            System.gc();
            return kept.get() == null;
        });
    }

    @Test
    void whoTellsNeverWaitsEvenIfTheServerIsSilentAndTheQueueIsFull() {
        silent = true;
        assertThat(took(() -> tell(12_000))).isLessThan(Duration.ofSeconds(20));
        assertThat(took(recorder::close)).isBetween(Duration.ofMillis(1900), Duration.ofSeconds(10));
        assertThat(asked).hasValue(1);
    }

    @Test
    void theEndWritesWhatIsLeft() {
        tell(1);
        Cluster.await("the client is warm", () -> asked.get() == 1);
        tell(20);
        recorder.close();
        assertThat(asked).hasValue(21);
    }

    @Test
    void theyComeOneAfterTheOtherWithAPauseBetween() {
        assertThat(took(() -> {
                    tell(100);
                    Cluster.await("all are written", () -> asked.get() == 100);
                }))
                .as("at most 100 a second")
                .isGreaterThan(Duration.ofMillis(900));
    }
}
