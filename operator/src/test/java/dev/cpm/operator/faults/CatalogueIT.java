package dev.cpm.operator.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.cluster.Answers;
import dev.cpm.operator.cluster.Cluster;
import dev.cpm.operator.cluster.SmallWorld;
import dev.cpm.operator.history.Recorder;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.RealApiServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Administrators and users change by hand what placements stand on: what is assigned stays, and what is wrong is said. */
@ExtendWith(RealApiServer.class)
class CatalogueIT {
    @RegisterExtension
    final Recorder recorder = new Recorder();

    private Rig rig;

    @BeforeEach
    void placed(LocalControlPlane controlPlane) {
        rig = new Rig(controlPlane, recorder);
        rig.cluster().resetNamespace("default");
        rig.cluster().startOperator();
        rig.apply(SmallWorld.of(Map.of("r1-a", 4, "r1-b", 4)));
        rig.apply(SmallWorld.placement("web", 6));
        rig.converge();
        rig.step();
    }

    @AfterEach
    void stop() {
        rig.cluster().resetNamespace("default");
        rig.close();
    }

    private PlacementStatus status(String name) {
        return rig.cluster().placement(name).getStatus();
    }

    private List<String> violations(String name) {
        return status(name).violations().stream()
                .map(violation -> violation.type().name())
                .toList();
    }

    @Test
    void aZoneIsCutBelowWhatIsUsed() {
        rig.apply(SmallWorld.zone("r1-a", "Available", 1));
        rig.converge();
        assertThat(rig.cluster().zones("web")).isEqualTo(Map.of("r1-a", 3, "r1-b", 3));
        assertThat(violations("web")).contains("ZoneOvercommitted");
        rig.step();
        rig.apply(SmallWorld.placement("db", 4));
        rig.converge();
        assertThat(rig.cluster().zones("db")).as("never made worse").isEqualTo(Map.of("r1-b", 1));
        rig.step();
        rig.apply(SmallWorld.zone("r1-a", "Available", 4));
        rig.converge();
        assertThat(violations("web")).doesNotContain("ZoneOvercommitted");
        rig.judge();
    }

    @Test
    void aZoneIsDeletedAndRestored() {
        Answers before = rig.end();
        rig.client().resources(Zone.class).withName("r1-a").delete();
        rig.converge();
        assertThat(rig.cluster().zones("web")).isEqualTo(Map.of("r1-a", 3, "r1-b", 3));
        assertThat(violations("web")).contains("ZoneNotAvailable");
        rig.step();
        rig.apply(SmallWorld.zone("r1-a", "Available", 4));
        rig.converge();
        assertThat(rig.differences(before)).isEmpty();
        rig.judge();
    }

    @Test
    void theLabelOfTheNamespaceIsChangedUnderPlacedMachines() {
        Answers before = rig.end();
        rig.cluster().namespace("default", Map.of(Cpm.ACCOUNT_LABEL, "another"));
        Cluster.await(
                "it belongs to another account",
                () -> "another".equals(status("web").account()));
        rig.converge();
        assertThat(rig.cluster().placed("web")).isEqualTo(6);
        rig.step();
        rig.cluster().resetNamespace("default");
        Cluster.await(
                "it belongs to its own", () -> "default".equals(status("web").account()));
        rig.converge();
        assertThat(rig.differences(before)).isEmpty();
        rig.judge();
    }

    @Test
    void aStatusIsWipedByHand() {
        Answers before = rig.end();
        edit(null);
        Cluster.await("it is answered again", () -> rig.cluster().placed("web") == 6);
        rig.converge();
        assertThat(rig.differences(before)).isEmpty();
        rig.judge();
    }

    @Test
    void aStatusIsEditedByHand() {
        Answers before = rig.end();
        PlacementStatus lie = Serialization.unmarshal(
                "---\nobservedGeneration: 1\nplaced: 1\nzones: [{zone: r1-b, region: r1, replicas: 9, indexes: \"0-8\"}]",
                PlacementStatus.class);
        edit(lie);
        Cluster.await(
                "it is answered again", () -> Objects.equals(rig.cluster().zones("web"), Map.of("r1-a", 3, "r1-b", 3)));
        rig.converge();
        assertThat(rig.differences(before)).isEmpty();
        rig.judge();
    }

    private void edit(PlacementStatus status) {
        Placement edited = rig.cluster().placement("web");
        edited.setStatus(status);
        rig.byHand(rig.client().resource(edited).updateStatus());
    }
}
