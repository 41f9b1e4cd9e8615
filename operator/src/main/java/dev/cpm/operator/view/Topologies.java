package dev.cpm.operator.view;

import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.InterconnectSpec;
import dev.cpm.operator.api.InterconnectState;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementStatus.ZoneAssignment;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.api.ZoneStatus;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.model.ZoneInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Makes a {@link Topology} of objects. */
public final class Topologies {
    /** What a zone is in that is gone, where nobody says in what it was; as {@link ZoneInfo#region} of one that says none. */
    private static final String NOWHERE = "";

    private final SortedMap<String, Topology.Region> regions = new TreeMap<>();
    private final SortedMap<String, List<Holder>> holders = new TreeMap<>();
    private final SortedMap<String, String> regionOfHeld = new TreeMap<>();

    private Topologies() {}

    /** What the objects say now; of what is assigned, that of {@code holding} alone is told zone by zone. */
    public static Topology of(Inventory inventory, List<Placement> holding) {
        return new Topologies().make(inventory, holding);
    }

    /** What the objects say now. */
    public static Topology of(Inventory inventory) {
        return of(inventory, inventory.placements());
    }

    private Topology make(Inventory inventory, List<Placement> holding) {
        holding.forEach(this::hold);
        for (Region region : inventory.regions()) {
            String name = region.getMetadata().getName();
            String displayName =
                    region.getSpec() == null ? null : region.getSpec().displayName();
            regions.put(name, new Topology.Region(name, displayName == null ? name : displayName, true, List.of()));
        }
        SortedMap<String, List<Topology.Zone>> zones = new TreeMap<>();
        Set<String> known = new HashSet<>();
        for (Zone zone : inventory.zones()) {
            ZoneInfo info = ZoneInfo.of(zone);
            known.add(info.name());
            zones.computeIfAbsent(info.region(), r -> new ArrayList<>()).add(zone(zone, info));
        }
        holders.forEach((zone, held) -> {
            if (known.add(zone)) {
                zones.computeIfAbsent(regionOfHeld.get(zone), r -> new ArrayList<>())
                        .add(new Topology.Zone(
                                zone, zone, null, false, false, machines(Map.of(), null, held), List.copyOf(held)));
            }
        });
        zones.forEach((region, within) -> {
            within.sort(Comparator.comparing(Topology.Zone::name));
            Topology.Region of = regions.getOrDefault(region, new Topology.Region(region, region, false, List.of()));
            regions.put(region, new Topology.Region(of.name(), of.displayName(), of.exists(), List.copyOf(within)));
        });
        return new Topology(List.copyOf(regions.values()), links(inventory), inventory.unread());
    }

    private void hold(Placement placement) {
        if (placement.getStatus() == null) {
            return;
        }
        PlacementKey key = PlacementKey.of(placement);
        String type = placement.getStatus().machineType();
        for (ZoneAssignment held : placement.getStatus().zones()) {
            if (held != null && held.zone() != null && held.replicas() != null && held.replicas() > 0) {
                holders.computeIfAbsent(held.zone(), z -> new ArrayList<>())
                        .add(new Holder(key, type == null ? "" : type, held.replicas(), held.indexes()));
                regionOfHeld.putIfAbsent(held.zone(), named(held.region()));
            }
        }
    }

    private Topology.Zone zone(Zone zone, ZoneInfo known) {
        List<Holder> held = holders.getOrDefault(known.name(), List.of());
        SortedMap<String, Integer> allocated = new TreeMap<>();
        if (zone.getStatus() != null) {
            for (ZoneStatus.Allocation allocation : zone.getStatus().allocations()) {
                if (allocation != null && allocation.machineType() != null) {
                    allocated.put(
                            allocation.machineType(), allocation.allocated() == null ? 0 : allocation.allocated());
                }
            }
        }
        return new Topology.Zone(
                known.name(),
                known.displayName(),
                known.state(),
                known.invalid(),
                known.capacity() == null && !known.invalid(),
                machines(allocated, known.capacity(), held),
                List.copyOf(held));
    }

    /**
     * What the zone's status says is allocated counts, since not everybody may see all placements; where it says
     * nothing yet, what is seen to be held.
     */
    private static List<Machines> machines(
            Map<String, Integer> allocated, Map<String, Integer> capacity, List<Holder> held) {
        SortedMap<String, Integer> used = new TreeMap<>();
        held.forEach(holder -> used.merge(holder.machineType(), holder.replicas(), Integer::sum));
        used.remove("");
        used.putAll(allocated);
        Set<String> types = new TreeSet<>(used.keySet());
        types.addAll(capacity == null ? Set.of() : capacity.keySet());
        return types.stream()
                .map(type -> new Machines(
                        type, capacity == null ? null : capacity.getOrDefault(type, 0), used.getOrDefault(type, 0)))
                .toList();
    }

    private static String named(String region) {
        return region == null ? NOWHERE : region;
    }

    private static List<Topology.Link> links(Inventory inventory) {
        return inventory.interconnects().stream()
                .map(Interconnect::getSpec)
                .filter(Objects::nonNull)
                .flatMap(Topologies::link)
                .sorted(Comparator.comparing(Topology.Link::a)
                        .thenComparing(Topology.Link::b)
                        .thenComparing(Topology.Link::account))
                .toList();
    }

    private static Stream<Topology.Link> link(InterconnectSpec spec) {
        if (spec.account() == null
                || spec.regions().size() != 2
                || spec.regions().stream().anyMatch(Objects::isNull)) {
            return Stream.empty();
        }
        List<String> pair = spec.regions().stream().sorted().toList();
        return Stream.of(new Topology.Link(
                pair.get(0),
                pair.get(1),
                spec.account(),
                spec.state() == null ? InterconnectState.Requested : spec.state()));
    }
}
