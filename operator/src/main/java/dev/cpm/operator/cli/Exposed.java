package dev.cpm.operator.cli;

import dev.cpm.operator.api.Build;
import dev.cpm.operator.controller.HttpPort;
import dev.cpm.operator.controller.HttpPort.Answer;
import dev.cpm.operator.controller.HttpPort.Asked;
import dev.cpm.operator.controller.Insight;
import dev.cpm.operator.controller.Observer;
import dev.cpm.operator.metrics.OperatorMetrics;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@code run} shows of itself on a port of its own, beside its health: numbers for Prometheus at {@code /metrics}, and
 * the topology page at {@code /}. Unlike health these tell of the cluster, so each is there only where it is asked for.
 */
final class Exposed implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Exposed.class);

    private final HttpPort port;
    /** Null where nothing is shown. */
    private final OperatorMetrics metrics;
    /** Null where it is not shown. */
    private final LivePage page;

    private Exposed(int number, boolean withPage) {
        port = new HttpPort(number, "metrics");
        if (number < 0) {
            metrics = null;
            page = null;
            return;
        }
        metrics = new OperatorMetrics(Build.version());
        port.at("/metrics", this::metrics);
        log.info("Metrics are told on port {}.", port.port());
        page = withPage ? new LivePage() : null;
        if (withPage) {
            port.at("/", page::answer);
            log.info("The topology page is shown on port {}.", port.port());
        }
    }

    /** 0 for any free port, below 0 for none. */
    static Exposed on(int port, boolean withPage) throws NoStartException {
        try {
            return new Exposed(port, withPage);
        } catch (UncheckedIOException e) {
            throw new NoStartException(
                    e.getMessage() + " (" + NoStartException.reason(e) + "); --metrics-port names another");
        }
    }

    int port() {
        return port.port();
    }

    private Answer metrics(Asked asked) {
        byte[] text = metrics.scrape(asked.accept()).getBytes(StandardCharsets.UTF_8);
        return new Answer(200, OperatorMetrics.type(asked.accept()), text);
    }

    /** Who is to hear what the operator does. */
    Observer observer() {
        return metrics == null ? Observer.NONE : metrics.observer();
    }

    /** By which lease the operator is to lead, as long as there is nobody to show. */
    void startsFor(String lease) {
        if (metrics != null) {
            metrics.startsFor(lease);
        }
    }

    /** Whom it shows, from now on. */
    void show(Insight operator) {
        if (metrics != null) {
            metrics.of(operator);
        }
        if (page != null) {
            page.of(operator);
        }
    }

    @Override
    public void close() {
        port.close();
    }
}
