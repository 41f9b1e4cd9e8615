package dev.cpm.operator.placement;

import dev.cpm.operator.placement.fill.Slot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One request before its decision: where its replicas are, and the zones that matter, in the order of rule 4.
 *
 * @param sites every zone of the requested regions, and every zone that holds replicas; the earlier gets the odd one
 * @param alsoOccupied regions that hold replicas besides those of {@code current}
 */
public record Scene(
        Request request, Snapshot snapshot, Assignment current, List<Site> sites, Set<String> alsoOccupied) {

    public static Scene of(Request request, Snapshot snapshot, Assignment current) {
        return new Scene(request, snapshot, current, sites(request, snapshot, current), Set.of());
    }

    /** The same request after some of its replicas were assigned or released. */
    public Scene withCurrent(Assignment next) {
        return of(request, snapshot, next);
    }

    /** The same request in other surroundings, or with other wishes. */
    public Scene with(Request changed, Snapshot surroundings) {
        return of(changed, surroundings, current);
    }

    /** The same scene, with replicas that are not in {@link #current()} but stay in some regions all the same. */
    Scene occupying(Set<String> regions) {
        return new Scene(request, snapshot, current, sites, regions);
    }

    /** Replicas that have no zone. */
    public int unplaced() {
        return Math.max(0, request.replicas() - current.total());
    }

    /** Machines that new replicas of this request can take at a site. */
    public int free(Site site) {
        return site.zone() == null ? 0 : snapshot.free(site.zone(), request.machineType());
    }

    /** The regions that hold replicas. */
    public Set<String> occupiedRegions() {
        Set<String> regions = new HashSet<>(alsoOccupied);
        for (Site site : sites) {
            if (current.count(site.name()) > 0) {
                regions.add(site.region());
            }
        }
        return regions;
    }

    private static List<Site> sites(Request request, Snapshot snapshot, Assignment current) {
        List<Site> sites = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String region : request.regions()) {
            for (ZoneInfo zone : snapshot.zonesOf(region)) {
                if (seen.add(zone.name())) {
                    sites.add(new Site(zone.name(), region, zone, true));
                }
            }
        }
        current.shares().forEach((name, share) -> {
            if (seen.add(name)) {
                ZoneInfo zone = snapshot.zone(name);
                String region = zone != null ? zone.region() : share.region() == null ? "" : share.region();
                sites.add(new Site(name, region, zone, request.regions().contains(region)));
            }
        });
        Map<String, Integer> rank = new HashMap<>();
        for (String region : request.regions()) {
            rank.putIfAbsent(region, rank.size());
        }
        Map<String, Integer> room = new HashMap<>();
        for (Site site : sites) {
            room.put(site.name(), room(site, request, snapshot, current));
        }
        // Rule 4: "the order of spec.regions, most machines of the type that no other placement holds, zone name".
        sites.sort(Comparator.comparingInt((Site s) -> rank.getOrDefault(s.region(), Integer.MAX_VALUE))
                .thenComparing(s -> room.get(s.name()), Comparator.reverseOrder())
                .thenComparing(Site::name));
        return List.copyOf(sites);
    }

    /** Machines of the type that no other placement holds, 0 or more; no limit counts as most. */
    private static int room(Site site, Request request, Snapshot snapshot, Assignment current) {
        int capacity = site.zone() == null ? 0 : site.zone().capacityOf(request.machineType());
        if (capacity >= Slot.UNLIMITED) {
            return capacity;
        }
        int others = snapshot.allocations().taken(site.name(), request.machineType()) - current.count(site.name());
        return Math.max(0, capacity - others);
    }
}
