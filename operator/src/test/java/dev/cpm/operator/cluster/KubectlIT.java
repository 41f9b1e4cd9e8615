package dev.cpm.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.RealApiServer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user sees with kubectl. */
@ExtendWith(RealApiServer.class)
class KubectlIT {
    private static Cluster cluster;

    @BeforeAll
    static void story(LocalControlPlane controlPlane) {
        cluster = new Cluster(controlPlane).startOperator();
        cluster.apply("""
                apiVersion: cpm.dev/v1alpha1
                kind: Region
                metadata: {name: r1}
                spec: {displayName: Region One}
                ---
                apiVersion: cpm.dev/v1alpha1
                kind: Zone
                metadata: {name: r1-a}
                spec: {region: r1, displayName: One A, capacity: [{machineType: m1, count: 3}]}
                ---
                apiVersion: cpm.dev/v1alpha1
                kind: Interconnect
                metadata: {name: acme-r1-r2}
                spec: {account: acme, regions: [r1, r2]}
                ---
                apiVersion: cpm.dev/v1alpha1
                kind: LoadBalancer
                metadata: {name: front, namespace: default}
                spec: {region: r1}
                ---
                apiVersion: cpm.dev/v1alpha1
                kind: Placement
                metadata: {name: web, namespace: default}
                spec: {machineType: m1, replicas: 2, regions: [r1]}
                ---
                apiVersion: cpm.dev/v1alpha1
                kind: Placement
                metadata: {name: big, namespace: default}
                spec: {machineType: m1, replicas: 5, regions: [r1], priority: -1}
                """);
        cluster.converge();
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    private static List<List<String>> table(String printed) {
        return printed.lines()
                .filter(line -> !line.isBlank())
                .map(line -> Stream.of(line.trim().split("\\s{2,}")).toList())
                .toList();
    }

    @Test
    void getCpmListsEveryKind() {
        assertThat(cluster.kubectl("", "get", "cpm", "-A"))
                .contains("region.cpm.dev/r1", "zone.cpm.dev/r1-a", "interconnect.cpm.dev/acme-r1-r2")
                .contains("loadbalancer.cpm.dev/front", "placement.cpm.dev/web");
    }

    @Test
    void theColumnsAreMadeForReading() {
        List<List<String>> rows = table(cluster.kubectl("", "get", "pl"));
        assertThat(rows.get(0)).containsExactly("NAME", "READY", "PLACED", "ZONES", "REASON", "AGE");
        assertThat(rows.get(1)).startsWith("big", "False", "1/5", "1", "CapacityExceeded");
        assertThat(rows.get(2)).startsWith("web", "True", "2/2", "2", "SingleZone");
        assertThat(cluster.kubectl("", "get", "pl", "big", "-o", "wide"))
                .contains("SKEW", "MESSAGE", "1/5 replicas placed: 1 zone(s) had no free m1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pl", "lb", "rg", "zn", "ic"})
    void shortNamesWork(String name) {
        assertThat(cluster.kubectl("", "get", name, "-A")).contains("NAME");
    }

    @Test
    void waitSeesReadyAndDoesNotSeeItTooEarly() {
        cluster.kubectl("", "wait", "pl/web", "--for=condition=Ready", "--timeout=10s");
        cluster.apply("""
                apiVersion: cpm.dev/v1alpha1
                kind: Placement
                metadata: {name: late, namespace: default}
                spec: {machineType: m2, replicas: 1, regions: [r1], suspend: true}
                """);
        assertThat(cluster.placement("late").getStatus().observedGeneration())
                .as("in progress from the first moment on")
                .isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "placements.spec.topologySpreadConstraints.capacityPolicy",
                "placements.status.violations.remedy",
                "zones.spec.capacity",
                "interconnects.spec.state",
                "loadbalancers.status.backends"
            })
    void explainIsTheManual(String field) {
        String printed = cluster.kubectl("", "explain", field, "--api-version=cpm.dev/v1alpha1");
        assertThat(printed).contains("DESCRIPTION").doesNotContain("<empty>");
    }

    @Test
    void describeTellsTheWholeStory() {
        assertThat(cluster.kubectl("", "describe", "pl", "big"))
                .contains("CapacityExceeded", "Remedy:", "Blockers:", "r1-a", "InsufficientCapacity");
    }
}
