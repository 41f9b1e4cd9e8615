package dev.cpm.operator.placement.model;

import dev.cpm.operator.api.PlacementSpec.PlacementReference;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Comparator;
import java.util.SortedMap;

/** Namespace and name of a namespaced object; ordered by namespace, then name. */
public record PlacementKey(String namespace, String name) implements Comparable<PlacementKey> {
    private static final Comparator<PlacementKey> ORDER =
            Comparator.comparing(PlacementKey::namespace).thenComparing(PlacementKey::name);

    /** Of an object that is in a namespace. */
    public static PlacementKey of(HasMetadata object) {
        return new PlacementKey(
                object.getMetadata().getNamespace(), object.getMetadata().getName());
    }

    /** The placement that a reference in this one's spec means; its namespace defaults to this one's. */
    public PlacementKey referredTo(PlacementReference reference) {
        return new PlacementKey(
                reference.namespace() == null || reference.namespace().isEmpty() ? namespace : reference.namespace(),
                reference.name());
    }

    /** Something else in the same namespace, such as a load balancer. */
    public PlacementKey sibling(String other) {
        return new PlacementKey(namespace, other);
    }

    /** The name as somebody in {@code namespace} would say it: without the namespace where that is the same. */
    public String seenFrom(String viewer) {
        return namespace.equals(viewer) ? name : toString();
    }

    /** The part of a map that is about one namespace. */
    public static <V> SortedMap<PlacementKey, V> within(SortedMap<PlacementKey, V> map, String namespace) {
        // No name is empty, and no namespace lies between one and the same with a character below all others.
        return map.subMap(new PlacementKey(namespace, ""), new PlacementKey(namespace + '\0', ""));
    }

    @Override
    public int compareTo(PlacementKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
