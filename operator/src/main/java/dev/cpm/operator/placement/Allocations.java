package dev.cpm.operator.placement;

import java.util.Map;
import java.util.TreeMap;

/** How many machines of each type are taken in each zone, by all placements. Mutable; confined to one batch. */
public final class Allocations {
    private final Map<String, Map<String, Integer>> byZone = new TreeMap<>();

    /** Machines of a type that are taken in a zone. */
    public int taken(String zone, String machineType) {
        return byZone.getOrDefault(zone, Map.of()).getOrDefault(machineType, 0);
    }

    /** The types taken in a zone and how many. */
    public Map<String, Integer> in(String zone) {
        return byZone.getOrDefault(zone, Map.of());
    }

    /** Takes {@code count} machines; a negative count gives back. */
    public void take(String zone, String machineType, int count) {
        if (count != 0) {
            byZone.computeIfAbsent(zone, z -> new TreeMap<>()).merge(machineType, count, Allocations::sum);
        }
    }

    /** Takes all machines of an assignment. */
    public void take(Assignment assignment, String machineType) {
        assignment
                .shares()
                .forEach(
                        (zone, share) -> take(zone, machineType, share.indexes().size()));
    }

    public Allocations copy() {
        Allocations copy = new Allocations();
        byZone.forEach((zone, types) -> copy.byZone.put(zone, new TreeMap<>(types)));
        return copy;
    }

    private static Integer sum(Integer a, Integer b) {
        return a + b == 0 ? null : a + b;
    }
}
