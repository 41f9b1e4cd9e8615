package dev.cpm.operator.controller;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers {@code /healthz} and {@code /readyz} for the kubelet: 200 "ok", or 503 and what is wrong. */
final class HealthServer implements AutoCloseable {
    private final HttpServer server;

    /** Each supplier names what is wrong, or nothing. Throws {@link UncheckedIOException} if the port is taken. */
    HealthServer(int port, Supplier<Optional<String>> alive, Supplier<Optional<String>> ready) {
        try {
            server = HttpServer.create(new InetSocketAddress(port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port + " for health checks", e);
        }
        answer("/healthz", alive);
        answer("/readyz", ready);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(String path, Supplier<Optional<String>> trouble) {
        server.createContext(path, exchange -> {
            Optional<String> wrong = ask(trouble);
            byte[] body = (wrong.orElse("ok") + "\n").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(wrong.isPresent() ? 503 : 200, body.length);
            try (exchange;
                    var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
    }

    /** Who cannot say whether anything is wrong is not well. */
    private static Optional<String> ask(Supplier<Optional<String>> trouble) {
        try {
            return trouble.get();
        } catch (RuntimeException e) {
            return Optional.of(e.toString());
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
