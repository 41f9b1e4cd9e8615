package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.cluster.Cluster;
import dev.cpm.operator.cluster.SmallWorld;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.OperatorAccess;
import dev.cpm.operator.local.RealApiServer;
import dev.cpm.operator.placement.Round;
import dev.cpm.operator.placement.RoundAnswer;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.world.World;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A defect that comes to light at one placement neither ends the engine nor holds up anybody else. */
@ExtendWith(RealApiServer.class)
class DefectIT {
    private volatile boolean broken = true;

    private List<RoundAnswer> rounds(World world, Set<PlacementKey> concerned, String now) {
        return Round.of(world, concerned, now).stream()
                .map(answer -> broken && answer.known().key().name().equals("broken")
                        ? RoundAnswer.failed(answer.known(), new IllegalStateException("injected by a test"), now)
                        : answer)
                .toList();
    }

    @Test
    void theOthersAreAnsweredAndTheOneThatFailsIsDecidedAgainWhenItChanges(LocalControlPlane controlPlane) {
        Settings settings = new Settings(Cluster.SETTLE, false, OperatorAccess.NAMESPACE, "test", -1);
        try (Cluster cluster = new Cluster(controlPlane);
                KubernetesClient operatorsClient = new KubernetesClientBuilder()
                        .withConfig(cluster.access().config())
                        .build()) {
            cluster.apply(SmallWorld.unlimited("r1-a"));
            cluster.want("app", 1);
            cluster.want("broken", 1);
            cluster.want("web", 2);
            Engine engine =
                    new Engine(operatorsClient, settings, Clock.systemUTC(), () -> true, this::rounds, Observer.NONE);
            try {
                engine.lead(false);
                Cluster.await(
                        "the others are placed",
                        () -> cluster.zones("app").equals(Map.of("r1-a", 1))
                                && cluster.zones("web").equals(Map.of("r1-a", 2)));
                Cluster.await("the broken one is answered", () -> cluster.observed(cluster.placement("broken")));
                assertThat(cluster.placement("broken").getStatus().summary().reason())
                        .isEqualTo("InternalError");
                assertThat(cluster.zones("broken")).isEmpty();
                assertThat(engine.alive()).isTrue();
                broken = false;
                cluster.want("broken", 3);
                engine.seen(cluster.placement("broken"), false);
                Cluster.await("it is placed", () -> cluster.zones("broken").equals(Map.of("r1-a", 3)));
            } finally {
                engine.end();
                engine.tellTheRest();
            }
        }
    }
}
