package dev.cpm.operator.cli.report;

import static dev.cpm.operator.cli.report.Explanations.STAYS;
import static dev.cpm.operator.cli.report.Explanations.WAITS;

import dev.cpm.operator.api.ViolationType;
import java.util.Arrays;
import java.util.List;

/** What each violation means, what the operator does about it, and what would mend it. */
final class ViolationWords {
    private static final String ERROR = "Violation; an Error, so the placement is not Ready.";
    private static final String WARNING = "Violation; a Warning, which leaves the placement Ready.";
    private static final String EITHER =
            "Violation; an Error where the rule says DoNotSchedule, else a Warning, which leaves the placement Ready.";
    private static final String MOVES = "Set spec.rebalance to OnApproval, and approve the moves that are proposed.";

    private ViolationWords() {}

    static List<Explanation> all() {
        return Arrays.stream(ViolationType.values())
                .map(ViolationWords::violation)
                .toList();
    }

    private static Explanation violation(ViolationType type) {
        return switch (type) {
            case UnknownRegion ->
                of(
                        type,
                        ERROR,
                        "The spec names a region that does not exist.",
                        "It goes on with the zones there are, also those that name the region; when the Region is created, it goes on by itself.",
                        "Correct the name in spec.regions.",
                        "Create the Region.");
            case UnknownZone ->
                of(
                        type,
                        ERROR,
                        "The spec names a zone that does not exist, in spec.zones or spec.excludedZones.",
                        "It goes by the names that exist; when the Zone is created, it counts.",
                        "Correct the name.",
                        "Create the Zone.");
            case NoOpenZone ->
                of(
                        type,
                        ERROR,
                        "No region of the spec has an Available zone that its zone lists and its selector allow.",
                        WAITS,
                        "Wait for the zone that opens later; the remedy names it.",
                        "Add a region that has an open zone to spec.regions.",
                        "Loosen spec.zones, spec.excludedZones or spec.zoneSelector.");
            case MachineTypeNotOffered ->
                of(
                        type,
                        ERROR,
                        "There are open zones, but none of them offers the machine type.",
                        WAITS,
                        "Add a region whose zones offer it to spec.regions.",
                        "Recreate the placement with a type that is offered: spec.machineType is immutable.",
                        "Add the type to spec.capacity of a Zone that has such machines.");
            case CapacityExceeded ->
                of(
                        type,
                        ERROR,
                        "Replicas are unplaced because there are no free machines of the type.",
                        WAITS + " Scarce machines go by priority, then by age; nobody is evicted.",
                        "Provide more machines, and say so in spec.capacity of the Zone.",
                        "Scale another placement down, or delete it.",
                        "Add a region to spec.regions.");
            case InsufficientZones ->
                of(
                        type,
                        EITHER,
                        "Fewer zones (or regions) can take replicas than minDomains of a spread constraint asks for.",
                        "As in Kubernetes the missing ones count as empty: each one gets no more than maxSkew.",
                        "Add regions, or wait for zones that open.",
                        "Lower minDomains.");
            case SkewExceeded ->
                of(
                        type,
                        EITHER,
                        "The assignment is more uneven than maxSkew of a spread constraint allows, or replicas are unplaced"
                                + " because of it.",
                        STAYS + " New replicas go where there are fewest.",
                        "Scale up: new replicas even it out.",
                        MOVES,
                        "Raise maxSkew, or set whenUnsatisfiable to ScheduleAnyway.");
            case AvailabilityAtRisk ->
                of(
                        type,
                        EITHER,
                        "After the loss of one zone fewer replicas than spec.availability.minAvailable would be left, or"
                                + " replicas are unplaced to keep that from happening.",
                        STAYS,
                        "Spread over more zones: add a region, or wait for a zone that opens.",
                        "Scale to the number that the remedy names.",
                        MOVES,
                        "Lower minAvailable.");
            case SingleZone ->
                of(
                        type,
                        WARNING,
                        "Two or more replicas, and all of them in one zone: if that zone fails, none is left.",
                        STAYS,
                        "Add a region, and an Active interconnect between the two.",
                        "Wait for another zone of the region to open.",
                        MOVES);
            case ZoneNotAvailable ->
                of(
                        type,
                        "Violation; an Error, so the placement is not Ready. In Maintenance a Warning.",
                        "Replicas are in a zone that is not Available, or whose Zone object is gone or has an invalid spec.",
                        "They stay, unless spec.onZoneUnavailable is Replace and the zone is Unavailable.",
                        "Wait until the zone is Available again.",
                        "Set spec.onZoneUnavailable to Replace, if machines elsewhere can do the work.",
                        MOVES,
                        "Create the Zone again, if it was deleted by mistake.");
            case ZoneNotAllowed ->
                of(
                        type,
                        ERROR,
                        "Replicas are in a zone that the spec, as edited since, does not allow: its regions, its lists or its"
                                + " selector.",
                        STAYS,
                        "Undo the edit.",
                        MOVES,
                        "Recreate the placement.");
            case ZoneOvercommitted ->
                of(
                        type,
                        WARNING,
                        "Replicas are in a zone where more machines are assigned than it has: its capacity was cut below what"
                                + " is used.",
                        STAYS + " The zone gets no more.",
                        "Correct spec.capacity of the Zone.",
                        "Scale down a placement that holds machines there: kubectl cpm map shows how many are too many.");
            case CrossRegionWithoutInterconnect ->
                of(
                        type,
                        ERROR,
                        "Replicas that need the private network are in two regions, or away from a peer, and no Interconnect of"
                                + " the account joins them; or replicas are unplaced because of that.",
                        STAYS + " Interconnects are not transitive: a–b and b–c do not join a and c.",
                        "Request an Interconnect of the two regions for the account, and activate it.",
                        "Set spec.privateNetwork to NotRequired, if they need not reach each other.");
            case InterconnectNotActive ->
                of(
                        type,
                        ERROR,
                        "The Interconnect that the replicas need exists, but it is Requested or Suspended.",
                        STAYS + " When it is Active, all goes on by itself.",
                        "Set spec.state of the Interconnect to Active once the cloud has activated it.");
            case CrossAccountPrivateNetwork ->
                of(
                        type,
                        ERROR,
                        "A peer belongs to another account; private networks of different accounts never reach each other.",
                        "Nothing is placed until the spec is edited (Stalled).",
                        "Take the peer out of spec.peers.",
                        "Put both placements into namespaces of one account.");
            case PeerNotFound ->
                of(
                        type,
                        WARNING,
                        "A peer does not exist.",
                        "It restricts nothing until it does.",
                        "Create it, or take it out of spec.peers.");
            case LoadBalancerNotFound ->
                of(
                        type,
                        ERROR,
                        "A load balancer that the spec names does not exist in the namespace.",
                        "It restricts nothing until it does.",
                        "Create it, or take it out of spec.loadBalancers.");
            case LoadBalancerCrossRegion ->
                of(
                        type,
                        ERROR,
                        "Replicas are outside the region of the load balancer, which binds machines of its own region only; or"
                                + " replicas are unplaced because of that.",
                        STAYS,
                        "Add the region of the load balancer to spec.regions.",
                        "Name a load balancer of the region where the replicas are.");
            case LoadBalancerAccountMismatch ->
                of(
                        type,
                        ERROR,
                        "The load balancer belongs to another account.",
                        "It does not bind the replicas.",
                        "Recreate the load balancer for the account, or take it out of spec.loadBalancers.");
            case AffinityNotSatisfied ->
                of(
                        type,
                        EITHER,
                        "colocateWith or separateFrom of another placement is broken, or replicas are unplaced because of it.",
                        STAYS,
                        "Add a region that keeps the rule.",
                        "Set whenUnsatisfiable to ScheduleAnyway.");
            case AccountMismatch ->
                of(
                        type,
                        ERROR,
                        "spec.account is not the account of the namespace, which its label cpm.dev/account says.",
                        "Nothing is placed until the namespace's label is changed or the placement is recreated (Stalled).",
                        "Recreate the placement without spec.account, or with that of the namespace.",
                        "Move it to a namespace of its account.");
        };
    }

    private static Explanation of(ViolationType type, String what, String when, String then, String... mend) {
        return new Explanation(type.name(), what, when, then, List.of(mend));
    }
}
