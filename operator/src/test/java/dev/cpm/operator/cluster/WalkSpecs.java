package dev.cpm.operator.cluster;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** Random specs of placements, field by field as they stand in a manifest; an empty text leaves the field out. */
final class WalkSpecs {
    private static final List<String> FIELDS = List.of(
            "machineType",
            "account",
            "replicas",
            "regions",
            "zones",
            "excludedZones",
            "zoneSelector",
            "privateNetwork",
            "topologySpreadConstraints",
            "availability",
            "loadBalancers",
            "peers",
            "affinity",
            "priority",
            "onZoneUnavailable",
            "rebalance",
            "suspend");

    private static final List<String> SPREADS = List.of(
            "zone, whenUnsatisfiable: DoNotSchedule",
            "zone, whenUnsatisfiable: ScheduleAnyway",
            "region, whenUnsatisfiable: DoNotSchedule",
            "region, whenUnsatisfiable: ScheduleAnyway");

    private final Random random;
    private final List<String> regions;
    private final List<String> zones;
    private final List<String> placements;

    WalkSpecs(Random random, List<String> regions, List<String> zones, List<String> placements) {
        this.random = random;
        this.regions = regions;
        this.zones = zones;
        this.placements = placements;
    }

    /** A whole spec. */
    Map<String, String> all(String name) {
        Map<String, String> fields = new LinkedHashMap<>();
        FIELDS.forEach(field -> fields.put(field, field(field, name)));
        return fields;
    }

    /** One field of the placement's spec. Those that are immutable seldom change. */
    String field(String field, String name) {
        return switch (field) {
            case "machineType" -> name.equals("team/d") != rarely(40) ? "m2" : "m1";
            case "account" -> name.equals("shop/e") || name.equals("default/b") ? "acme" : "";
            case "replicas" -> String.valueOf(random.nextInt(9));
            case "regions" -> list(some(regions, rarely(3) ? 1 : 2 + random.nextInt(2)));
            case "zones" -> rarely(8) ? list(some(zones, 2 + random.nextInt(4))) : "";
            case "excludedZones" -> rarely(6) ? list(some(zones, 1 + random.nextInt(2))) : "";
            case "zoneSelector" ->
                rarely(9)
                        ? one(
                                "{matchLabels: {tier: gold}}",
                                "{matchExpressions: [{key: tier, operator: DoesNotExist}]}")
                        : "";
            case "privateNetwork" -> one("Required", "NotRequired", "NotRequired", "");
            case "topologySpreadConstraints" -> spreads();
            case "availability" ->
                rarely(4)
                        ? "{minAvailable: %s, whenUnsatisfiable: %s}"
                                .formatted(one("Quorum", "34%", "2"), whenUnsatisfiable())
                        : "";
            case "loadBalancers" -> rarely(6) ? one("[lb]", "[lb]", "[lb]", "[lb9, lb]") : "";
            case "peers" ->
                rarely(5) ? list(others(name).stream().map(WalkSpecs::reference).toList()) : "";
            case "affinity" -> rarely(3) ? affinity(name) : "";
            case "priority" -> one("", "", "1", "-1");
            case "onZoneUnavailable" -> one("Replace", "Replace", "Keep", "");
            case "rebalance" -> one("OnApproval", "OnApproval", "Never", "");
            case "suspend" -> rarely(10) ? "true" : "";
            default -> throw new IllegalArgumentException(field);
        };
    }

    /** The key of a constraint is its level and whether it is hard. */
    private String spreads() {
        List<String> constraints = new ArrayList<>();
        for (String key : some(SPREADS, random.nextInt(3))) {
            constraints.add("{topologyKey: topology.kubernetes.io/%s, maxSkew: %d%s%s}"
                    .formatted(
                            key,
                            1 + random.nextInt(3),
                            rarely(4) ? ", minDomains: " + (1 + random.nextInt(3)) : "",
                            rarely(3) ? ", capacityPolicy: Honor" : ""));
        }
        return list(constraints);
    }

    private String affinity(String name) {
        List<String> terms = new ArrayList<>();
        for (String list : some(List.of("colocateWith", "separateFrom"), 1 + random.nextInt(2))) {
            String term = others(name).stream()
                    .map(other -> "{%s, topologyKey: topology.kubernetes.io/%s, whenUnsatisfiable: %s}"
                            .formatted(braceless(other), one("zone", "region"), whenUnsatisfiable()))
                    .findFirst()
                    .orElseThrow();
            terms.add(list + ": [" + term + "]");
        }
        return "{" + String.join(", ", terms) + "}";
    }

    private List<String> others(String name) {
        List<String> others = new ArrayList<>(placements);
        others.remove(name);
        if (rarely(8)) {
            others.add("team/nobody");
        }
        return some(others, 1 + random.nextInt(2));
    }

    private static String reference(String name) {
        return "{" + braceless(name) + "}";
    }

    private static String braceless(String name) {
        String[] parts = name.split("/");
        return "name: " + parts[1] + ", namespace: " + parts[0];
    }

    private String whenUnsatisfiable() {
        return one("DoNotSchedule", "ScheduleAnyway");
    }

    private static String list(List<String> items) {
        return items.stream().collect(Collectors.joining(", ", "[", "]"));
    }

    private List<String> some(List<String> items, int count) {
        List<String> shuffled = new ArrayList<>(items);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, count);
    }

    private String one(String... items) {
        return items[random.nextInt(items.length)];
    }

    private boolean rarely(int oneOf) {
        return random.nextInt(oneOf) == 0;
    }
}
