package dev.cpm.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.OperatorAccess;
import dev.cpm.operator.local.RealApiServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Events on a real API server: each thing once, for people to read, and never in the way of placing. */
@ExtendWith(RealApiServer.class)
class EventsIT {
    private Cluster cluster;

    @BeforeEach
    void start(LocalControlPlane controlPlane) {
        cluster = new Cluster(controlPlane);
        cluster.client().v1().events().inAnyNamespace().delete();
        cluster.apply(SmallWorld.of(Map.of("r1-a", 3, "r1-b", 3)));
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private void awaitTold(String name, String... lines) {
        Cluster.await(name + " is told", () -> cluster.told(name).size() >= lines.length);
        Cluster.pause(Duration.ofMillis(500));
        assertThat(cluster.told(name)).containsExactly(lines);
    }

    @Test
    void eachThingIsToldOnceWhateverIsAppliedOrRestarted() {
        cluster.startOperator();
        cluster.want("web", 4);
        cluster.converge();
        awaitTold("web", "Normal Placed: placed 4 replicas: 2 in r1-a, 2 in r1-b");

        cluster.apply(SmallWorld.zone("r1-b", "Maintenance", 3));
        cluster.converge();
        Cluster.await(
                "it is judged",
                () -> !cluster.placement("web").getStatus().violations().isEmpty());
        String closed = cluster.placement("web").getStatus().violations().get(0).message();
        for (int i = 0; i < 20; i++) {
            cluster.want("web", 4);
        }
        cluster.stopOperator();
        cluster.startOperator();
        Cluster.pause(Duration.ofSeconds(3));
        awaitTold(
                "web", "Normal Placed: placed 4 replicas: 2 in r1-a, 2 in r1-b", "Warning ZoneNotAvailable: " + closed);

        cluster.apply(SmallWorld.zone("r1-b", "Available", 3));
        cluster.want("web", 1);
        cluster.converge();
        Cluster.await("all is told", () -> cluster.told("web").size() == 4);
        List<String> told = cluster.told("web");
        assertThat(told.subList(2, 4))
                .containsExactlyInAnyOrder(
                        "Normal Released: released 3 replicas: 1 in r1-a, 2 in r1-b",
                        "Normal ZoneNotAvailable: no longer: " + closed);
    }

    @Test
    void describeAndGetEventsShowThem() {
        cluster.startOperator();
        cluster.want("web", 7);
        cluster.converge();
        Cluster.await("all is told", () -> cluster.told("web").size() == 2);
        String described = cluster.kubectl("", "describe", "pl", "web");
        String events = described.substring(described.indexOf("Events:"));
        assertThat(events.lines().skip(1).findFirst().orElseThrow().trim().split("\\s+"))
                .containsExactly("Type", "Reason", "Age", "From", "Message");
        assertThat(events)
                .containsPattern("Normal +Placed +[0-9]+s +cpm-operator +placed 6 replicas: 3 in r1-a, 3 in r1-b\n")
                .containsPattern("Warning +CapacityExceeded +[0-9]+s +cpm-operator +1 replica has no machine: no free");
        assertThat(cluster.kubectl("", "get", "events"))
                .containsPattern("[0-9]+s +Normal +Placed +placement/web +placed 6 replicas: 3 in r1-a, 3 in r1-b\n");
    }

    @Test
    void loadBalancersAndInvalidSpecsAreToldToo() {
        cluster.startOperator();
        cluster.apply("""
                apiVersion: cpm.dev/v1alpha1
                kind: LoadBalancer
                metadata: {name: front, namespace: default}
                spec: {region: r9}
                """);
        cluster.apply("""
                apiVersion: cpm.dev/v1alpha1
                kind: Placement
                metadata: {name: odd, namespace: default}
                spec: {machineType: m1, regions: [r1], zones: [r1-a], excludedZones: [r1-a]}
                """);
        Cluster.await("the load balancer is told", () -> cluster.told("front").size() == 1);
        assertThat(cluster.told("front").get(0)).startsWith("Warning UnknownRegion: ");
        Cluster.await("the placement is told", () -> cluster.told("odd").size() == 1);
        assertThat(cluster.told("odd").get(0)).startsWith("Warning InvalidSpec: ");
        cluster.apply(SmallWorld.REGION.replace("r1", "r9"));
        Cluster.await("it is told that it is over", () -> cluster.told("front").size() == 2);
        assertThat(cluster.told("front").get(1)).startsWith("Normal UnknownRegion: no longer: ");
    }

    @Test
    void whereEventsAreForbiddenPlacingGoesOn() {
        forbidEvents();
        cluster.startOperator();
        for (int i = 0; i < 3; i++) {
            cluster.want("web-" + i, 2);
            cluster.converge();
            assertThat(cluster.zones("web-" + i)).isEqualTo(Map.of("r1-a", 1, "r1-b", 1));
            assertThat(cluster.told("web-" + i)).isEmpty();
        }
        cluster.stopOperator();
        assertThat(cluster.refused())
                .isNotEmpty()
                .allMatch(request ->
                        request.verb().equals("create") && request.resource().equals("events"));
    }

    /** Takes the rule on events out of the operator's role; the next cluster puts it back. */
    private void forbidEvents() {
        cluster.client().rbac().clusterRoles().withName("cpm-operator").edit(role -> {
            assertThat(role.getRules().removeIf(rule -> rule.getResources().contains("events")))
                    .isTrue();
            return role;
        });
        Cluster.await("events are forbidden", () -> !cluster.access().allows(OperatorAccess.createEvents()));
    }
}
