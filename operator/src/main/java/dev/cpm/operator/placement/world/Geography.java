package dev.cpm.operator.placement.world;

import dev.cpm.operator.api.InterconnectSpec;
import dev.cpm.operator.placement.model.Allocations;
import dev.cpm.operator.placement.model.Links;
import dev.cpm.operator.placement.model.Neighbours;
import dev.cpm.operator.placement.model.Shard;
import dev.cpm.operator.placement.model.Snapshot;
import dev.cpm.operator.placement.model.ZoneInfo;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The regions, their zones, and what joins them, as they are known now; each change tells for which regions it is news.
 * Mutable, for one owner.
 */
final class Geography {
    private final Shard shard;
    private final Allocations allocations;
    private final Neighbours neighbours;
    private final Set<String> regions = new TreeSet<>();
    private final Map<String, ZoneInfo> zones = new TreeMap<>();
    private final Map<String, InterconnectSpec> interconnects = new HashMap<>();

    /** Made from all of it, which seldom changes; null once it did. */
    private Snapshot snapshot;

    /** {@code allocations} and {@code neighbours} are what the world has of them at any time. */
    Geography(Shard shard, Allocations allocations, Neighbours neighbours) {
        this.shard = shard;
        this.allocations = allocations;
        this.neighbours = neighbours;
    }

    Set<String> regions() {
        return regions;
    }

    Collection<ZoneInfo> zones() {
        return zones.values();
    }

    /** The zone of a name, or null. */
    ZoneInfo zone(String name) {
        return zones.get(name);
    }

    /** All of it, with the machines that are taken at any time. */
    Snapshot snapshot() {
        if (snapshot == null) {
            Links links = new Links();
            interconnects.values().forEach(ic -> links.add(ic.account(), ic.regions(), ic.state()));
            snapshot = new Snapshot(regions, zones.values(), links, allocations, neighbours, shard);
        }
        return snapshot;
    }

    /** A region is there from now on, or is not. Returns the regions that are concerned; none if nothing changed. */
    Collection<String> region(String name, boolean exists) {
        boolean changed = exists ? regions.add(name) : regions.remove(name);
        return changed ? changed(List.of(name)) : List.of();
    }

    /** A zone as it is now; null where it is gone. Returns the regions that are concerned. */
    Collection<String> zone(String name, ZoneInfo zone) {
        ZoneInfo before = put(zones, name, zone);
        return Objects.equals(before, zone) ? List.of() : changed(regions(before, zone));
    }

    /** An interconnect as it is now; null where it is gone, or connects nothing. Returns the regions that are concerned. */
    Collection<String> interconnect(String name, InterconnectSpec spec) {
        InterconnectSpec before = put(interconnects, name, spec);
        return Objects.equals(before, spec) ? List.of() : changed(regions(before, spec));
    }

    private Collection<String> changed(Collection<String> newsFor) {
        snapshot = null;
        return newsFor;
    }

    private static <V> V put(Map<String, V> map, String name, V value) {
        return value == null ? map.remove(name) : map.put(name, value);
    }

    /** One of them may be null: a zone that names no region is there, too. */
    private static Collection<String> regions(ZoneInfo before, ZoneInfo now) {
        return Stream.of(before, now)
                .filter(Objects::nonNull)
                .map(ZoneInfo::region)
                .collect(Collectors.toSet());
    }

    private static Collection<String> regions(InterconnectSpec before, InterconnectSpec now) {
        return Stream.of(before, now)
                .filter(Objects::nonNull)
                .flatMap(spec -> spec.regions().stream())
                .collect(Collectors.toSet());
    }
}
