package dev.cpm.operator.placement;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which placements are to be looked at again (rule 8): those that something concerned; and of the unhappy, those that
 * want machines of a type of which some came or went. Those of other shards are nobody's business here. Mutable, for one
 * owner.
 */
final class Waking {
    private final Map<PlacementKey, Known> placements;
    private final Shard shard;
    private final Set<PlacementKey> unhappy = new HashSet<>();
    private final Set<PlacementKey> concerned = new TreeSet<>();
    /** Machine types of which machines came or went since the unhappy were woken for it. */
    private final Set<String> moved = new HashSet<>();

    /** {@code placements} are those that exist, as they are known at any time. */
    Waking(Map<PlacementKey, Known> placements, Shard shard) {
        this.placements = placements;
        this.shard = shard;
    }

    /** The placements that something concerned since the last call, in no order that matters. */
    Set<PlacementKey> take() {
        wakeUnhappy();
        Set<PlacementKey> taken = new TreeSet<>(concerned);
        taken.removeIf(key -> !placements.containsKey(key));
        concerned.clear();
        return taken;
    }

    boolean any() {
        wakeUnhappy();
        return !concerned.isEmpty();
    }

    private void wakeUnhappy() {
        if (!moved.isEmpty()) {
            concerned.addAll(unhappy(moved));
            moved.clear();
        }
    }

    void concern(PlacementKey key) {
        Known known = placements.get(key);
        if (known != null && shard.owns(known)) {
            concerned.add(key);
        }
    }

    void concern(Collection<PlacementKey> keys) {
        keys.forEach(this::concern);
    }

    /** A placement is another shard's from now on, or no more. */
    void forget(PlacementKey key) {
        concerned.remove(key);
        unhappy.remove(key);
    }

    void concernUnhappy() {
        concerned.addAll(unhappy);
    }

    boolean concerns(PlacementKey key) {
        return concerned.contains(key);
    }

    /** A placement was answered, and nothing has happened to it since. */
    void done(PlacementKey key) {
        concerned.remove(key);
    }

    /** Machines of a type came or went. */
    void moved(String machineType) {
        moved.add(machineType);
    }

    void happy(PlacementKey key, boolean isHappy) {
        if (isHappy) {
            unhappy.remove(key);
        } else {
            unhappy.add(key);
        }
    }

    /** The unhappy placements of some machine types. */
    Set<PlacementKey> unhappy(Set<String> machineTypes) {
        Set<PlacementKey> keys = new TreeSet<>();
        for (PlacementKey key : unhappy) {
            Known known = placements.get(key);
            if (known != null && machineTypes.contains(known.spec().machineType())) {
                keys.add(key);
            }
        }
        return keys;
    }
}
