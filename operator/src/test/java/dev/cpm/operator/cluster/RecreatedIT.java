package dev.cpm.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.RealApiServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Objects that take the names of others at once: nobody tells them apart who goes by names, or forgets what comes last. */
@ExtendWith(RealApiServer.class)
class RecreatedIT {
    private static final int TURNS = 10;
    private static final int PLACEMENTS = 20;

    /** Each takes the place of the former of its name as soon as that is gone. */
    private static void recreate(KubernetesClient client, String manifests) {
        client.load(new ByteArrayInputStream(manifests.getBytes(StandardCharsets.UTF_8))).items().parallelStream()
                .forEach(object -> {
                    client.resource(object).delete();
                    client.resource(object).create();
                });
    }

    @Test
    void everythingIsRecreatedAgainAndAgain(LocalControlPlane controlPlane) {
        try (Cluster cluster = new Cluster(controlPlane).startOperator()) {
            for (int turn = 1; turn <= TURNS; turn++) {
                int replicas = 1 + turn % 3;
                String placements = IntStream.range(0, PLACEMENTS)
                        .mapToObj(i -> SmallWorld.placement("p-" + i, replicas))
                        .collect(Collectors.joining());
                recreate(cluster.client(), SmallWorld.of(Map.of("r1-a", 100 + turn, "r1-b", 100 + turn)) + placements);
                Cluster.await(
                        "all of turn " + turn + " is answered",
                        () -> IntStream.range(0, PLACEMENTS).allMatch(i -> cluster.placed("p-" + i) == replicas)
                                && cluster.client().resources(Region.class).list().getItems().stream()
                                        .allMatch(region -> region.getStatus() != null)
                                && cluster.client().resources(Zone.class).list().getItems().stream()
                                        .allMatch(zone -> zone.getStatus() != null));
            }
            cluster.converge();
            assertThat(Set.of("r1-a", "r1-b"))
                    .allSatisfy(
                            zone -> assertThat(cluster.zone(zone).getStatus().placements())
                                    .isEqualTo(PLACEMENTS));
        }
    }
}
