package dev.cpm.operator.controller;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.api.PlacementStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;

/** Objects as watches bring them. */
final class Seen {
    private Seen() {}

    /** A version of an object; its name is its uid where the manifest has none. */
    static <T extends HasMetadata> T of(String manifest, Class<T> kind, long version) {
        T object = Serialization.unmarshal(manifest, kind);
        if (object.getMetadata().getUid() == null) {
            object.getMetadata().setUid(object.getMetadata().getName());
        }
        object.getMetadata().setResourceVersion(Long.toString(version));
        return object;
    }

    /** A version of {@code default/web}, by the object's uid; it wants three machines and has none. */
    static Placement web(String uid, long version) {
        return web(uid, version, 0);
    }

    /** The same, with some of its machines in zone {@code r1-a}. */
    static Placement web(String uid, long version, int placed) {
        Placement placement = new Placement();
        placement.setMetadata(new ObjectMetaBuilder()
                .withNamespace("default")
                .withName("web")
                .withUid(uid)
                .withGeneration(1L)
                .withResourceVersion(Long.toString(version))
                .withCreationTimestamp("2026-01-01T00:00:00Z")
                .build());
        placement.setSpec(
                Serialization.unmarshal("---\n{machineType: m1, replicas: 3, regions: [r1]}", PlacementSpec.class));
        if (placed > 0) {
            placement.setStatus(Serialization.unmarshal(
                    "---\n{machineType: m1, zones: [{zone: r1-a, region: r1, replicas: %d, indexes: \"0-%d\"}]}"
                            .formatted(placed, placed - 1),
                    PlacementStatus.class));
        }
        return placement;
    }
}
