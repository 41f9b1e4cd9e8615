package dev.cpm.operator.placement;

import dev.cpm.operator.placement.model.Allocations;
import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.model.Request;
import dev.cpm.operator.placement.model.Snapshot;
import dev.cpm.operator.placement.moves.Decision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * All placements that wait, decided one after the other in the order of rule 7 against one snapshot (rule 9).
 *
 * <p>Machines that a decision takes are gone for the next one. Machines that a decision gives back are not there yet:
 * they are free once the smaller assignment is stored, which is for the next batch to see. So nobody of lower rank
 * can slip in before.
 */
final class Batch {
    private Batch() {}

    /**
     * What is new for each waiting request, in the order of the decisions: its assignment, or an answer; takes its machines
     * from the snapshot.
     *
     * @param unplaced others that count for the order, so that it is the same whoever else happens to wait
     * @param deciding decides one against that snapshot; where nothing comes out, it keeps what it has
     */
    static Map<PlacementKey, Decision> decide(
            List<Request> waiting,
            List<Request> unplaced,
            Map<PlacementKey, Assignment> current,
            Snapshot snapshot,
            BiFunction<Request, Assignment, Optional<Decision>> deciding) {
        Map<PlacementKey, Decision> changed = new LinkedHashMap<>();
        List<Request> all = new ArrayList<>(waiting);
        all.addAll(unplaced);
        for (Request request : BatchOrder.of(all, current)) {
            Assignment now = current.get(request.key());
            if (now == null) {
                continue;
            }
            Optional<Decision> decision = deciding.apply(request, now);
            Assignment next = decision.map(Decision::assignment).orElse(now);
            if (!next.equals(now)) {
                take(snapshot.allocations(), request.machineType(), now, next);
                snapshot.neighbours().decided(request.key(), next);
            }
            decision.filter(d -> !next.equals(now) || d.answer().isPresent())
                    .ifPresent(d -> changed.put(request.key(), d));
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
