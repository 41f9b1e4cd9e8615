package dev.cpm.operator.placement.model;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** How many machines of each type are taken in each zone, by all placements. Mutable; confined to one owner. */
public final class Allocations {
    /** What these add to, or null: others' allocations, which stand still as long as these are used. */
    private final Allocations base;

    private final Map<String, Map<String, Integer>> byZone = new HashMap<>();

    public Allocations() {
        this(null);
    }

    private Allocations(Allocations base) {
        this.base = base;
    }

    /** Machines of a type that are taken in a zone. */
    public int taken(String zone, String machineType) {
        int before = base == null ? 0 : base.taken(zone, machineType);
        Map<String, Integer> types = byZone.get(zone);
        return types == null ? before : before + types.getOrDefault(machineType, 0);
    }

    /** The types taken in a zone and how many. */
    public Map<String, Integer> in(String zone) {
        Map<String, Integer> types = byZone.getOrDefault(zone, Map.of());
        if (base == null) {
            return types;
        }
        Map<String, Integer> all = new TreeMap<>(base.in(zone));
        types.forEach((type, count) -> all.merge(type, count, Allocations::sum));
        return all;
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

    /**
     * These, and what is taken from the result: nothing is copied, so a batch costs no more where there are many zones
     * and placements. The result is good until these change.
     */
    public Allocations overlay() {
        return new Allocations(this);
    }

    /** Adds up; nothing, so that an entry of a map goes, where nothing is left. */
    public static Integer sum(Integer a, Integer b) {
        return a + b == 0 ? null : a + b;
    }
}
