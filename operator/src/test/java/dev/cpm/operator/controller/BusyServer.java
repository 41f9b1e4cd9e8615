package dev.cpm.operator.controller;

import com.sun.net.httpserver.HttpExchange;
import dev.cpm.operator.cluster.Ration;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** An API server that takes no more than its ration, and refuses the others as priority and fairness does. */
final class BusyServer implements AutoCloseable {
    private static final String WORDS = "Too many requests, please try again later.";

    private final Ration ration;
    private final int retryAfter;
    private final StubServer server;

    /** {@code retryAfter}: how many seconds it asks for. */
    BusyServer(Ration ration, int retryAfter) {
        this.ration = ration;
        this.retryAfter = retryAfter;
        this.server = new StubServer(this::answer);
    }

    KubernetesClient client() {
        return server.client();
    }

    /** What is written is returned as it is. */
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (ration.takes()) {
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            } else {
                byte[] words = WORDS.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Retry-After", String.valueOf(retryAfter));
                exchange.sendResponseHeaders(429, words.length);
                exchange.getResponseBody().write(words);
            }
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
