package dev.cpm.operator.cli.report;

import dev.cpm.operator.api.BlockerReason;
import java.util.Arrays;
import java.util.List;

/** What each reason of a blocker means, and what would help. */
final class BlockerWords {
    private static final String BLOCKER = "Blocker: why a zone takes no further replica of a placement.";

    private BlockerWords() {}

    static List<Explanation> all() {
        return Arrays.stream(BlockerReason.values()).map(BlockerWords::blocker).toList();
    }

    private static Explanation blocker(BlockerReason reason) {
        return switch (reason) {
            case ZoneComingSoon ->
                of(reason, "The zone is not open yet: nothing can be bought there.", "Wait, or add a region.");
            case ZoneInMaintenance ->
                of(reason, "The zone is in Maintenance; what is there stays.", "Wait until the maintenance ends.");
            case ZoneUnavailable ->
                of(reason, "The zone is Unavailable.", "Wait until it is Available again, or add a region.");
            case ZoneRetired -> of(reason, "The zone is Retired for good.", "Add a region, or use another zone.");
            case ZoneExcluded ->
                of(
                        reason,
                        "The spec does not allow the zone (spec.zones, spec.excludedZones, spec.zoneSelector), or the operator"
                                + " of another part of the cloud grants it (--regions).",
                        "Loosen the lists or the selector.",
                        "Put a region of the other operator first in spec.regions: it answers the placement then.");
            case MachineTypeNotOffered ->
                of(reason, "The zone does not offer the machine type.", "Use another zone, or another type.");
            case InsufficientCapacity ->
                of(
                        reason,
                        "The zone has no free machine of the type: kubectl cpm map shows how many there are, and status -A who has them.",
                        "Provide more machines, or scale something else down.");
            case MaxSkewExceeded ->
                of(
                        reason,
                        "One more replica there would make the spread more uneven than maxSkew.",
                        "Make room in the zones that have fewest.",
                        "Raise maxSkew, set capacityPolicy to Honor, or whenUnsatisfiable to ScheduleAnyway.");
            case AvailabilityCap ->
                of(
                        reason,
                        "The zone holds as many as its loss may take, by spec.availability.minAvailable.",
                        "Add a region, or lower minAvailable.");
            case NoInterconnect ->
                of(
                        reason,
                        "No Active Interconnect of the account joins the zone's region with those that hold the others.",
                        "Have one activated: kubectl cpm map lists those that there are.");
            case LoadBalancerCrossRegion ->
                of(
                        reason,
                        "A load balancer of the spec binds machines of another region only.",
                        "Name one of the zone's region.");
            case PeerUnreachable ->
                of(
                        reason,
                        "From the zone's region a peer cannot be reached over the private network.",
                        "Have an Interconnect with the peer's regions activated.");
            case AffinityNotSatisfied ->
                of(
                        reason,
                        "colocateWith or separateFrom of another placement forbids the zone.",
                        "Use another region, or set whenUnsatisfiable to ScheduleAnyway.");
            case AccountMismatch ->
                of(
                        reason,
                        "Nothing is placed, since spec.account is not the account of the namespace.",
                        "See the violation AccountMismatch.");
            case Suspended ->
                of(
                        reason,
                        "spec.suspend is true: nothing new is assigned, and what is assigned stays, unless spec.replicas is lowered.",
                        "Set spec.suspend to false.");
        };
    }

    private static Explanation of(BlockerReason reason, String when, String... mend) {
        return new Explanation(reason.name(), BLOCKER, when, "", List.of(mend));
    }
}
