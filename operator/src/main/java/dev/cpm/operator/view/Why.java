package dev.cpm.operator.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cpm.operator.api.ZoneState;
import dev.cpm.operator.placement.model.PlacementKey;
import java.util.List;

/**
 * Where a placement is, and why each other zone does not take it.
 *
 * @param replicas how many are wanted; 0 where the spec asks for no possible number
 * @param placed how many have a zone
 * @param invalid why its spec asks for nothing that could be decided, or null; then no zone has a reason
 * @param deletion where it is being deleted, and takes none any more; else null
 * @param unknownRegions those that its spec names, and that do not exist
 * @param zones all that are known, and all that hold its replicas: those of its regions in the order of its spec, then
 *     the others by name
 */
public record Why(
        PlacementKey placement,
        int replicas,
        int placed,
        String invalid,
        @JsonInclude(JsonInclude.Include.NON_NULL) Deletion deletion,
        List<UnknownRegion> unknownRegions,
        List<Zone> zones) {

    /**
     * A region that does not exist.
     *
     * @param message what there is instead
     */
    public record UnknownRegion(String name, String message) {}

    /**
     * A zone, as the placement sees it.
     *
     * @param state null where there is no such object
     * @param invalid whether its spec is, so that its state is not known
     * @param replicas how many of the placement it holds
     * @param requested whether its region is in {@code spec.regions}
     * @param reason why it takes no further one, in a word: one of {@code status.blockers[].reason}; null where it would
     *     take one, where it is not requested, or where the placement is being deleted
     * @param message the same in a sentence; null where it would take one
     */
    public record Zone(
            String name,
            String region,
            ZoneState state,
            boolean invalid,
            int replicas,
            boolean requested,
            String reason,
            String message) {

        /** Whether it would take one more replica, were one wanted. */
        public boolean open() {
            return message == null;
        }
    }
}
