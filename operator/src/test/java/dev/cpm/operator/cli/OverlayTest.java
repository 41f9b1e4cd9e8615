package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.api.Zone;
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
        return Overlay.of(List.of(there), List.of(manifest), false)
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

    @Test
    void replicasThatAManifestLeavesOutAreAnAutoscalers() {
        Placement there = placement("{machineType: m1, replicas: 8, regions: [r1]}");
        Placement without = placement("{machineType: m1, regions: [r1, r2]}");
        Placement with = placement("{machineType: m1, replicas: 2, regions: [r1]}");
        assertThat(applied(there, without).replicas()).isEqualTo(8);
        assertThat(applied(there, without).regions()).containsExactly("r1", "r2");
        assertThat(applied(there, with).replicas()).isEqualTo(2);
    }

    private static PlacementSpec applied(Placement there, Placement manifest) {
        return ((Placement) Overlay.of(List.of(there), List.of(manifest), false).get(0)).getSpec();
    }

    private static Placement placement(String spec) {
        Placement placement = new Placement();
        placement.setMetadata(
                new ObjectMetaBuilder().withNamespace("default").withName("web").build());
        placement.setSpec(Serialization.unmarshal("---\n" + spec, PlacementSpec.class));
        return placement;
    }
}
