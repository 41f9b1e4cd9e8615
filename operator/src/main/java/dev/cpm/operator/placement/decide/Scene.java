package dev.cpm.operator.placement.decide;

import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.Request;
import dev.cpm.operator.placement.model.Snapshot;
import dev.cpm.operator.placement.model.ZoneInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One request before its decision: where its replicas are, and the zones that matter, in the order of rule 4.
 *
 * @param sites every zone of the requested regions, and every zone that holds replicas; the earlier gets the odd one
 * @param rulebook the rules that it is decided by
 */
public record Scene(Request request, Snapshot snapshot, Assignment current, List<Site> sites, Rulebook rulebook) {
    public static Scene of(Request request, Snapshot snapshot, Assignment current, Rulebook rulebook) {
        return new Scene(request, snapshot, current, sites(request, snapshot, current), rulebook);
    }

    /** The rules that apply to the request. */
    public List<Rule> rules() {
        return rulebook.of(request);
    }

    /** The same request after some of its replicas were assigned or released. */
    Scene withCurrent(Assignment next) {
        return of(request, snapshot, next, rulebook);
    }

    /** What would be, were its replicas there instead: the machines they leave are free, those they take are not. */
    public Scene moved(Assignment to) {
        return of(request, snapshot.moved(request.machineType(), current, to), to, rulebook);
    }

    /** The same request in other surroundings, or with other wishes. */
    public Scene with(Request changed, Snapshot surroundings) {
        return of(changed, surroundings, current, rulebook);
    }

    /** The same sites in the same order with other replicas; none of them where there is no site. */
    public Scene holding(Assignment other) {
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
        return new Scene(request, snapshot, other, holding, rulebook);
    }

    /** Replicas that have no zone. */
    public int unplaced() {
        return Math.max(0, request.replicas() - current.total());
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

    /** In the order of rule 4: that of {@code spec.regions}, most machines that no other placement holds, name of the zone. */
    private static List<Site> sites(Request request, Snapshot snapshot, Assignment current) {
        Set<String> requested = new LinkedHashSet<>(request.regions());
        List<Site> strays = strays(request, snapshot, current, requested);
        List<Site> sites = new ArrayList<>();
        List<Site> within = new ArrayList<>();
        for (String region : requested) {
            List<ZoneInfo> zones = snapshot.zonesOf(region);
            int[] ranks = snapshot.ranksOf(region);
            for (int i = 0; i < ranks.length; i++) {
                ZoneInfo zone = zones.get(i);
                within.add(site(zone.name(), region, zone, ranks[i], true, request, snapshot, current));
            }
            if (addIf(strays, site -> site.region().equals(region), within)) {
                within.sort(Comparator.comparing(Site::name));
            }
            addByRoom(within, sites);
            within.clear();
        }
        addIf(strays, site -> !site.requested(), within);
        addByRoom(within, sites);
        return List.copyOf(sites);
    }

    private static boolean addIf(List<Site> some, Predicate<Site> test, List<Site> to) {
        int before = to.size();
        for (Site site : some) {
            if (test.test(site)) {
                to.add(site);
            }
        }
        return to.size() > before;
    }

    /** Most room first, then by name as they stand: numbers are sorted, since to compare sites takes long. */
    private static void addByRoom(List<Site> byName, List<Site> to) {
        long[] order = new long[byName.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = (long) -byName.get(i).room() << Integer.SIZE | i;
        }
        Arrays.sort(order);
        for (long next : order) {
            to.add(byName.get((int) next));
        }
    }

    /** Zones that hold replicas and are not, or no longer, zones of a requested region as the catalogue has it; by name. */
    private static List<Site> strays(Request request, Snapshot snapshot, Assignment current, Set<String> requested) {
        List<Site> strays = new ArrayList<>();
        current.shares().forEach((name, share) -> {
            ZoneInfo zone = snapshot.zone(name);
            if (zone == null || !requested.contains(zone.region())) {
                String region = snapshot.regionOf(name, share);
                strays.add(site(name, region, zone, -1, requested.contains(region), request, snapshot, current));
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
