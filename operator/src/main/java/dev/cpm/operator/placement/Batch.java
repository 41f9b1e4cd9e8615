package dev.cpm.operator.placement;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rule 9: "all waiting placements are decided in the order of rule 7 against one snapshot".
 *
 * <p>Machines that a decision takes are gone for the next one. Machines that a decision gives back are not there yet:
 * they are free once the smaller assignment is stored, which is for the next batch to see. So nobody of lower rank
 * can slip in before.
 */
public final class Batch {
    private Batch() {}

    /** The next assignment of each waiting request that has one to change; takes its machines from the snapshot. */
    public static Map<PlacementKey, Assignment> decide(
            List<Request> waiting, Map<PlacementKey, Assignment> current, Snapshot snapshot) {
        Map<PlacementKey, Assignment> changed = new TreeMap<>();
        for (Request request : BatchOrder.of(waiting, current)) {
            Assignment now = current.getOrDefault(request.key(), Assignment.NONE);
            Assignment next = Deciding.decide(Scene.of(request, snapshot, now));
            if (!next.equals(now)) {
                take(snapshot.allocations(), request.machineType(), now, next);
                snapshot.neighbours().decided(request.key(), next);
                changed.put(request.key(), next);
            }
        }
        return changed;
    }

    private static void take(Allocations allocations, String machineType, Assignment now, Assignment next) {
        next.shares().forEach((zone, share) -> {
            int more = share.indexes().size() - now.count(zone);
            if (more > 0) {
                allocations.take(zone, machineType, more);
            }
        });
    }
}
