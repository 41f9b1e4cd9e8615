package dev.cpm.operator.controller;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cpm.operator.controller.HttpPort.Answer;
import java.io.UncheckedIOException;
import java.util.Map;
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

    private final HttpPort port;
    private volatile Supplier<Health> health = () -> Health.starting("nothing has been done yet");

    /** 0 for any free port, below 0 for none. Throws {@link UncheckedIOException} if the port is taken. */
    public HealthServer(int port) {
        this.port = new HttpPort(port, "health checks");
        probe("/livez", Health::live);
        probe("/healthz", Health::live);
        probe("/readyz", Health::ready);
        this.port.at("/statusz", asked -> new Answer(200, "application/json", json(now())));
        if (port >= 0) {
            log.info("Health is told on port {}.", port());
        }
    }

    /** Whom to ask from now on. */
    public void ask(Supplier<Health> whom) {
        health = whom;
    }

    int port() {
        return port.port();
    }

    private void probe(String path, Predicate<Health> good) {
        port.at(path, asked -> {
            Health now = now();
            return Answer.text(good.test(now) ? 200 : 503, now + "\n");
        });
    }

    private static byte[] json(Health now) {
        try {
            return JSON.writeValueAsBytes(Map.of("phase", now.word(), "message", now.message()));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Who cannot say how it is, is not well. */
    private Health now() {
        try {
            return health.get();
        } catch (RuntimeException e) {
            return new Health(Health.Phase.BROKEN, e.toString());
        }
    }

    @Override
    public void close() {
        port.close();
    }
}
