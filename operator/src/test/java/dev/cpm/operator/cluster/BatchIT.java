package dev.cpm.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.controller.Settings;
import dev.cpm.operator.history.Recorder;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.OperatorAccess;
import dev.cpm.operator.local.RealApiServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An operator is told to end in the middle of a batch: what it sent is stored, the rest the next one decides. */
@ExtendWith(RealApiServer.class)
class BatchIT {
    private static final int PLACEMENTS = 2000;
    private static final Map<String, Integer> CAPACITY = Map.of("r1-a", PLACEMENTS / 2, "r1-b", PLACEMENTS / 2);
    /** Long enough for all of them to come into one batch. */
    private static final Duration SETTLE = Duration.ofSeconds(10);

    @RegisterExtension
    final Recorder recorder = new Recorder();

    private Cluster cluster;

    @BeforeEach
    void manyMachines(LocalControlPlane controlPlane) {
        cluster = new Cluster(controlPlane);
        cluster.forgetLease();
        cluster.apply(SmallWorld.of(CAPACITY));
    }

    private void wantAll() {
        IntStream.range(0, PLACEMENTS)
                .parallel()
                .forEach(i -> cluster.client()
                        .resource(Serialization.unmarshal(SmallWorld.placement("p-" + i, 1), Placement.class))
                        .create());
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    /** How many versions of placements. */
    private long stored() {
        return recorder.history().size("placements/");
    }

    private List<Placement> answered() {
        return cluster.client().resources(Placement.class).inNamespace("default").list().getItems().stream()
                .filter(cluster::observed)
                .toList();
    }

    @Test
    void itEndsInTimeGivesTheLeaseBackAndNothingIsDecidedTwice() throws InterruptedException {
        try (OperatorProcess first = new OperatorProcess(cluster.access().kubeconfig("one"), "one", SETTLE)) {
            recorder.withLogs(first::log);
            Cluster.await("it leads", first::leads);
            wantAll();
            Cluster.await("it is in the middle", () -> stored() > PLACEMENTS + 100);
            first.terminate();
            assertThat(first.exitCode(Duration.ofSeconds(20))).as(first.log()).isIn(0, 143);
            assertThat(first.log()).contains("The lease is given back.");
        }
        List<Placement> stored = answered();
        assertThat(stored).hasSizeBetween(100, PLACEMENTS - 1);
        assertThat(cluster.client()
                        .leases()
                        .inNamespace(OperatorAccess.NAMESPACE)
                        .withName(Settings.LEASE)
                        .get()
                        .getSpec()
                        .getHolderIdentity())
                .isEmpty();
        try (OperatorProcess next = new OperatorProcess(cluster.access().kubeconfig("two"), "two", Cluster.SETTLE)) {
            recorder.withLogs(next::log);
            Cluster.await("the next one leads", next::leads);
            for (int half = 1; half <= 2; half++) {
                int versions = PLACEMENTS + half * PLACEMENTS / 2;
                Cluster.await("the next one places the rest", () -> stored() >= versions);
            }
            cluster.converge();
            assertThat(answered()).hasSize(PLACEMENTS);
            assertThat(next.log()).doesNotContain("Taking over from another leader");
        }
        Map<String, PlacementStatus> now = answered().stream()
                .collect(Collectors.toMap(placement -> placement.getMetadata().getName(), Placement::getStatus));
        for (Placement placement : stored) {
            assertThat(now.get(placement.getMetadata().getName())).isEqualTo(placement.getStatus());
        }
        assertThat(stored()).as("each created, and answered once").isEqualTo(2L * PLACEMENTS);
    }
}
