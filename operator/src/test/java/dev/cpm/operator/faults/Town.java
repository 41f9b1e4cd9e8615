package dev.cpm.operator.faults;

import java.util.List;

/**
 * A story of many turns in which no two placements compete for machines, so that it ends in one way only, in whatever
 * batches it is decided: links, load balancers, scarce machines, a zone that is lost, moves that are approved, scaling, one
 * that is recreated.
 */
final class Town {
    private static final String CATALOGUE = """
            ---
            apiVersion: cpm.dev/v1alpha1
            kind: Region
            metadata: {name: r1}
            spec: {displayName: Region One}
            ---
            apiVersion: cpm.dev/v1alpha1
            kind: Region
            metadata: {name: r2}
            spec: {displayName: Region Two}
            ---
            apiVersion: cpm.dev/v1alpha1
            kind: Zone
            metadata: {name: r1-a}
            spec: {region: r1, state: Available}
            """
            + zone("r1-b", "r1", "Available", "")
            + zone("r2-a", "r2", "Available", ", capacity: [{machineType: m1, count: 5}, {machineType: m2, count: 4}]")
            + zone("r2-b", "r2", "ComingSoon", ", capacity: [{machineType: m2, count: 3}]")
            + link("Requested")
            + """
            ---
            apiVersion: cpm.dev/v1alpha1
            kind: LoadBalancer
            metadata: {name: front, namespace: default}
            spec: {region: r1}
            """;

    private static final String DB = placement(
            "db",
            "machineType: m3, replicas: 4, regions: [r1], topologySpreadConstraints: [{topologyKey:"
                    + " topology.kubernetes.io/zone, maxSkew: 1}], loadBalancers: [front]");

    private static final String GPU =
            placement("gpu", "machineType: m2, replicas: 4, regions: [r2], rebalance: OnApproval");

    /** With the link it is placed, without it is not: in whatever order both are seen. */
    private static final String PAIR =
            placement("pair", "machineType: m4, replicas: 2, regions: [r1], peers: [{name: batch}]");

    static final Story STORY = new Story(
            "town",
            List.of(
                    new Story.Step("the catalogue", rig -> rig.apply(CATALOGUE)),
                    new Story.Step("four at once", rig -> rig.apply(web(4) + DB + batch(6) + GPU)),
                    new Story.Step(
                            "the link is active, more is wanted", rig -> rig.apply(link("Active") + web(6) + PAIR)),
                    new Story.Step("a zone is lost", rig -> rig.apply(zone("r1-b", "r1", "Unavailable", ""))),
                    new Story.Step(
                            "machines come, a zone opens",
                            rig -> rig.apply(zone(
                                            "r2-a",
                                            "r2",
                                            "Available",
                                            ", capacity: [{machineType: m1, count: 8}, {machineType: m2, count: 4}]")
                                    + zone("r2-b", "r2", "Available", ", capacity: [{machineType: m2, count: 3}]"))),
                    new Story.Step("moves are approved", rig -> rig.approve("gpu")),
                    new Story.Step("fewer are wanted", rig -> {
                        rig.apply(batch(2));
                        rig.delete("pair");
                    }),
                    new Story.Step("one is recreated", rig -> {
                        rig.delete("web");
                        rig.apply(web(2));
                    })));

    private Town() {}

    private static String web(int replicas) {
        return placement(
                "web", "machineType: m1, replicas: %d, regions: [r1], onZoneUnavailable: Replace".formatted(replicas));
    }

    private static String batch(int replicas) {
        return placement("batch", "machineType: m1, replicas: %d, regions: [r2]".formatted(replicas));
    }

    private static String placement(String name, String spec) {
        return """
                ---
                apiVersion: cpm.dev/v1alpha1
                kind: Placement
                metadata: {name: %s, namespace: default}
                spec: {%s}
                """.formatted(name, spec);
    }

    private static String zone(String name, String region, String state, String rest) {
        return """
                ---
                apiVersion: cpm.dev/v1alpha1
                kind: Zone
                metadata: {name: %s}
                spec: {region: %s, state: %s%s}
                """.formatted(name, region, state, rest);
    }

    private static String link(String state) {
        return """
                ---
                apiVersion: cpm.dev/v1alpha1
                kind: Interconnect
                metadata: {name: r1-r2}
                spec: {account: default, regions: [r1, r2], state: %s}
                """.formatted(state);
    }
}
