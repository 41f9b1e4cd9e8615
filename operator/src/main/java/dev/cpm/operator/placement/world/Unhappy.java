package dev.cpm.operator.placement.world;

import dev.cpm.operator.api.MinAvailable;
import dev.cpm.operator.placement.model.Growth;
import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.model.Snapshot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The placements that have something to wish for, so that free machines may change what they are told: by the type and
 * by how many machines they may want in a zone. Mutable, for one owner.
 */
final class Unhappy {
    private final Map<PlacementKey, Known> all = new HashMap<>();
    private final Map<String, NavigableMap<Integer, Set<PlacementKey>>> byType = new HashMap<>();
    private final Interests interests;

    Unhappy(Interests interests) {
        this.interests = interests;
    }

    /** Adds one, or puts what is known of it now in the place of what was. */
    void put(Known known) {
        remove(known.key());
        all.put(known.key(), known);
        byType.computeIfAbsent(known.spec().machineType(), type -> new TreeMap<>())
                .computeIfAbsent(most(known), most -> new HashSet<>())
                .add(known.key());
    }

    /** One that exists no more, or has nothing to wish for. */
    void remove(PlacementKey key) {
        Known known = all.remove(key);
        if (known != null) {
            byType.computeIfPresent(known.spec().machineType(), (type, byMost) -> {
                byMost.computeIfPresent(most(known), (most, keys) -> keys.remove(key) && keys.isEmpty() ? null : keys);
                return byMost.isEmpty() ? null : byMost;
            });
        }
    }

    boolean contains(PlacementKey key) {
        return all.containsKey(key);
    }

    Set<PlacementKey> all() {
        return all.keySet();
    }

    /**
     * Those for whom it may matter. Free machines matter to a placement in two ways: whether a zone has as many as it may
     * want, and in which order the zones of a region stand (rule 4). So who wants no more than there was all the while is
     * told the same as before, unless a zone may have changed places with another one of its region; or, where replicas are
     * to leave zones, with any other one of these.
     */
    Set<PlacementKey> concernedBy(MachineShifts shifts, Snapshot now) {
        Set<PlacementKey> concerned = new TreeSet<>();
        for (String type : shifts.machineTypes()) {
            NavigableMap<Integer, Set<PlacementKey>> byMost = byType.get(type);
            if (byMost != null) {
                byMost.tailMap(shifts.fewest(type), false).values().forEach(concerned::addAll);
                shifts.nearest(type, now).forEach((region, apart) -> {
                    Set<PlacementKey> within = interests.inRegion(region);
                    from(byMost, apart)
                            .values()
                            .forEach(keys ->
                                    keys.stream().filter(within::contains).forEach(concerned::add));
                });
                shifts.zones(type)
                        .forEach(zone -> interests.leaving(zone).stream()
                                .filter(key -> isOf(type, key))
                                .forEach(concerned::add));
            }
        }
        return concerned;
    }

    private boolean isOf(String machineType, PlacementKey key) {
        Known known = all.get(key);
        return known != null && machineType.equals(known.spec().machineType());
    }

    /** Those that may see zones change places which are so many machines apart. */
    private static NavigableMap<Integer, Set<PlacementKey>> from(
            NavigableMap<Integer, Set<PlacementKey>> byMost, long apart) {
        return byMost.tailMap((int) Math.min(apart, Integer.MAX_VALUE), true);
    }

    /** How many machines a placement may want in a zone, grown as a remedy may propose it. */
    private static int most(Known known) {
        return Growth.most(
                Math.max(known.wanted(), known.assignment().total()),
                MinAvailable.of(known.spec()).orElse(0));
    }
}
