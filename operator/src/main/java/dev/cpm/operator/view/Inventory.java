package dev.cpm.operator.view;

import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.Kinds;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Zone;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * All objects of the five kinds with their statuses, each kind by namespace and name.
 *
 * @param unread the kinds that were not read, or not wholly: that one of them is not here says nothing
 */
public record Inventory(
        List<Interconnect> interconnects,
        List<LoadBalancer> loadBalancers,
        List<Placement> placements,
        List<Region> regions,
        List<Zone> zones,
        List<String> unread) {

    /** By namespace, then by name. */
    public static final Comparator<HasMetadata> BY_NAME = Comparator.comparing(
                    (HasMetadata object) -> String.valueOf(object.getMetadata().getNamespace()))
            .thenComparing(object -> object.getMetadata().getName());

    /** Where all of them were read. */
    public Inventory(
            List<Interconnect> interconnects,
            List<LoadBalancer> loadBalancers,
            List<Placement> placements,
            List<Region> regions,
            List<Zone> zones) {
        this(interconnects, loadBalancers, placements, regions, zones, List.of());
    }

    /** Those of the five kinds among some objects, which are all that there are. */
    public static Inventory of(Collection<? extends HasMetadata> objects) {
        return of(objects, Kinds.CLASSES);
    }

    /** Those of the five kinds among some objects; {@code read} are the kinds of which they are all. */
    public static Inventory of(
            Collection<? extends HasMetadata> objects, Collection<? extends Class<? extends HasMetadata>> read) {
        return new Inventory(
                of(objects, Interconnect.class),
                of(objects, LoadBalancer.class),
                of(objects, Placement.class),
                of(objects, Region.class),
                of(objects, Zone.class),
                Kinds.CLASSES.stream()
                        .filter(kind -> !read.contains(kind))
                        .map(HasMetadata::getKind)
                        .toList());
    }

    /** Whether all objects of a kind are in it. */
    public boolean read(Class<? extends HasMetadata> kind) {
        return !unread.contains(HasMetadata.getKind(kind));
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
