package dev.cpm.operator.placement.model;

import dev.cpm.operator.api.InterconnectState;
import dev.cpm.operator.placement.fill.Slot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * All that a decision may look at. The catalogue is immutable; only {@link #allocations()} and {@link
 * #neighbours()} move on as a batch decides.
 */
public final class Snapshot {
    private final Set<String> regions;
    private final Map<String, ZoneInfo> zones;
    private final Map<String, List<ZoneInfo>> zonesByRegion;
    private final Map<String, int[]> ranksByRegion;
    private final Links links;
    private final Allocations allocations;
    private final Neighbours neighbours;
    private final Shard shard;

    /** Every zone of a scene asks for those of every neighbour. */
    private final Map<Assignment, Set<String>> regionsOf = new IdentityHashMap<>();

    /** {@code shard}: what the operator owns that decides. */
    public Snapshot(
            Collection<String> regions,
            Collection<ZoneInfo> zones,
            Links links,
            Allocations allocations,
            Neighbours neighbours,
            Shard shard) {
        this.regions = new TreeSet<>(regions);
        this.zones = new LinkedHashMap<>();
        this.zonesByRegion = new HashMap<>();
        zones.stream().sorted(Comparator.comparing(ZoneInfo::name)).forEach(zone -> this.zones.put(zone.name(), zone));
        this.ranksByRegion = new HashMap<>();
        Map<String, List<Integer>> ranks = new HashMap<>();
        int rank = 0;
        for (ZoneInfo zone : this.zones.values()) {
            zonesByRegion.computeIfAbsent(zone.region(), r -> new ArrayList<>()).add(zone);
            ranks.computeIfAbsent(zone.region(), r -> new ArrayList<>()).add(rank++);
        }
        ranks.forEach((region, in) ->
                ranksByRegion.put(region, in.stream().mapToInt(i -> i).toArray()));
        this.links = links;
        this.allocations = allocations;
        this.neighbours = neighbours;
        this.shard = shard;
    }

    /** The same with one more Active interconnect. */
    public Snapshot linked(String account, String a, String b) {
        return linked(account, List.of(List.of(a, b)));
    }

    /** The same with Active interconnects of an account between the regions of each pair. */
    public Snapshot linked(String account, List<List<String>> pairs) {
        Links more = links.copy();
        pairs.forEach(pair -> more.add(account, pair, InterconnectState.Active));
        return new Snapshot(regions, zones.values(), more, allocations, neighbours, shard);
    }

    /** The same with one of its zones Available. */
    public Snapshot opened(String name) {
        return with(name, ZoneInfo::opened);
    }

    /** The same with so many machines of a type more in one of its zones. */
    public Snapshot provided(String name, String machineType, int more) {
        return with(name, zone -> zone.provided(machineType, more));
    }

    /** The same with so many machines of a type given back in one of its zones. */
    public Snapshot freed(String name, String machineType, int machines) {
        Allocations then = allocations.overlay();
        then.take(name, machineType, -machines);
        return new Snapshot(this, then, neighbours);
    }

    private Snapshot with(String name, UnaryOperator<ZoneInfo> change) {
        List<ZoneInfo> others = zones.values().stream()
                .map(zone -> zone.name().equals(name) ? change.apply(zone) : zone)
                .toList();
        return new Snapshot(regions, others, links, allocations, neighbours, shard);
    }

    private Snapshot(Snapshot catalogue, Allocations allocations, Neighbours neighbours) {
        this.regions = catalogue.regions;
        this.zones = catalogue.zones;
        this.zonesByRegion = catalogue.zonesByRegion;
        this.ranksByRegion = catalogue.ranksByRegion;
        this.links = catalogue.links;
        this.allocations = allocations;
        this.neighbours = neighbours;
        this.shard = catalogue.shard;
    }

    /** The same catalogue, with other machines taken and other neighbours. */
    public Snapshot with(Allocations others, Neighbours around) {
        return new Snapshot(this, others, around);
    }

    /** What would be, were the replicas of a placement there instead of here; this snapshot stays as it is. */
    public Snapshot moved(String machineType, Assignment from, Assignment to) {
        Allocations then = allocations.overlay();
        from.shares().keySet().forEach(zone -> then.take(zone, machineType, -from.count(zone)));
        then.take(to, machineType);
        return new Snapshot(this, then, neighbours);
    }

    /** Names of the regions that exist, sorted. */
    public Set<String> regions() {
        return regions;
    }

    /** All zones by name. */
    public Collection<ZoneInfo> zones() {
        return zones.values();
    }

    /** The zone of a name, or null. */
    public ZoneInfo zone(String name) {
        return zones.get(name);
    }

    /** The zones of a region by name. */
    public List<ZoneInfo> zonesOf(String region) {
        return zonesByRegion.getOrDefault(region, List.of());
    }

    /** For each of {@link #zonesOf}, its place among all zones by name. */
    public int[] ranksOf(String region) {
        return ranksByRegion.getOrDefault(region, new int[0]);
    }

    public Links links() {
        return links;
    }

    public Allocations allocations() {
        return allocations;
    }

    /** The other placements and the load balancers. */
    public Neighbours neighbours() {
        return neighbours;
    }

    /** What the operator owns that decides. */
    public Shard shard() {
        return shard;
    }

    /**
     * The region of replicas that are assigned to a zone: the zone's, or where it is gone or names none, the one it had;
     * empty where nobody knows.
     */
    public String regionOf(String zone, Assignment.Share share) {
        ZoneInfo known = zones.get(zone);
        if (known != null && !known.region().isEmpty()) {
            return known.region();
        }
        return share.region() == null ? "" : share.region();
    }

    /** An assignment with each zone in its region as it is now: a zone may have been recreated in another one. */
    public Assignment located(Assignment assignment) {
        Map<String, Assignment.Share> elsewhere = new HashMap<>();
        assignment.shares().forEach((zone, share) -> {
            String region = regionOf(zone, share);
            if (!region.isEmpty() && !region.equals(share.region())) {
                elsewhere.put(zone, new Assignment.Share(region, share.indexes()));
            }
        });
        return elsewhere.isEmpty() ? assignment : assignment.with(elsewhere);
    }

    /** The regions that hold replicas under an assignment, by name. */
    public Set<String> regionsOf(Assignment assignment) {
        return regionsOf.computeIfAbsent(assignment, key -> {
            Set<String> regions = new TreeSet<>();
            key.shares().forEach((zone, share) -> regions.add(regionOf(zone, share)));
            return Collections.unmodifiableSet(regions);
        });
    }

    /** Machines of a type that nobody holds in a zone, 0 or more. */
    public int free(ZoneInfo zone, String machineType) {
        return Math.max(0, left(zone.name(), zone, machineType));
    }

    /** Machines of a type less all that are taken, in a zone that may be gone (null); no limit stays no limit. */
    public int left(String name, ZoneInfo zone, String machineType) {
        int capacity = zone == null ? 0 : zone.capacityOf(machineType);
        return capacity >= Slot.UNLIMITED ? capacity : capacity - allocations.taken(name, machineType);
    }
}
