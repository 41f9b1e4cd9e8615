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

    /** A zone of the region with machines of another type, and none of the usual one. */
    public static String offering(String name, String machineType, int machines) {
        return zone(
                name, "state: Available, capacity: [{machineType: %s, count: %d}]".formatted(machineType, machines));
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
        return placement(name, replicas, "");
    }

    /** One that gets its machines before all others that wait. */
    public static String urgent(String name, int replicas) {
        return placement(name, replicas, ", priority: 10");
    }

    private static String placement(String name, int replicas, String more) {
        return """
                ---
                apiVersion: cpm.dev/v1alpha1
                kind: Placement
                metadata: {name: %s, namespace: default}
                spec: {machineType: m1, replicas: %d, regions: [r1]%s}
                """.formatted(name, replicas, more);
    }

    /** One object of each kind: r1, r1-a (and r1-b), acme-r1-r2, front, and web, which wants three replicas. */
    public static String ofEveryKind() {
        return of(Map.of("r1-a", 2, "r1-b", 2)) + """
                ---
                apiVersion: cpm.dev/v1alpha1
                kind: Region
                metadata: {name: r2}
                spec: {displayName: Region Two}
                ---
                apiVersion: cpm.dev/v1alpha1
                kind: Interconnect
                metadata: {name: acme-r1-r2}
                spec: {account: acme, regions: [r1, r2], state: Active}
                ---
                apiVersion: cpm.dev/v1alpha1
                kind: LoadBalancer
                metadata: {name: front, namespace: default}
                spec: {region: r1}
                """ + placement("web", 3);
    }
}
