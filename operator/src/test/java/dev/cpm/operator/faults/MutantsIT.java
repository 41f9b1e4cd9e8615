package dev.cpm.operator.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cpm.operator.cluster.Cluster;
import dev.cpm.operator.cluster.SmallWorld;
import dev.cpm.operator.controller.Mutant;
import dev.cpm.operator.controller.Settings;
import dev.cpm.operator.history.Recorder;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.OperatorAccess;
import dev.cpm.operator.local.RealApiServer;
import dev.cpm.operator.placement.Assignment;
import dev.cpm.operator.placement.PlacementKey;
import dev.cpm.operator.placement.Round;
import dev.cpm.operator.placement.Rounds;
import dev.cpm.operator.placement.World;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Operators that are broken on purpose: the oracles notice each. */
@ExtendWith(RealApiServer.class)
class MutantsIT {
    @RegisterExtension
    final Recorder recorder = new Recorder();

    /** Of a batch, each is decided as if it were alone: nobody counts what the others of the batch are given. */
    private static List<Round.Answer> withoutALedger(World world, Set<PlacementKey> concerned, String now) {
        Set<Round.Answer> answers =
                new TreeSet<>(Comparator.comparing(answer -> answer.known().key()));
        concerned.forEach(key -> answers.addAll(Round.of(world, Set.of(key), now)));
        return List.copyOf(answers);
    }

    /** What is assigned is forgotten, and decided anew. */
    private static List<Round.Answer> forgetful(World world, Set<PlacementKey> concerned, String now) {
        concerned.forEach(key -> {
            var known = world.placement(key);
            if (known != null) {
                world.placement(known.stored(Assignment.NONE, known.status()));
            }
        });
        return Round.of(world, concerned, now);
    }

    private void run(LocalControlPlane controlPlane, Rounds rounds, Runs story) {
        Settings settings = new Settings(Cluster.SETTLE, false, OperatorAccess.NAMESPACE, "mutant", -1);
        try (Rig rig = new Rig(controlPlane, recorder);
                KubernetesClient client = new KubernetesClientBuilder()
                        .withConfig(rig.cluster().access().config())
                        .build();
                Mutant mutant = new Mutant(client, settings, rounds)) {
            assertThat(mutant).isNotNull();
            story.on(rig);
        }
    }

    private interface Runs {
        void on(Rig rig);
    }

    private static void batchForTwoMachines(Rig rig) {
        rig.apply(SmallWorld.of(Map.of("r1-a", 2)));
        rig.apply(SmallWorld.placement("db", 2) + SmallWorld.placement("web", 2));
        Cluster.await(
                "both are answered",
                () -> rig.cluster().observed(rig.cluster().placement("db"))
                        && rig.cluster().observed(rig.cluster().placement("web")));
    }

    private static void aZoneOpensAndOneIsScaled(Rig rig) {
        rig.apply(SmallWorld.of(Map.of("r1-a", 4)));
        rig.apply(SmallWorld.placement("web", 2));
        Cluster.await("it is placed", () -> rig.cluster().placed("web") == 2);
        rig.step();
        rig.apply(SmallWorld.zone("r1-b", "Available", 4) + SmallWorld.placement("web", 3));
        Cluster.await("it is scaled", () -> rig.cluster().placed("web") == 3);
    }

    @Test
    void oneWithoutALedger(LocalControlPlane controlPlane) {
        run(controlPlane, MutantsIT::withoutALedger, rig -> {
            batchForTwoMachines(rig);
            assertThatThrownBy(rig::judge).hasMessageContaining("4 m1 in r1-a, which has 2");
        });
        run(controlPlane, Round::of, rig -> {
            batchForTwoMachines(rig);
            rig.converge();
            rig.judge();
        });
    }

    @Test
    void oneThatForgets(LocalControlPlane controlPlane) {
        run(controlPlane, MutantsIT::forgetful, rig -> {
            aZoneOpensAndOneIsScaled(rig);
            assertThatThrownBy(rig::judge).hasMessageContaining("must stay");
        });
        run(controlPlane, Round::of, rig -> {
            aZoneOpensAndOneIsScaled(rig);
            rig.converge();
            rig.judge();
        });
    }
}
