package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.cluster.Cluster;
import dev.cpm.operator.cluster.SmallWorld;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.RealApiServer;
import dev.cpm.operator.placement.status.Happening;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Events as the API server takes them, with the operator's rights. */
@ExtendWith(RealApiServer.class)
class EventObjectIT {

    @Test
    void ofClusterScopedAndOfNamespacedObjects(LocalControlPlane controlPlane) {
        try (Cluster cluster = new Cluster(controlPlane);
                KubernetesClient operators =
                        Clients.builder(cluster.access().config()).build()) {
            cluster.apply(SmallWorld.unlimited("r1-a"));
            cluster.want("web", 1);
            for (HasMetadata object : List.of(cluster.zone("r1-a"), cluster.placement("web"))) {
                operators
                        .resource(EventObject.of(EventObject.about(object), happening(), "here", Instant.now()))
                        .create();
                assertThat(cluster.told(object.getMetadata().getName())).hasSize(1);
            }
            assertThat(cluster.kubectl("", "describe", "zone", "r1-a")).contains("something happened");
        }
    }

    private static Happening happening() {
        return new Happening(Happening.Type.Normal, "Tested", "Test", "something happened");
    }
}
