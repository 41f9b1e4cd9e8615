package dev.cpm.operator.controller;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the kubelet and people how the process is. {@code /livez} ({@code /healthz} is the same) and {@code /readyz}
 * answer 200 or 503, and either way what the process is doing: {@code standby: cpm-operator-abc leads}. {@code /statusz}
 * says the same as JSON, {@code phase} and {@code message}, always with 200.
 */
public final class HealthServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HealthServer.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What the JDK's server bounds by properties, read when the first one is made: seconds that a request and its answer
     * may take, and open connections. Whoever opens one and says nothing holds up nobody.
     */
    private static final Map<String, String> LIMITS = Map.of(
            "sun.net.httpserver.maxReqTime", "5",
            "sun.net.httpserver.maxRspTime", "5",
            "jdk.httpserver.maxConnections", "100");

    static {
        LIMITS.forEach((name, value) -> System.setProperty(name, System.getProperty(name, value)));
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "health");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Supplier<Health> health = () -> Health.starting("nothing has been done yet");

    /** 0 for any free port, below 0 for none. Throws {@link UncheckedIOException} if the port is taken. */
    public HealthServer(int port) {
        if (port < 0) {
            server = null;
            return;
        }
        try {
            server = HttpServer.create(new InetSocketAddress(port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port + " for health checks", e);
        }
        probe("/livez", Health::live);
        probe("/healthz", Health::live);
        probe("/readyz", Health::ready);
        server.createContext("/statusz", exchange -> {
            Health now = now();
            byte[] body = JSON.writeValueAsBytes(Map.of("phase", now.word(), "message", now.message()));
            answer(exchange, 200, "application/json", body);
        });
        server.setExecutor(threads);
        server.start();
        log.info("Health is told on port {}.", port());
    }

    /** Whom to ask from now on. */
    public void ask(Supplier<Health> whom) {
        health = whom;
    }

    int port() {
        return server == null ? -1 : server.getAddress().getPort();
    }

    private void probe(String path, Predicate<Health> good) {
        server.createContext(path, exchange -> {
            Health now = now();
            byte[] body = (now + "\n").getBytes(StandardCharsets.UTF_8);
            answer(exchange, good.test(now) ? 200 : 503, "text/plain; charset=utf-8", body);
        });
    }

    /** Who cannot say how it is, is not well. */
    private Health now() {
        try {
            return health.get();
        } catch (RuntimeException e) {
            return new Health(Health.Phase.BROKEN, e.toString());
        }
    }

    private static void answer(HttpExchange exchange, int code, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(code, body.length);
        try (exchange;
                var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
            threads.shutdownNow();
        }
    }
}
