package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.cluster.Cluster;
import dev.cpm.operator.cluster.SmallWorld;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.OperatorAccess;
import dev.cpm.operator.local.RealApiServer;
import dev.cpm.operator.placement.DueAnswer;
import dev.cpm.operator.placement.Round;
import dev.cpm.operator.placement.RoundAnswer;
import dev.cpm.operator.placement.Rounds;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.world.World;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A tenant whose placements take long to explain, all of them together for minutes if need be, and another one. */
@ExtendWith(RealApiServer.class)
class FairRoundsIT {
    private static final String SLOW = "slow";
    private static final int MANY = 60;
    private static final Duration EACH = Duration.ofMillis(300);

    /** By the rules, but slowly for one namespace. */
    private static final class SlowRounds implements Rounds {
        @Override
        public List<RoundAnswer> of(World world, Set<PlacementKey> concerned, String now) {
            return Round.of(world, concerned, now);
        }

        @Override
        public List<DueAnswer> begin(World world, Set<PlacementKey> concerned, String now) {
            return Round.begin(world, concerned, now).stream()
                    .map(due -> due.key().namespace().equals(SLOW)
                            ? due.with(() -> {
                                work(EACH);
                                return due.answer().get();
                            })
                            : due)
                    .toList();
        }
    }

    /** Takes so much CPU time, as to find out what is wrong does. */
    private static void work(Duration time) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long end = threads.getCurrentThreadCpuTime() + time.toNanos();
        while (threads.getCurrentThreadCpuTime() < end) {
            Thread.onSpinWait();
        }
    }

    private static String in(String namespace, String placements) {
        return placements.replace("namespace: default", "namespace: " + namespace);
    }

    private static long answered(Cluster cluster) {
        return IntStream.range(0, MANY)
                .filter(i -> cluster.observed(cluster.placement(SLOW, "s-" + i)))
                .count();
    }

    @Test
    void nobodyWaitsForWhatAnotherTenantsPlacementsTake(LocalControlPlane controlPlane) {
        Settings settings = new Settings(Cluster.SETTLE, false, OperatorAccess.NAMESPACE, "test", -1);
        try (Cluster cluster = new Cluster(controlPlane);
                KubernetesClient operatorsClient = new KubernetesClientBuilder()
                        .withConfig(cluster.access().config())
                        .build()) {
            cluster.namespace(SLOW, Map.of());
            cluster.apply(SmallWorld.unlimited("r1-a"));
            cluster.apply(IntStream.range(0, MANY)
                    .mapToObj(i -> in(SLOW, SmallWorld.placement("s-" + i, 1)))
                    .collect(Collectors.joining()));
            cluster.want("web", 2);
            Engine engine = new Engine(
                    operatorsClient, settings, Clock.systemUTC(), () -> true, new SlowRounds(), Observer.NONE);
            try {
                engine.lead(false);
                Cluster.await("the other is placed", () -> cluster.placed("web") == 2);
                assertThat(answered(cluster)).as("answered before it").isLessThan(MANY / 2);
                cluster.want("late", 1);
                engine.seen(cluster.placement("late"), false);
                Cluster.await("who comes later is placed, too", () -> cluster.placed("late") == 1);
                assertThat(answered(cluster))
                        .as("answered before who came later")
                        .isLessThan(MANY);
                Cluster.await("all are answered in the end", () -> answered(cluster) == MANY);
            } finally {
                engine.end();
                engine.tellTheRest();
            }
        }
    }
}
