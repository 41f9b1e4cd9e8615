package dev.cpm.operator.page;

import dev.cpm.operator.cli.plan.Given;
import dev.cpm.operator.cli.plan.Planner;
import dev.cpm.operator.view.Inventory;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Objects with their statuses to make pages of. */
final class Worlds {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private Worlds() {}

    /** What is planned for the manifests in some files and folders. */
    static Inventory planned(String... paths) {
        return Planner.plan(
                        Given.read(List.of(paths), "default", System.err::println)
                                .objects(),
                        NOW)
                .inventory();
    }

    /** What is planned for manifests. */
    static Inventory of(String manifests) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(manifests.getBytes(StandardCharsets.UTF_8)));
        try {
            return planned("-");
        } finally {
            System.setIn(before);
        }
    }

    static Inventory samples() {
        return planned("../deploy/samples");
    }

    static Inventory tenZones() {
        return planned("src/test/resources/page/ten-zones.yaml");
    }

    /** So many zones in regions of 20, and three placements for five of them. */
    static Inventory zones(int zones) {
        StringBuilder all = new StringBuilder();
        String[] states = {"ComingSoon", "Maintenance", "Unavailable"};
        for (int i = 0; i < zones; i++) {
            if (i % 20 == 0) {
                all.append("""
                        ---
                        {apiVersion: cpm.dev/v1alpha1, kind: Region, metadata: {name: region-%1$02d}, spec: {displayName: Region %1$d}}
                        """.formatted(i / 20));
            }
            all.append("""
                    ---
                    {apiVersion: cpm.dev/v1alpha1, kind: Zone, metadata: {name: region-%02d-%c}, spec: {region: region-%02d, state: %s, capacity: [{machineType: PS100v3, count: %d}, {machineType: GPU8, count: %d}]}}
                    """.formatted(
                    i / 20, 'a' + i % 20, i / 20, i % 23 == 7 ? states[i % 3] : "Available", 8 + i * 7 % 60, i % 5));
        }
        for (int i = 0; i < zones * 3 / 5; i++) {
            all.append("""
                    ---
                    {apiVersion: cpm.dev/v1alpha1, kind: Placement, metadata: {name: service-%03d, namespace: team-%02d}, spec: {account: acme, machineType: %s, replicas: %d, regions: [region-%02d]%s}}
                    """.formatted(
                            i,
                            i % 17,
                            i % 9 == 0 ? "GPU8" : "PS100v3",
                            1 + i * 5 % 14,
                            i % Math.max(1, zones / 20),
                            i % 31 == 0 ? ", zones: [region-00-z]" : ""));
        }
        return of(all.toString());
    }
}
