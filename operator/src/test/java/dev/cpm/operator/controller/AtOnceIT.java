package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.cluster.Cluster;
import dev.cpm.operator.cluster.SmallWorld;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.OperatorAccess;
import dev.cpm.operator.local.RealApiServer;
import dev.cpm.operator.placement.Rounds;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Another operator takes a lease for the same region in the moment in which this one begins, and goes again. */
@ExtendWith(RealApiServer.class)
class AtOnceIT {
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** Another one leads when it looks for the second time; whoever decides then would have to give way. */
    private final Leadership leadership = new Leadership() {
        @Override
        public boolean confirmed() {
            asked.add("before a decision");
            return true;
        }

        @Override
        public String rival() {
            asked.add("before it begins");
            return asked.size() == 2 ? "another one leads" : null;
        }
    };

    @Test
    void theOtherOneIsWaitedFor(LocalControlPlane controlPlane) {
        Settings settings = new Settings(Cluster.SETTLE, false, OperatorAccess.NAMESPACE, "test", -1);
        try (Cluster cluster = new Cluster(controlPlane);
                KubernetesClient client = new KubernetesClientBuilder()
                        .withConfig(cluster.access().config())
                        .build()) {
            cluster.apply(SmallWorld.unlimited("r1-a"));
            cluster.want("web", 2);
            Engine engine =
                    new Engine(client, settings, Clock.systemUTC(), leadership, Rounds.BY_THE_RULES, Observer.NONE);
            try {
                engine.lead(false);
                Cluster.await("it decides", () -> cluster.zones("web").equals(Map.of("r1-a", 2)));
                assertThat(asked.subList(0, 4)).containsOnly("before it begins");
                assertThat(asked.subList(4, asked.size())).isNotEmpty().containsOnly("before a decision");
            } finally {
                engine.end();
                engine.tellTheRest();
            }
        }
    }
}
