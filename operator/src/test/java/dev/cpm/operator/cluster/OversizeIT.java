package dev.cpm.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.RealApiServer;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An object so large that the API server stores it, but not with a status. */
@ExtendWith(RealApiServer.class)
class OversizeIT {
    /** What etcd stores at most. */
    private static final int MOST = 1_572_864;

    /** A name in an owner reference may be of any length. */
    private static Placement large(int filler) {
        Placement large = Serialization.unmarshal(SmallWorld.placement("large", 4), Placement.class);
        large.getMetadata()
                .setOwnerReferences(List.of(new OwnerReferenceBuilder()
                        .withApiVersion("v1")
                        .withKind("Owner")
                        .withName("x" + "x".repeat(filler))
                        .withUid("none")
                        .build()));
        return large;
    }

    /** The largest that the server stores, but for less than a status has. */
    private static void createLargest(Cluster cluster) {
        int fits = MOST - 20_000;
        int tooLarge = MOST;
        while (tooLarge - fits > 128) {
            int middle = (fits + tooLarge) / 2;
            try {
                cluster.client().resource(large(middle)).create();
                cluster.client().resource(large(middle)).delete();
                fits = middle;
            } catch (KubernetesClientException e) {
                assertThat(e).hasMessageContaining("too large");
                tooLarge = middle;
            }
        }
        cluster.client().resource(large(fits)).create();
    }

    @Test
    void itTakesNoMachineFromAnybodyAndIsToldWhy(LocalControlPlane controlPlane) {
        try (Cluster cluster = new Cluster(controlPlane)) {
            cluster.apply(SmallWorld.of(Map.of("r1-a", 4)));
            createLargest(cluster);
            cluster.startOperator();
            Cluster.await(
                    "it is told why",
                    () -> cluster.told("large").stream()
                            .anyMatch(event -> event.startsWith("Warning StatusTooLarge: the object is larger")));
            cluster.want("web", 4);
            Cluster.await("another one has the machines", () -> cluster.placed("web") == 4);
            assertThat(cluster.placed("large")).isZero();
        }
    }
}
