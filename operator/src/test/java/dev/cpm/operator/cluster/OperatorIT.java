package dev.cpm.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.history.Recorder;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.RealApiServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The operator on a real API server: what it writes, when, and what it leaves alone. */
@ExtendWith(RealApiServer.class)
class OperatorIT {
    private static final Map<String, Integer> CAPACITY = Map.of("r1-a", 3, "r1-b", 3);

    @RegisterExtension
    final Recorder recorder = new Recorder();

    private Cluster cluster;

    @BeforeEach
    void start(LocalControlPlane controlPlane) {
        cluster = new Cluster(controlPlane).startOperator();
        cluster.apply(SmallWorld.of(CAPACITY));
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void aRestartChangesNothing() {
        cluster.want("web", 4);
        cluster.want("waits", 9);
        cluster.converge();
        Map<String, String> before = cluster.versions();
        cluster.stopOperator();
        cluster.startOperator();
        Cluster.pause(Duration.ofSeconds(3));
        assertThat(cluster.versions()).isEqualTo(before);
    }

    @Test
    void theSameManifestAHundredTimesWritesNothing() {
        cluster.want("web", 4);
        cluster.converge();
        Map<String, String> before = cluster.versions();
        String printed = cluster.apply(SmallWorld.placement("web", 4).repeat(100));
        assertThat(printed.lines()).hasSize(100).allMatch(line -> line.endsWith("web unchanged"));
        Cluster.pause(Duration.ofSeconds(2));
        assertThat(cluster.versions()).isEqualTo(before);
    }

    @Test
    void aStatusEditedByHandIsRestored() {
        cluster.want("web", 4);
        cluster.converge();
        PlacementStatus told = cluster.placement("web").getStatus();
        Placement edited = cluster.client()
                .resources(Placement.class)
                .inNamespace("default")
                .withName("web")
                .editStatus(web -> {
                    PlacementStatus s = web.getStatus();
                    web.setStatus(new PlacementStatus(
                            s.observedGeneration(),
                            "thief",
                            "thief",
                            "m9",
                            1,
                            0,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null));
                    return web;
                });
        recorder.history().byHand(edited);
        Cluster.await(
                "the status is restored",
                () -> told.equals(cluster.placement("web").getStatus()));
    }

    @Test
    void ofManyWhoRaceForTheLastMachinesEachMachineGoesToOne() {
        for (int i = 0; i < 12; i++) {
            create("racer-" + i, 1);
            Cluster.pause(Duration.ofMillis(i * 15L));
        }
        cluster.converge();
        long placed = cluster.client().resources(Placement.class).inNamespace("default").list().getItems().stream()
                .mapToInt(p -> p.getStatus().placed())
                .sum();
        assertThat(placed).isEqualTo(6);
    }

    @Test
    void anOutageOfTheApiServerIsSurvived(LocalControlPlane controlPlane) {
        cluster.want("web", 2);
        cluster.converge();
        controlPlane.stopApiServer();
        Cluster.pause(Duration.ofSeconds(3));
        controlPlane.startApiServer();
        cluster.want("after", 2);
        Cluster.await("the new one is placed", () -> cluster.zones("after").size() == 2);
        assertThat(cluster.zones("web")).isEqualTo(Map.of("r1-a", 1, "r1-b", 1));
    }

    @Test
    void machinesOfADeletedPlacementGoToWhoWaits() {
        cluster.want("first", 6);
        cluster.converge();
        cluster.want("second", 2);
        cluster.converge();
        assertThat(cluster.zones("second")).isEmpty();
        cluster.kubectl("", "delete", "pl", "first");
        Cluster.await(
                "the freed machines are used", () -> cluster.zones("second").size() == 2);
    }

    @Test
    void oneThatIsDeletedAndMadeAnewIsAnotherOne() {
        for (int i = 0; i < 60; i++) {
            create("phoenix", 6);
            Cluster.pause(Duration.ofMillis(i * 7L % 400));
            cluster.client()
                    .resources(Placement.class)
                    .inNamespace("default")
                    .withName("phoenix")
                    .delete();
        }
        cluster.want("after", 6);
        Cluster.await("no machine is lost to the dead", () -> cluster.placed("after") == 6);
    }

    /** At once, without kubectl. */
    private void create(String name, int replicas) {
        Placement placement = cluster.client()
                .getKubernetesSerialization()
                .unmarshal(SmallWorld.placement(name, replicas), Placement.class);
        cluster.client().resource(placement).create();
    }
}
