package dev.cpm.operator.placement.world;

import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.model.References;
import dev.cpm.operator.placement.model.Shard;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which placements use or name what: whom a change of it concerns (rule 8). Mutable, for one owner. */
final class Interests {
    private final Map<String, Set<PlacementKey>> byRegion = new HashMap<>();
    private final Map<String, Set<PlacementKey>> byZone = new HashMap<>();
    private final Map<String, Set<PlacementKey>> byExit = new HashMap<>();
    private final Map<PlacementKey, Set<PlacementKey>> byLoadBalancer = new HashMap<>();
    private final SortedMap<PlacementKey, Set<PlacementKey>> byPlacement = new TreeMap<>();

    private final Shard shard;

    /** As an operator of a shard sees it. */
    Interests(Shard shard) {
        this.shard = shard;
    }

    void add(Known known) {
        each(known, true);
    }

    void remove(Known known) {
        each(known, false);
    }

    /** The placements that ask for a region, or hold replicas in it. */
    Set<PlacementKey> inRegion(String region) {
        return byRegion.getOrDefault(region, Set.of());
    }

    /** The placements that name a zone, or hold replicas in it. */
    Set<PlacementKey> inZone(String zone) {
        return byZone.getOrDefault(zone, Set.of());
    }

    /**
     * The placements that hold replicas in a zone in which they get none: one outside {@code spec.regions}, or granted by
     * another shard. Which of several such is left first is a matter of the machines in each of them (rule 6).
     */
    Set<PlacementKey> leaving(String zone) {
        return byExit.getOrDefault(zone, Set.of());
    }

    /** The placements that want to be behind a load balancer. */
    Set<PlacementKey> behind(PlacementKey loadBalancer) {
        return byLoadBalancer.getOrDefault(loadBalancer, Set.of());
    }

    /** The placements that name another one as a peer or in their affinity. */
    Set<PlacementKey> naming(PlacementKey placement) {
        return byPlacement.getOrDefault(placement, Set.of());
    }

    /** The placements that name another one in a namespace, whether it exists or not. */
    Set<PlacementKey> namingIn(String namespace) {
        Set<PlacementKey> all = new HashSet<>();
        PlacementKey.within(byPlacement, namespace).values().forEach(all::addAll);
        return all;
    }

    private void each(Known known, boolean add) {
        PlacementKey key = known.key();
        known.spec().regions().forEach(region -> change(byRegion, region, key, add));
        known.spec().zones().forEach(zone -> change(byZone, zone, key, add));
        known.spec().excludedZones().forEach(zone -> change(byZone, zone, key, add));
        known.assignment().shares().forEach((zone, share) -> {
            change(byZone, zone, key, add);
            change(byRegion, share.region(), key, add);
            if (known.spec().regions().stream().noneMatch(region -> Objects.equals(region, share.region()))
                    || !shard.owns(share.region())) {
                change(byExit, zone, key, add);
            }
        });
        known.spec()
                .loadBalancers()
                .forEach(name -> change(byLoadBalancer, name == null ? null : key.sibling(name), key, add));
        References.of(key, known.spec()).forEach(other -> change(byPlacement, other, key, add));
    }

    private static <K> void change(Map<K, Set<PlacementKey>> index, K of, PlacementKey key, boolean add) {
        if (of == null) {
            return;
        }
        if (add) {
            index.computeIfAbsent(of, o -> new HashSet<>()).add(key);
        } else {
            index.computeIfPresent(of, (o, keys) -> keys.remove(key) && keys.isEmpty() ? null : keys);
        }
    }
}
