package dev.cpm.operator.placement;

import java.util.Comparator;

/** Namespace and name of a namespaced object; ordered by namespace, then name. */
public record PlacementKey(String namespace, String name) implements Comparable<PlacementKey> {
    private static final Comparator<PlacementKey> ORDER =
            Comparator.comparing(PlacementKey::namespace).thenComparing(PlacementKey::name);

    @Override
    public int compareTo(PlacementKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
