package dev.cpm.operator.cli.manifest;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.InterconnectSpec;
import dev.cpm.operator.api.InterconnectStatus;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.LoadBalancerSpec;
import dev.cpm.operator.api.LoadBalancerStatus;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.RegionSpec;
import dev.cpm.operator.api.RegionStatus;
import dev.cpm.operator.api.ShapeCheck;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.api.ZoneSpec;
import dev.cpm.operator.api.ZoneStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One of the five kinds, and the classes that it is read into. */
record Kind<S, T>(
        String name,
        boolean namespaced,
        Supplier<? extends CustomResource<S, T>> create,
        Class<S> spec,
        Class<T> status) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final List<Kind<?, ?>> ALL = List.of(
            new Kind<>(false, Interconnect::new, InterconnectSpec.class, InterconnectStatus.class),
            new Kind<>(true, LoadBalancer::new, LoadBalancerSpec.class, LoadBalancerStatus.class),
            new Kind<>(true, Placement::new, PlacementSpec.class, PlacementStatus.class),
            new Kind<>(false, Region::new, RegionSpec.class, RegionStatus.class),
            new Kind<>(false, Zone::new, ZoneSpec.class, ZoneStatus.class));

    static final List<String> NAMES = ALL.stream().<String>map(Kind::name).toList();

    private Kind(boolean namespaced, Supplier<? extends CustomResource<S, T>> create, Class<S> spec, Class<T> status) {
        this(create.get().getKind(), namespaced, create, spec, status);
    }

    static Optional<Kind<?, ?>> of(String name) {
        return ALL.stream().filter(kind -> kind.name().equals(name)).findFirst();
    }

    /**
     * The object of a manifest whose shape is known to be right.
     *
     * @throws IllegalArgumentException where the status cannot be read
     */
    CustomResource<S, T> object(ObjectMeta metadata, Node.Mapping tree) {
        CustomResource<S, T> object = create.get();
        object.setMetadata(metadata);
        object.setSpec(read(tree.get("spec"), spec));
        object.setStatus(read(tree.get("status"), status));
        return object;
    }

    /** Compares a spec with the class that it is to become. */
    void check(Node written, ShapeCheck.Mistakes mistakes) {
        if (written != null) {
            ShapeCheck.readable(spec, MAPPER.valueToTree(written.value()), "spec", mistakes);
        }
    }

    private static <V> V read(Node node, Class<V> type) {
        return node == null ? null : MAPPER.convertValue(node.value(), type);
    }
}
