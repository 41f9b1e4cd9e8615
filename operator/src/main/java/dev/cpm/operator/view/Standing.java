package dev.cpm.operator.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.placement.model.PlacementKey;
import java.util.List;
import java.util.function.Predicate;

/**
 * How it stands with some placements and load balancers, for a program that asks; each list by namespace and name.
 *
 * @param verdict the same in a sentence or two
 * @param ready placements in whose way no rule of severity Error stands
 * @param warned those of them that have violations nevertheless
 * @param notReady placements that are answered otherwise
 * @param notAnswered placements that nobody has answered as they stand now
 * @param beingDeleted placements that are being deleted, be they ready or not; their metadata has the finalizers
 * @param loadBalancersNotReady load balancers that are not ready, or not answered
 * @param objects whom it is about, and the catalogue
 */
public record Standing(
        String verdict,
        List<PlacementKey> ready,
        List<PlacementKey> warned,
        List<PlacementKey> notReady,
        List<PlacementKey> notAnswered,
        List<PlacementKey> beingDeleted,
        List<PlacementKey> loadBalancersNotReady,
        @JsonUnwrapped Inventory objects) {

    /** Of all that an inventory has. */
    public static Standing of(String verdict, Inventory objects) {
        Predicate<Placement> answered = placement -> Readiness.of(placement).isPresent();
        return new Standing(
                verdict,
                keys(objects, Readiness::isReady),
                keys(
                        objects,
                        placement -> Readiness.isReady(placement)
                                && !placement.getStatus().violations().isEmpty()),
                keys(objects, answered.and(placement -> !Readiness.isReady(placement))),
                keys(objects, answered.negate()),
                keys(objects, placement -> Deletion.of(placement) != null),
                objects.loadBalancers().stream()
                        .filter(loadBalancer -> !Readiness.isReady(loadBalancer))
                        .map(PlacementKey::of)
                        .toList(),
                objects);
    }

    private static List<PlacementKey> keys(Inventory objects, Predicate<Placement> such) {
        return objects.placements().stream().filter(such).map(PlacementKey::of).toList();
    }
}
