package dev.cpm.operator.api;

import java.util.List;

/** What the operator answers. {@code zones} is the assignment; everything else explains it. */
public record PlacementStatus(
        Long observedGeneration,
        String account,
        String machineType,
        Integer replicas,
        Integer placed,
        List<ZoneAssignment> zones,
        Topology topology,
        List<Blocker> blockers,
        List<String> suggestions,
        List<Violation> violations,
        Proposal proposal,
        LastProposal lastProposal,
        Summary summary,
        List<Condition> conditions) {

    /** The replicas in one zone; {@code indexes} as in a Job's status, like {@code 0,2,4-6}. */
    public record ZoneAssignment(String zone, String region, Integer replicas, String indexes) {}

    /** Where the replicas are, in numbers. */
    public record Topology(Integer zones, Integer regions, Integer zoneSkew, ZoneLoss worstZoneLoss) {}

    /** What the loss of one zone takes; {@code percent} of the placed replicas, rounded up. */
    public record ZoneLoss(String zone, Integer replicas, Integer percent) {}

    /** Why one zone takes no further replica. */
    public record Blocker(String zone, BlockerReason reason, String message) {}

    /** Moves that would mend violations or reach a better skew, waiting for approval. */
    public record Proposal(String id, List<Move> moves, Integer zoneSkewBefore, Integer zoneSkewAfter) {}

    /** One replica that would be bought anew in another zone. */
    public record Move(Integer index, String from, String to) {}

    /** What became of the proposal that was approved last. */
    public record LastProposal(String id, Result result, String message, String at) {

        /** Whether the approved moves were made. */
        public enum Result {
            Moved,
            NothingToDo,
            Refused
        }
    }

    /** Strings made for printer columns. */
    public record Summary(String placed, String zones, String reason) {}
}
