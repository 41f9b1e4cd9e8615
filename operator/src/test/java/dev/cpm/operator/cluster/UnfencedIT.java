package dev.cpm.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Copies;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.history.Recorder;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.RealApiServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What must not happen has happened: while nobody led, a write that no leader would make gave machines away a second time.
 * Whoever leads next says so and makes it no worse, on every version of Kubernetes.
 */
@ExtendWith(RealApiServer.class)
class UnfencedIT {
    @RegisterExtension
    final Recorder recorder = new Recorder();

    private Cluster cluster;
    private Placement givenTwice;

    @BeforeEach
    void twoMachines(LocalControlPlane controlPlane) {
        cluster = new Cluster(controlPlane);
        cluster.forgetLease();
        cluster.apply(SmallWorld.of(Map.of("r1-a", 2)));
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    private List<String> violations(String name) {
        return cluster.placement(name).getStatus().violations().stream()
                .map(violation -> violation.type().name())
                .toList();
    }

    private void giveAgain(String from, String to) {
        Placement given = Copies.withStatus(
                cluster.placement(to), Placement::new, cluster.placement(from).getStatus());
        givenTwice = cluster.client().resource(given).updateStatus();
    }

    @Test
    void machinesThatWereGivenTwiceAreReportedOnTakeoverAndNothingIsMovedOrGivenThere() {
        try (OperatorProcess former = new OperatorProcess(cluster.access(), "one")) {
            recorder.withLogs(former::log);
            Cluster.await("it leads", former::leads);
            cluster.want("web", 2);
            Cluster.await("it is placed", () -> cluster.placed("web") == 2);
            cluster.want("late", 2);
            cluster.converge();
            assertThat(cluster.zones("late")).isEmpty();
            former.kill();
        }
        giveAgain("web", "late");
        cluster.want("waits", 1);
        try (OperatorProcess next = new OperatorProcess(cluster.access(), "two")) {
            recorder.withLogs(next::log);
            Cluster.await("it takes over", next::leads);
            Cluster.await(
                    "both are told",
                    () -> List.of("web", "late").stream()
                            .allMatch(name -> violations(name).contains("ZoneOvercommitted")));
            cluster.converge();
            for (String name : List.of("web", "late")) {
                assertThat(cluster.zones(name)).isEqualTo(Map.of("r1-a", 2));
            }
            assertThat(cluster.zones("waits")).isEmpty();
            assertThat(cluster.zone("r1-a").getStatus().conditions())
                    .anySatisfy(ready -> assertThat(ready.reason()).isEqualTo("Overcommitted"));
            cluster.want("late", 1);
            cluster.converge();
            assertThat(violations("web")).as("3 of 2 are still too many").contains("ZoneOvercommitted");
            assertThat(cluster.zones("waits")).isEmpty();
            cluster.want("late", 0);
            cluster.want("web", 1);
            Cluster.await("what is free again is given", () -> cluster.placed("waits") == 1);
            cluster.converge();
            assertThat(violations("web")).doesNotContain("ZoneOvercommitted");
            assertThat(recorder.broken())
                    .as("nothing made it worse")
                    .containsExactly("revision " + givenTwice.getMetadata().getResourceVersion()
                            + ", placements/default/late: 4 m1 in r1-a, which has 2");
        }
    }
}
