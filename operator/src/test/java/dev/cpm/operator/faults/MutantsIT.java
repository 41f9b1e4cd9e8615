package dev.cpm.operator.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cpm.operator.cluster.Cluster;
import dev.cpm.operator.cluster.FaultyWay;
import dev.cpm.operator.cluster.LateGrant;
import dev.cpm.operator.cluster.OperatorProcess;
import dev.cpm.operator.cluster.SmallWorld;
import dev.cpm.operator.controller.Mutant;
import dev.cpm.operator.controller.Settings;
import dev.cpm.operator.history.Recorder;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.OperatorAccess;
import dev.cpm.operator.local.RealApiServer;
import dev.cpm.operator.placement.Round;
import dev.cpm.operator.placement.RoundAnswer;
import dev.cpm.operator.placement.Rounds;
import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.world.World;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Operators that are broken on purpose: the oracles notice each. */
@ExtendWith(RealApiServer.class)
class MutantsIT {
    @RegisterExtension
    final Recorder recorder = new Recorder();

    /** Of a batch, each is decided as if it were alone: nobody counts what the others of the batch are given. */
    private static List<RoundAnswer> withoutALedger(World world, Set<PlacementKey> concerned, String now) {
        Set<RoundAnswer> answers =
                new TreeSet<>(Comparator.comparing(answer -> answer.known().key()));
        concerned.forEach(key -> answers.addAll(Round.of(world, Set.of(key), now)));
        return List.copyOf(answers);
    }

    /** What is assigned is forgotten, and decided anew. */
    private static List<RoundAnswer> forgetful(World world, Set<PlacementKey> concerned, String now) {
        concerned.forEach(key -> {
            var known = world.placement(key);
            if (known != null) {
                world.placement(known.stored(Assignment.NONE, known.status()));
            }
        });
        return Round.of(world, concerned, now);
    }

    private static final Settings ALONE = new Settings(Cluster.SETTLE, false, OperatorAccess.NAMESPACE, "mutant", -1);

    private Rig rig;

    @BeforeEach
    void start(LocalControlPlane controlPlane) {
        rig = new Rig(controlPlane, recorder);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    /** An operator of this process decides by {@code rounds}. */
    private void run(Config way, Rounds rounds, Runnable story) {
        try (KubernetesClient client =
                        new KubernetesClientBuilder().withConfig(way).build();
                Mutant mutant = new Mutant(client, ALONE, rounds)) {
            assertThat(mutant).isNotNull();
            story.run();
        }
    }

    /** It has read all there was, and decides what comes. */
    private void awaitDecisions() {
        rig.apply(SmallWorld.placement("first", 0));
        Cluster.await("it decides", () -> rig.cluster().observed(rig.cluster().placement("first")));
    }

    /** The story of a mutant that the oracles notice; and that of the operator, in which they notice nothing. */
    private void compare(Rounds mutant, Consumer<Rig> story, String noticed) {
        Config way = rig.cluster().access().config();
        run(way, mutant, () -> {
            story.accept(rig);
            assertThatThrownBy(rig::judge).hasMessageContaining(noticed);
        });
        rig.begin("as it is");
        run(way, Round::of, () -> {
            story.accept(rig);
            rig.converge();
            rig.judge();
        });
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
    void oneWithoutALedger() {
        compare(MutantsIT::withoutALedger, MutantsIT::batchForTwoMachines, "4 m1 in r1-a, which has 2");
    }

    @Test
    void oneThatForgets() {
        compare(MutantsIT::forgetful, MutantsIT::aZoneOpensAndOneIsScaled, "must stay");
    }

    /** Without leader election, an operator neither fences nor asks. {@code LateLeaderIT} has the story with the fence. */
    @Test
    void oneThatTakesOverWithoutAFence() {
        rig.cluster().forgetLease();
        rig.apply(SmallWorld.of(Map.of("r1-a", 2)));
        try (FaultyWay way = new FaultyWay(rig.cluster().access().config("former"));
                OperatorProcess former = new OperatorProcess(way.kubeconfig(), "former", Cluster.SETTLE)) {
            recorder.withLogs(former::log);
            Cluster.await("it leads", former::leads);
            LateGrant grant = LateGrant.toOneThatHasWaited(rig.cluster(), way, 2);
            former.kill();
            rig.apply(SmallWorld.urgent("urgent", 2));
            run(rig.cluster().access().config(), Round::of, () -> {
                Cluster.await("it decides", () -> rig.cluster().placed("urgent") == 2);
                assertThat(grant.arrive()).isEqualTo(200);
                assertThat(recorder.broken())
                        .singleElement()
                        .asString()
                        .contains("default/early: 4 m1 in r1-a, which has 2");
            });
        }
    }

    /** It slept while another took the lease and gave machines away; {@code LateLeaderIT} has one that asks. */
    @Test
    void oneThatDecidesWithoutAskingForTheLease() {
        rig.cluster().forgetLease();
        rig.apply(SmallWorld.of(Map.of("r1-a", 2)));
        try (FaultyWay way = new FaultyWay(rig.cluster().access().config());
                FaultyWay nextsWay = new FaultyWay(rig.cluster().access().config("next"))) {
            new Watches(way).hide(line -> line.contains("\"db\""));
            nextsWay.failStatus("web", FaultyWay.answer(403));
            run(way.config(), Round::of, () -> {
                awaitDecisions();
                try (OperatorProcess next = new OperatorProcess(nextsWay.kubeconfig(), "next", Cluster.SETTLE)) {
                    recorder.withLogs(next::log);
                    rig.apply(SmallWorld.placement("db", 2));
                    Cluster.await("the next one decides", () -> rig.cluster().placed("db") == 2);
                    rig.apply(SmallWorld.placement("web", 2));
                    Cluster.await("the former one decides", () -> rig.cluster().placed("web") == 2);
                    assertThat(recorder.broken())
                            .singleElement()
                            .asString()
                            .contains("default/web: 4 m1 in r1-a, which has 2");
                }
            });
        }
    }

    /**
     * All that it hears of what was stored is a code: 500 leaves open what became of it, 422 is for it a refusal. Whoever
     * took the one for the other would do what it does here.
     */
    private void heardOf(int code, Runnable judge) {
        try (FaultyWay way = new FaultyWay(rig.cluster().access().config())) {
            Watches watches = new Watches(way);
            watches.hide(line -> line.contains("\"early\"") && line.contains("\"indexes\""));
            way.fail("GET", "/placements/early", FaultyWay.answer(500));
            way.failStatus("early", (exchange, body) -> {
                way.forward(exchange, body).body().close();
                FaultyWay.answer(code).happen(exchange, body);
            });
            rig.apply(SmallWorld.of(Map.of("r1-a", 2)));
            run(way.config(), Round::of, () -> {
                awaitDecisions();
                rig.apply(SmallWorld.placement("early", 2));
                Cluster.await("it is placed", () -> rig.cluster().placed("early") == 2);
                rig.apply(SmallWorld.urgent("late", 2));
                Cluster.await(
                        "the next one is answered",
                        () -> rig.cluster().observed(rig.cluster().placement("late")));
                way.heal();
                watches.heal();
                judge.run();
            });
        }
    }

    @Test
    void oneThatTakesALostAnswerForARefusal() {
        heardOf(
                422,
                () -> assertThat(recorder.broken())
                        .singleElement()
                        .asString()
                        .contains("default/late: 4 m1 in r1-a, which has 2"));
        rig.begin("as it is");
        heardOf(500, () -> {
            rig.converge();
            rig.judge();
        });
    }

    /** What nobody sees in what is stored. */
    @Test
    void oneThatWritesWhatIsThereAlready() {
        rig.apply(SmallWorld.of(Map.of("r1-a", 2)));
        run(rig.cluster().access().config(), Round::of, () -> {
            rig.apply(SmallWorld.placement("web", 2));
            rig.converge();
            rig.judge();
            ScheduledExecutorService again = Executors.newSingleThreadScheduledExecutor();
            try (KubernetesClient client = new KubernetesClientBuilder()
                    .withConfig(rig.cluster().access().config())
                    .build()) {
                again.scheduleWithFixedDelay(
                        () -> client.resource(rig.cluster().placement("web")).updateStatus(),
                        0,
                        1500,
                        TimeUnit.MILLISECONDS);
                assertThatThrownBy(rig::judge)
                        .hasMessageContaining("asked for after it had converged: Request[verb=update,"
                                + " resource=placements.cpm.dev/status");
            } finally {
                again.shutdownNow();
            }
        });
    }
}
