package dev.cpm.operator.placement;

import dev.cpm.operator.api.PlacementStatus.ZoneAssignment;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.placement.decide.Breach;
import dev.cpm.operator.placement.moves.Judged;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What came out for a placement, as its status would tell it. */
record Result(Judged judged) {
    private static final Pattern SKEW = Pattern.compile("skew over \\w+ is (\\d+)");
    private static final Pattern REMAINING = Pattern.compile("leaves (\\d+) replica");

    int placed() {
        return judged.placed();
    }

    int replicas() {
        return judged.findings().request().replicas();
    }

    /** Zone to replicas. */
    Map<String, Integer> zones() {
        Map<String, Integer> zones = new TreeMap<>();
        judged.findings().assignment().toStatus().forEach(zone -> zones.put(zone.zone(), zone.replicas()));
        return zones;
    }

    String regionOf(String zone) {
        return judged.findings().assignment().toStatus().stream()
                .filter(found -> found.zone().equals(zone))
                .map(ZoneAssignment::region)
                .findFirst()
                .orElseThrow();
    }

    int largest() {
        return zones().values().stream().mapToInt(n -> n).max().orElse(0);
    }

    List<Breach> of(ViolationType type) {
        return judged.breaches().stream()
                .filter(breach -> breach.type() == type)
                .toList();
    }

    /** How bad it is by one kind of violation, where that has a measure: replicas that suffer, or the skew. */
    int amount(ViolationType type) {
        return switch (type) {
            case SkewExceeded -> number(SKEW, type);
            case AvailabilityAtRisk -> -number(REMAINING, type);
            case ZoneNotAvailable, ZoneNotAllowed, ZoneOvercommitted, AffinityNotSatisfied, LoadBalancerCrossRegion ->
                of(type).stream()
                        .mapToInt(breach -> judged.findings().count(breach.zones()))
                        .sum();
            default -> 0;
        };
    }

    private int number(Pattern pattern, ViolationType type) {
        return of(type).stream()
                .flatMap(breach -> pattern.matcher(breach.message()).results())
                .map((MatchResult found) -> found.group(1))
                .mapToInt(Integer::parseInt)
                .sum();
    }
}
