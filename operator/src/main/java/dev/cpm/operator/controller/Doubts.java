package dev.cpm.operator.controller;

import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.world.World;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The placements of which it is not certain what the server has. Each holds in each zone the most that it may have, so that
 * nobody else gets that. For the engine's thread only.
 */
final class Doubts {
    private final World world;
    private final Map<PlacementKey, Doubt> all = new TreeMap<>();

    Doubts(World world) {
        this.world = world;
    }

    boolean any() {
        return !all.isEmpty();
    }

    int size() {
        return all.size();
    }

    /** The doubt of a placement, or null. */
    Doubt of(PlacementKey key) {
        return all.get(key);
    }

    Set<PlacementKey> keys() {
        return Set.copyOf(all.keySet());
    }

    /** All as they are now, whatever begins or ends meanwhile. */
    List<Doubt> toList() {
        return List.copyOf(all.values());
    }

    /**
     * Whether a placement is in doubt itself, or may get machines by where one is that is: else it could keep for good what
     * a hard rule forbids beside what is really there (rule 3).
     */
    boolean hinder(PlacementKey key) {
        if (all.isEmpty()) {
            return false;
        }
        Known known = world.placement(key);
        return all.containsKey(key)
                || known != null
                        && known.names(all::containsKey)
                        && Fence.needed(known)
                        && known.errors().isEmpty();
    }

    void begin(Doubt doubt) {
        all.put(doubt.known().key(), doubt);
        world.reserve(doubt.known().machineType(), doubt.more());
    }

    /** It goes on, and holds what it holds; only the write that is to end it is another. */
    void goesOn(Doubt doubt) {
        all.put(doubt.known().key(), doubt);
    }

    void end(Doubt doubt) {
        all.remove(doubt.known().key());
        world.reserve(doubt.known().machineType(), doubt.less());
        world.unanswered(doubt.known());
    }

    /**
     * Of each zone, what a former leader may have given away there to any of those that are in doubt is kept from everybody,
     * as far as the zone has it now. Each of them may be the one that has it, so what was kept for one of which it is certain
     * by now is kept for the others; and machines that are new may be given away, too.
     */
    void keepForFormerLeader() {
        List<Doubt> former =
                all.values().stream().filter(Doubt::isFormerLeaders).toList();
        former.forEach(doubt -> world.reserve(doubt.known().machineType(), doubt.less()));
        former.forEach(doubt -> begin(doubt.among(world.snapshot())));
    }
}
