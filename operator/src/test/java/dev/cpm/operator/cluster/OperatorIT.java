package dev.cpm.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.RealApiServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The operator on a real API server: what it writes, when, and what it leaves alone. */
@ExtendWith(RealApiServer.class)
class OperatorIT {
    private static final String CATALOG = """
            apiVersion: cpm.dev/v1alpha1
            kind: Region
            metadata: {name: r1}
            spec: {displayName: Region One}
            ---
            apiVersion: cpm.dev/v1alpha1
            kind: Zone
            metadata: {name: r1-a}
            spec: {region: r1, capacity: [{machineType: m1, count: 3}]}
            ---
            apiVersion: cpm.dev/v1alpha1
            kind: Zone
            metadata: {name: r1-b}
            spec: {region: r1, capacity: [{machineType: m1, count: 3}]}
            """;

    private Cluster cluster;

    @BeforeEach
    void start(LocalControlPlane controlPlane) {
        cluster = new Cluster(controlPlane).startOperator();
        cluster.apply(CATALOG);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private static String placement(String name, int replicas) {
        return """
                apiVersion: cpm.dev/v1alpha1
                kind: Placement
                metadata: {name: %s, namespace: default}
                spec: {machineType: m1, replicas: %d, regions: [r1]}
                """.formatted(name, replicas);
    }

    @Test
    void aRestartChangesNothing() {
        cluster.apply(placement("web", 4));
        cluster.apply(placement("waits", 9));
        cluster.converge();
        Map<String, String> before = cluster.versions();
        cluster.stopOperator();
        cluster.startOperator();
        Cluster.pause(Duration.ofSeconds(3));
        assertThat(cluster.versions()).isEqualTo(before);
    }

    @Test
    void theSameManifestAHundredTimesWritesNothing() {
        cluster.apply(placement("web", 4));
        cluster.converge();
        Map<String, String> before = cluster.versions();
        String printed = cluster.apply((placement("web", 4) + "---\n").repeat(100));
        assertThat(printed.lines()).hasSize(100).allMatch(line -> line.endsWith("web unchanged"));
        Cluster.pause(Duration.ofSeconds(2));
        assertThat(cluster.versions()).isEqualTo(before);
    }

    @Test
    void aStatusEditedByHandIsRestored() {
        cluster.apply(placement("web", 4));
        cluster.converge();
        PlacementStatus told = cluster.placement("web").getStatus();
        cluster.client()
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
        Cluster.await(
                "the status is restored",
                () -> told.equals(cluster.placement("web").getStatus()));
    }

    @Test
    void ofManyWhoRaceForTheLastMachinesEachMachineGoesToOne() {
        Map<String, Integer> capacity = Map.of("r1-a", 3, "r1-b", 3);
        try (EveryVersion everyVersion = new EveryVersion(cluster.client(), capacity)) {
            for (int i = 0; i < 12; i++) {
                cluster.client()
                        .resource(cluster.client()
                                .getKubernetesSerialization()
                                .unmarshal(placement("racer-" + i, 1), Placement.class))
                        .create();
                Cluster.pause(Duration.ofMillis(i * 15L));
            }
            cluster.converge();
            long placed = cluster.client().resources(Placement.class).inNamespace("default").list().getItems().stream()
                    .mapToInt(p -> p.getStatus().placed())
                    .sum();
            assertThat(placed).isEqualTo(6);
            assertThat(everyVersion.violations()).isEmpty();
        }
    }

    @Test
    void anOutageOfTheApiServerIsSurvived(LocalControlPlane controlPlane) {
        cluster.apply(placement("web", 2));
        cluster.converge();
        controlPlane.stopApiServer();
        Cluster.pause(Duration.ofSeconds(3));
        controlPlane.startApiServer();
        cluster.apply(placement("after", 2));
        Cluster.await("the new one is placed", () -> cluster.zones("after").size() == 2);
        assertThat(cluster.zones("web")).isEqualTo(Map.of("r1-a", 1, "r1-b", 1));
    }

    @Test
    void machinesOfADeletedPlacementGoToWhoWaits() {
        cluster.apply(placement("first", 6));
        cluster.converge();
        cluster.apply(placement("second", 2));
        cluster.converge();
        assertThat(cluster.zones("second")).isEmpty();
        cluster.kubectl("", "delete", "pl", "first");
        Cluster.await(
                "the freed machines are used", () -> cluster.zones("second").size() == 2);
    }

    @Test
    void oneThatIsDeletedAndMadeAnewIsAnotherOne() {
        for (int i = 0; i < 60; i++) {
            cluster.client().resource(read(placement("phoenix", 6))).create();
            Cluster.pause(Duration.ofMillis(i * 7L % 400));
            cluster.client()
                    .resources(Placement.class)
                    .inNamespace("default")
                    .withName("phoenix")
                    .delete();
        }
        cluster.apply(placement("after", 6));
        Cluster.await(
                "no machine is lost to the dead",
                () -> cluster.zones("after").values().stream().mapToInt(n -> n).sum() == 6);
    }

    private Placement read(String manifest) {
        return cluster.client().getKubernetesSerialization().unmarshal(manifest, Placement.class);
    }
}
