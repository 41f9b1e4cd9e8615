package dev.cpm.operator.view;

import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Zone;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All objects of the five kinds with their statuses, each kind by namespace and name. */
public record Inventory(
        List<Interconnect> interconnects,
        List<LoadBalancer> loadBalancers,
        List<Placement> placements,
        List<Region> regions,
        List<Zone> zones) {

    /** By namespace, then by name. */
    public static final Comparator<HasMetadata> BY_NAME = Comparator.comparing(
                    (HasMetadata object) -> String.valueOf(object.getMetadata().getNamespace()))
            .thenComparing(object -> object.getMetadata().getName());

    /** Those of the five kinds among some objects. */
    public static Inventory of(Collection<? extends HasMetadata> objects) {
        return new Inventory(
                of(objects, Interconnect.class),
                of(objects, LoadBalancer.class),
                of(objects, Placement.class),
                of(objects, Region.class),
                of(objects, Zone.class));
    }

    private static <R extends HasMetadata> List<R> of(Collection<? extends HasMetadata> objects, Class<R> kind) {
        return objects.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .sorted(BY_NAME)
                .toList();
    }

    /** All objects, by kind, namespace and name. */
    public List<HasMetadata> objects() {
        return Stream.of(interconnects, loadBalancers, placements, regions, zones)
                .<HasMetadata>flatMap(List::stream)
                .toList();
    }
}
