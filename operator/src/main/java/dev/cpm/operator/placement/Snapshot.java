package dev.cpm.operator.placement;

import dev.cpm.operator.placement.fill.Slot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that a decision may look at. The catalogue is immutable; only {@link #allocations()} and {@link
 * #neighbours()} move on as a batch decides.
 */
public final class Snapshot {
    private final Set<String> regions;
    private final TreeMap<String, ZoneInfo> zones;
    private final Map<String, List<ZoneInfo>> zonesByRegion;
    private final Links links;
    private final Allocations allocations;
    private final Neighbours neighbours;

    public Snapshot(
            Collection<String> regions,
            Collection<ZoneInfo> zones,
            Links links,
            Allocations allocations,
            Neighbours neighbours) {
        this.regions = new TreeSet<>(regions);
        this.zones = new TreeMap<>();
        this.zonesByRegion = new HashMap<>();
        zones.forEach(zone -> this.zones.put(zone.name(), zone));
        this.zones
                .values()
                .forEach(zone -> zonesByRegion
                        .computeIfAbsent(zone.region(), r -> new ArrayList<>())
                        .add(zone));
        this.links = links;
        this.allocations = allocations;
        this.neighbours = neighbours;
    }

    private Snapshot(Snapshot other, Allocations allocations) {
        this.regions = other.regions;
        this.zones = other.zones;
        this.zonesByRegion = other.zonesByRegion;
        this.links = other.links;
        this.allocations = allocations;
        this.neighbours = other.neighbours;
    }

    /** What would be, were the replicas of a placement there instead of here; this snapshot stays as it is. */
    Snapshot moved(String machineType, Assignment from, Assignment to) {
        Allocations then = allocations.copy();
        from.shares().keySet().forEach(zone -> then.take(zone, machineType, -from.count(zone)));
        then.take(to, machineType);
        return new Snapshot(this, then);
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

    /** The region of replicas that are assigned to a zone: the zone's, or where it is gone the one it had. */
    public String regionOf(String zone, Assignment.Share share) {
        ZoneInfo known = zones.get(zone);
        return known != null ? known.region() : share.region() == null ? "" : share.region();
    }

    /** Machines of a type that nobody holds in a zone, 0 or more. */
    public int free(ZoneInfo zone, String machineType) {
        int capacity = zone.capacityOf(machineType);
        if (capacity >= Slot.UNLIMITED) {
            return capacity;
        }
        return Math.max(0, capacity - allocations.taken(zone.name(), machineType));
    }
}
