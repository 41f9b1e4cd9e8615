package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.api.WhenUnsatisfiable;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.api.ZoneSpec;
import dev.cpm.operator.api.ZoneState;
import dev.cpm.operator.cli.plan.Overlay;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is there once manifests are applied, as {@code kubectl apply} would have it. */
class OverlayTest {
    private static ObjectMeta there(String name, Map<String, String> labels, String applied) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withUid("uid-" + name)
                .withLabels(labels)
                .addToAnnotations("kubectl.kubernetes.io/last-applied-configuration", applied)
                .build();
    }

    private static ObjectMeta manifest(String name, Map<String, String> labels) {
        return new ObjectMetaBuilder().withName(name).withLabels(labels).build();
    }

    private static Map<String, String> labels(HasMetadata there, HasMetadata manifest) {
        return Overlay.of(List.of(there), List.of(manifest), Map.of(), false)
                .get(0)
                .getMetadata()
                .getLabels();
    }

    @Test
    void labelsOfOthersStayAndThoseThatWereAppliedBeforeGo() {
        Zone there = new Zone();
        there.setMetadata(there(
                "z",
                Map.of("theirs", "1", "dropped", "1", "kept", "1"),
                "{\"metadata\":{\"labels\":{\"dropped\":\"1\",\"kept\":\"1\"}}}"));
        Zone manifest = new Zone();
        manifest.setMetadata(manifest("z", Map.of("kept", "2")));
        assertThat(labels(there, manifest)).isEqualTo(Map.of("theirs", "1", "kept", "2"));
    }

    @Test
    void anAccountThatAnAdministratorGaveANamespaceStays() {
        Namespace there = new Namespace();
        there.setMetadata(there("shop", Map.of("cpm.dev/account", "acme"), "{}"));
        Namespace manifest = new Namespace();
        manifest.setMetadata(manifest("shop", null));
        assertThat(labels(there, manifest)).isEqualTo(Map.of("cpm.dev/account", "acme"));
    }

    /** From one commit to the next: nobody else was there. */
    @Test
    void whatAManifestNoLongerSaysIsGone() {
        Placement there = placement("{machineType: m1, replicas: 8, suspend: true, regions: [r1]}");
        PlacementSpec after = applied(there, placement("{machineType: m1, regions: [r1]}"));
        assertThat(after.replicas()).isNull();
        assertThat(after.suspend()).isNull();
    }

    /** As the merge of kubectl apply has it. */
    @Test
    void whatNoManifestEverSaidStaysInACluster() {
        Placement there = placement("{machineType: m1, replicas: 8, suspend: true, regions: [r1],"
                + " availability: {minAvailable: 50%, whenUnsatisfiable: ScheduleAnyway}}");
        there.setMetadata(there(
                "web",
                Map.of(),
                "{\"spec\":{\"machineType\":\"m1\",\"replicas\":8,\"regions\":[\"r1\"],"
                        + "\"availability\":{\"minAvailable\":\"50%\"}}}"));
        there.getMetadata().setNamespace("default");
        PlacementSpec after = applied(there, placement("{machineType: m1, regions: [r1, r2], availability: {}}"));
        assertThat(after.replicas()).as("was applied, and is no more").isNull();
        assertThat(after.suspend()).as("by hand").isTrue();
        assertThat(after.regions()).containsExactly("r1", "r2");
        assertThat(after.availability().minAvailable()).isNull();
        assertThat(after.availability().whenUnsatisfiable()).isEqualTo(WhenUnsatisfiable.ScheduleAnyway);
        Zone zone = new Zone();
        zone.setMetadata(there("z", Map.of(), "{\"spec\":{\"region\":\"r1\"}}"));
        zone.setSpec(Serialization.unmarshal("---\n{region: r1, state: Maintenance}", ZoneSpec.class));
        Zone manifest = new Zone();
        manifest.setMetadata(manifest("z", null));
        manifest.setSpec(
                Serialization.unmarshal("---\n{region: r1, capacity: [{machineType: m1, count: 3}]}", ZoneSpec.class));
        ZoneSpec spec = ((Zone) Overlay.of(List.of(zone), List.of(manifest), Map.of(), false)
                        .get(0))
                .getSpec();
        assertThat(spec.state()).isEqualTo(ZoneState.Maintenance);
        assertThat(spec.capacity()).hasSize(1);
    }

    /** Who was applied by the server has no annotation that could tell. */
    @Test
    void replicasThatAManifestLeavesOutAreAnAutoscalers() {
        Placement there = placement("{machineType: m1, replicas: 8, regions: [r1]}");
        there.getMetadata().setUid("uid-web");
        Placement without = placement("{machineType: m1, regions: [r1, r2]}");
        Placement with = placement("{machineType: m1, replicas: 2, regions: [r1]}");
        assertThat(applied(there, without).replicas()).isEqualTo(8);
        assertThat(applied(there, without).regions()).containsExactly("r1", "r2");
        assertThat(applied(there, with).replicas()).isEqualTo(2);
    }

    private static PlacementSpec applied(Placement there, Placement manifest) {
        return ((Placement) Overlay.of(List.of(there), List.of(manifest), Map.of(), false)
                        .get(0))
                .getSpec();
    }

    private static Placement placement(String spec) {
        Placement placement = new Placement();
        placement.setMetadata(
                new ObjectMetaBuilder().withNamespace("default").withName("web").build());
        placement.setSpec(Serialization.unmarshal("---\n" + spec, PlacementSpec.class));
        return placement;
    }
}
