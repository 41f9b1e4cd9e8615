package dev.cpm.operator.controller;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cpm.operator.cluster.Ration;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An API server that takes no more than its ration, and refuses the others as priority and fairness does. */
final class BusyServer implements AutoCloseable {
    private static final String WORDS = "Too many requests, please try again later.";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Ration ration;
    private final int retryAfter;

    /** {@code retryAfter}: how many seconds it asks for. */
    BusyServer(Ration ration, int retryAfter) {
        this.ration = ration;
        this.retryAfter = retryAfter;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    KubernetesClient client() {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
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
        server.stop(0);
        threads.shutdownNow();
    }
}
