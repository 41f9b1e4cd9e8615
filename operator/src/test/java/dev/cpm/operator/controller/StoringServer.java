package dev.cpm.operator.controller;

import com.sun.net.httpserver.HttpExchange;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** An API server that stores whatever it is sent, as a version of its own, but for what it is to refuse. */
final class StoringServer implements AutoCloseable {
    private static final int UNPROCESSABLE = 422;
    private static final long LONG = 1_000;

    private final AtomicLong versions = new AtomicLong(100);
    private final StubServer server = new StubServer(this::answer);
    private volatile CountDownLatch held = new CountDownLatch(0);
    private volatile String refused = "";
    private volatile String delayed = "";
    private volatile String unheard = "";
    private volatile String lost = "";

    /** What was stored last, by path. */
    private final Map<String, byte[]> last = new ConcurrentHashMap<>();

    private final List<String> events = new CopyOnWriteArrayList<>();

    KubernetesClient client() {
        return server.client();
    }

    /** From now on nothing is answered, until {@link #goOn}. */
    void hold() {
        held = new CountDownLatch(1);
    }

    /** From now on whoever writes a status of an object of this name waits long for the answer. */
    void delay(String name) {
        delayed = name;
    }

    /** From now on no status of an object of this name is stored. */
    void refuse(String name) {
        refused = name;
    }

    /** From now on whoever writes a status of an object of this name is not told that it is stored, as by a proxy. */
    void loseAnswers(String name) {
        unheard = name;
    }

    /** From now on no status of an object of this name is stored, and whoever writes one, or looks, is not told so either. */
    void lose(String name) {
        lost = name;
    }

    /** The reasons of all Events that it was sent. */
    List<String> events() {
        return events;
    }

    void goOn() {
        held.countDown();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            byte[] stored = body.length == 0 ? last.get(path + "/status") : stored(body);
            held.await();
            if (path.endsWith("/" + delayed + "/status")) {
                Thread.sleep(LONG);
            }
            if (path.endsWith("/" + refused + "/status")) {
                exchange.sendResponseHeaders(UNPROCESSABLE, -1);
                return;
            }
            if (path.endsWith("/" + lost + "/status") || path.endsWith("/" + lost) || stored == null) {
                exchange.sendResponseHeaders(HttpURLConnection.HTTP_GATEWAY_TIMEOUT, -1);
                return;
            }
            last.put(path, stored);
            if (path.endsWith("/" + unheard + "/status")) {
                exchange.sendResponseHeaders(HttpURLConnection.HTTP_GATEWAY_TIMEOUT, -1);
                return;
            }
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, stored.length);
            exchange.getResponseBody().write(stored);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] stored(byte[] body) {
        GenericKubernetesResource object =
                Serialization.unmarshal(new String(body, StandardCharsets.UTF_8), GenericKubernetesResource.class);
        if (object.getKind().equals("Event")) {
            events.add(object.get("reason"));
        }
        object.getMetadata().setResourceVersion(Long.toString(versions.incrementAndGet()));
        return Serialization.asJson(object).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        goOn();
        server.close();
    }
}
