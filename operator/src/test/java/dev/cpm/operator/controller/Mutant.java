package dev.cpm.operator.controller;

import dev.cpm.operator.placement.Rounds;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;

/** An operator that answers otherwise than it should: for tests of those who have to notice. */
public final class Mutant implements AutoCloseable {
    private final CpmOperator operator;

    /** Decides by {@code rounds}; without leader election. */
    public Mutant(KubernetesClient client, Settings settings, Rounds rounds) {
        operator =
                new CpmOperator(client, settings, new HealthServer(settings.healthPort()), Clock.systemUTC(), rounds);
        operator.start();
    }

    @Override
    public void close() {
        operator.close();
    }
}
