package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.cluster.Cluster;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.OperatorAccess;
import dev.cpm.operator.local.RealApiServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only a restart mends is told to the kubelet. */
@ExtendWith(RealApiServer.class)
class BrokenIT {

    private static void end(String thread) {
        Thread.getAllStackTraces().keySet().stream()
                .filter(candidate -> candidate.getName().equals(thread))
                .forEach(Thread::interrupt);
    }

    @ParameterizedTest
    @CsvSource({"engine, the engine ended", "election, nobody looks after the lease"})
    void aThreadThatEnded(String thread, String said, LocalControlPlane controlPlane) {
        try (Cluster cluster = new Cluster(controlPlane)) {
            cluster.forgetLease();
            Settings settings = new Settings(Cluster.SETTLE, true, OperatorAccess.NAMESPACE, "broken", -1);
            try (KubernetesClient client = new KubernetesClientBuilder()
                            .withConfig(cluster.access().config())
                            .build();
                    CpmOperator operator =
                            new CpmOperator(client, settings, new HealthServer(settings.healthPort()), Observer.NONE)) {
                operator.start();
                Cluster.await("it leads", () -> operator.health().phase() == Health.Phase.LEADING);
                end(thread);
                Cluster.await("it is broken", () -> operator.health().phase() == Health.Phase.BROKEN);
                assertThat(operator.health().message()).isEqualTo(said);
            }
        }
    }
}
