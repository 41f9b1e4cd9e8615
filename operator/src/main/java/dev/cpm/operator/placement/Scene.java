package dev.cpm.operator.placement;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One request before its decision: where its replicas are, and the zones that matter, in the order of rule 4.
 *
 * @param sites every zone of the requested regions, and every zone that holds replicas; the earlier gets the odd one
 */
public record Scene(Request request, Snapshot snapshot, Assignment current, List<Site> sites) {
    private static final Comparator<Site> ROOM_THEN_NAME = (a, b) -> {
        int byRoom = Integer.compare(b.room(), a.room());
        return byRoom != 0
                ? byRoom
                : a.rank() >= 0 && b.rank() >= 0
                        ? Integer.compare(a.rank(), b.rank())
                        : a.name().compareTo(b.name());
    };

    public static Scene of(Request request, Snapshot snapshot, Assignment current) {
        return new Scene(request, snapshot, current, sites(request, snapshot, current));
    }

    /** The same request after some of its replicas were assigned or released. */
    public Scene withCurrent(Assignment next) {
        return of(request, snapshot, next);
    }

    /** What would be, were its replicas there instead: the machines they leave are free, those they take are not. */
    public Scene moved(Assignment to) {
        return of(request, snapshot.moved(request.machineType(), current, to), to);
    }

    /** The same request in other surroundings, or with other wishes. */
    public Scene with(Request changed, Snapshot surroundings) {
        return of(changed, surroundings, current);
    }

    /** The same sites in the same order with other replicas; none of them where there is no site. */
    Scene holding(Assignment other) {
        List<Site> holding = sites.stream()
                .map(site -> new Site(
                        site.name(),
                        site.region(),
                        site.zone(),
                        site.rank(),
                        site.requested(),
                        other.count(site.name()),
                        site.left()))
                .toList();
        return new Scene(request, snapshot, other, holding);
    }

    /** Replicas that have no zone. */
    public int unplaced() {
        return Math.max(0, request.replicas() - current.total());
    }

    /** Machines that new replicas of this request can take at a site. */
    public int free(Site site) {
        return site.free();
    }

    /** The regions that hold replicas, as far as they are known. */
    public Set<String> occupiedRegions() {
        Set<String> regions = new HashSet<>();
        for (Site site : sites) {
            if (site.held() > 0 && !site.region().isEmpty()) {
                regions.add(site.region());
            }
        }
        return regions;
    }

    /** Rule 4: "the order of spec.regions, most machines of the type that no other placement holds, zone name". */
    private static List<Site> sites(Request request, Snapshot snapshot, Assignment current) {
        Set<String> requested = new LinkedHashSet<>(request.regions());
        List<Site> strays = strays(request, snapshot, current, requested);
        List<Site> sites = new ArrayList<>();
        for (String region : requested) {
            List<Site> within = new ArrayList<>();
            List<ZoneInfo> zones = snapshot.zonesOf(region);
            int[] ranks = snapshot.ranksOf(region);
            for (int i = 0; i < ranks.length; i++) {
                ZoneInfo zone = zones.get(i);
                within.add(site(zone.name(), region, zone, ranks[i], true, request, snapshot, current));
            }
            strays.stream().filter(site -> site.region().equals(region)).forEach(within::add);
            within.sort(ROOM_THEN_NAME);
            sites.addAll(within);
        }
        strays.stream().filter(site -> !site.requested()).sorted(ROOM_THEN_NAME).forEach(sites::add);
        return Collections.unmodifiableList(sites);
    }

    /** Zones that hold replicas and are not, or no longer, zones of a requested region. */
    private static List<Site> strays(Request request, Snapshot snapshot, Assignment current, Set<String> requested) {
        List<Site> strays = new ArrayList<>();
        current.shares().forEach((name, share) -> {
            ZoneInfo zone = snapshot.zone(name);
            if (zone == null) {
                String region = share.region() == null ? "" : share.region();
                strays.add(site(name, region, null, -1, requested.contains(region), request, snapshot, current));
            } else if (!requested.contains(zone.region())) {
                strays.add(site(name, zone.region(), zone, -1, false, request, snapshot, current));
            }
        });
        return strays;
    }

    private static Site site(
            String name,
            String region,
            ZoneInfo zone,
            int rank,
            boolean requested,
            Request request,
            Snapshot snapshot,
            Assignment current) {
        int left = snapshot.left(name, zone, request.machineType());
        return new Site(name, region, zone, rank, requested, current.count(name), left);
    }
}
