package dev.cpm.operator.cluster;

import java.util.Map;
import java.util.TreeMap;

/** Manifests of a small world, in a line each: one region, zones with machines of one type, placements that want some. */
public final class SmallWorld {
    public static final String REGION = """
            ---
            apiVersion: cpm.dev/v1alpha1
            kind: Region
            metadata: {name: r1}
            spec: {displayName: Region One}
            """;

    private SmallWorld() {}

    /** The region with zones that have so many machines each. */
    public static String of(Map<String, Integer> machines) {
        StringBuilder world = new StringBuilder(REGION);
        new TreeMap<>(machines).forEach((zone, count) -> world.append(zone(zone, "Available", count)));
        return world.toString();
    }

    /** A zone of the region. */
    public static String zone(String name, String state, int machines) {
        return zone(name, "state: %s, capacity: [{machineType: m1, count: %d}]".formatted(state, machines));
    }

    /** The region with a zone that never runs out of machines. */
    public static String unlimited(String zone) {
        return REGION + zone(zone, "state: Available");
    }

    private static String zone(String name, String rest) {
        return """
                ---
                apiVersion: cpm.dev/v1alpha1
                kind: Zone
                metadata: {name: %s}
                spec: {region: r1, %s}
                """.formatted(name, rest);
    }

    /** A placement in the region. */
    public static String placement(String name, int replicas) {
        return """
                ---
                apiVersion: cpm.dev/v1alpha1
                kind: Placement
                metadata: {name: %s, namespace: default}
                spec: {machineType: m1, replicas: %d, regions: [r1]}
                """.formatted(name, replicas);
    }
}
