package dev.cpm.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Placement;
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
    private static final String LATE = """
            apiVersion: cpm.dev/v1alpha1
            kind: Placement
            metadata: {name: late, namespace: default}
            spec: {machineType: m1, replicas: 0, regions: [r1]}
            """;

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
        List<List<String>> rows = table(cluster.kubectl("", "get", "pl", "big", "web"));
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
    void scaleScales() {
        cluster.apply(LATE.replace("late", "scaled"));
        assertThat(cluster.kubectl("", "scale", "pl/scaled", "--replicas=2")).contains("scaled");
        Cluster.await(
                "two are wanted",
                () -> Integer.valueOf(2)
                        .equals(cluster.placement("scaled").getStatus().replicas()));
        assertThat(cluster.kubectl("", "scale", "pl/scaled", "--current-replicas=2", "--replicas=1"))
                .contains("scaled");
    }

    @Test
    void waitSeesReady() {
        assertThat(cluster.kubectl("", "wait", "pl/web", "--for=condition=Ready", "--timeout=30s"))
                .contains("condition met");
    }

    @Test
    void aNewObjectIsInProgressUntilItIsAnswered() {
        cluster.stopOperator();
        try {
            cluster.apply(LATE);
            assertThat(cluster.placement("late").getStatus().observedGeneration())
                    .isEqualTo(-1);
            assertThat(waitReturns("late", "1s")).isFalse();
        } finally {
            cluster.startOperator();
        }
        Cluster.await("it is answered", () -> cluster.observed(cluster.placement("late")));
        assertThat(waitReturns("late", "30s")).isTrue();
    }

    @Test
    void afterAnEditNoConditionClaimsToKnowItUntilItIsAnswered() {
        cluster.apply(LATE.replace("late", "edited"));
        Cluster.await("it is answered", () -> cluster.observed(cluster.placement("edited")));
        cluster.stopOperator();
        try {
            cluster.kubectl("", "patch", "pl", "edited", "--type=merge", "-p", "{\"spec\":{\"priority\":1}}");
            Placement edited = cluster.placement("edited");
            long generation = edited.getMetadata().getGeneration();
            assertThat(edited.getStatus().observedGeneration()).isEqualTo(generation - 1);
            assertThat(edited.getStatus().conditions())
                    .isNotEmpty()
                    .allMatch(condition -> condition.observedGeneration() == generation - 1);
            // Before 1.21, kubectl wait looked at no generation: there it may return on what is no longer true.
            if (looksAtGenerations(cluster.controlPlane().version())) {
                assertThat(waitReturns("edited", "1s")).isFalse();
            }
        } finally {
            cluster.startOperator();
        }
        Cluster.await("the edit is answered", () -> cluster.observed(cluster.placement("edited")));
        Placement answered = cluster.placement("edited");
        assertThat(answered.getStatus().conditions())
                .isNotEmpty()
                .allMatch(condition -> condition
                        .observedGeneration()
                        .equals(answered.getMetadata().getGeneration()));
        assertThat(waitReturns("edited", "30s")).isTrue();
    }

    /** Whether {@code kubectl wait} sees it Ready within a second. */
    private static boolean waitReturns(String placement, String within) {
        try {
            cluster.kubectl("", "wait", "pl/" + placement, "--for=condition=Ready", "--timeout=" + within);
            return true;
        } catch (AssertionError e) {
            assertThat(e).hasMessageContaining("timed out waiting for the condition");
            return false;
        }
    }

    private static boolean looksAtGenerations(String version) {
        String[] parts = version.split("\\.");
        return Integer.parseInt(parts[0]) > 1 || Integer.parseInt(parts[1]) >= 21;
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
