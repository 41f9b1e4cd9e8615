package dev.cpm.operator.cli.look;

import dev.cpm.operator.api.BlockerReason;
import dev.cpm.operator.api.Suggestion;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.cli.report.RefusedException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the words mean that a status uses: every violation type, every reason of a blocker, and what else keeps from Ready. */
final class Explanations {
    private static final String ERROR = "Violation; an Error, so the placement is not Ready.";
    private static final String WARNING = "Violation; a Warning, which leaves the placement Ready.";
    private static final String EITHER =
            "Violation; an Error where the rule says DoNotSchedule, else a Warning, which leaves the placement Ready.";
    private static final String BLOCKER = "Blocker: why a zone takes no further replica of a placement.";
    private static final String STAYS = "What is assigned stays; nothing is moved by itself.";
    private static final String WAITS =
            "The replicas wait, and are placed by themselves as soon as they can be; suggestions say what would help.";
    private static final String MOVES = "Set spec.rebalance to OnApproval, and approve the moves that are proposed.";

    private static final Map<ViolationType, Explanation> VIOLATIONS = violations();
    private static final Map<BlockerReason, Explanation> BLOCKERS = blockers();
    private static final List<Explanation> CONDITIONS = conditions();

    private Explanations() {}

    /** All of them: violations, blockers, then conditions. */
    static List<Explanation> all() {
        List<Explanation> all = new ArrayList<>(VIOLATIONS.values());
        all.addAll(BLOCKERS.values());
        all.addAll(CONDITIONS);
        return all;
    }

    /**
     * Those of a word, whatever its case; some words are a violation as well as a blocker.
     *
     * @throws RefusedException where there is no such word
     */
    static List<Explanation> of(String word) {
        List<Explanation> found = all().stream()
                .filter(explanation -> explanation.word().equalsIgnoreCase(word))
                .toList();
        if (found.isEmpty()) {
            List<String> words =
                    all().stream().map(Explanation::word).distinct().toList();
            throw new RefusedException("There is nothing called " + word
                    + Suggestion.closest(word, words)
                            .map(closest -> "; did you mean " + closest + "?")
                            .orElse("; without a name, explain lists all words"));
        }
        return found;
    }

    private static Map<ViolationType, Explanation> violations() {
        Map<ViolationType, Explanation> all = new EnumMap<>(ViolationType.class);
        for (ViolationType type : ViolationType.values()) {
            all.put(type, violation(type));
        }
        return all;
    }

    private static Explanation violation(ViolationType type) {
        return switch (type) {
            case UnknownRegion ->
                of(
                        type,
                        ERROR,
                        "The spec names a region that does not exist.",
                        "It places in the other regions that the spec names; when the Region is created, it goes on by itself.",
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
                        "Replicas are in a zone that is not Available, or whose Zone object is gone.",
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
                        "Nothing is placed until one of the two is changed (Stalled).",
                        "Recreate the placement without spec.account, or with that of the namespace.",
                        "Move it to a namespace of its account.");
        };
    }

    private static Map<BlockerReason, Explanation> blockers() {
        Map<BlockerReason, Explanation> all = new EnumMap<>(BlockerReason.class);
        for (BlockerReason reason : BlockerReason.values()) {
            all.put(reason, blocker(reason));
        }
        return all;
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
                        "spec.suspend is true: nothing new is assigned, and what is assigned stays.",
                        "Set spec.suspend to false.");
        };
    }

    private static List<Explanation> conditions() {
        return List.of(
                new Explanation(
                        "InvalidSpec",
                        "Reason of the conditions Ready and Stalled.",
                        "The spec contradicts itself, or breaks a rule of its kind. From Kubernetes 1.25 on the API server"
                                + " refuses most of these.",
                        "Nothing is placed until it is edited; what is assigned stays.",
                        List.of("Correct the field that the message names.")),
                new Explanation(
                        "InternalError",
                        "Reason of the conditions Ready and Reconciling.",
                        "A defect of the operator came to light at this object.",
                        "What is assigned stays, all other objects go on, and it is tried again when something changes.",
                        List.of("Report it, with what the operator's log says of the object.")),
                new Explanation(
                        "Unschedulable",
                        "Reason of the conditions Ready and Scheduled.",
                        "Replicas have no zone; the message says why, in the manner of kube-scheduler.",
                        WAITS,
                        List.of(
                                "kubectl cpm why NAME says it of each zone.",
                                "kubectl cpm status NAME says what would help.")),
                new Explanation(
                        "SatisfiedWithWarnings",
                        "Reason of the conditions TopologySatisfied, and Ready of a load balancer.",
                        "No rule of severity Error is broken, but one of severity Warning is.",
                        "Nothing.",
                        List.of("kubectl cpm status NAME says which, and what would mend it.")),
                new Explanation(
                        "Satisfied",
                        "Reason of the conditions TopologySatisfied, and Ready of a load balancer.",
                        "No rule is broken.",
                        "Nothing.",
                        List.of()),
                new Explanation(
                        "Overcommitted",
                        "Reason of the condition Ready of a Zone.",
                        "More machines are assigned in the zone than it has: its capacity was cut below what is used.",
                        STAYS + " The zone gets no more.",
                        List.of("Correct spec.capacity of the Zone, or scale something down there.")),
                new Explanation(
                        "AllPlaced",
                        "Reason of the condition Ready.",
                        "Every replica has a zone, and nothing is to be said against it.",
                        "Nothing.",
                        List.of()));
    }

    private static Explanation of(ViolationType type, String what, String when, String then, String... mend) {
        return new Explanation(type.name(), what, when, then, List.of(mend));
    }

    private static Explanation of(BlockerReason reason, String when, String... mend) {
        return new Explanation(reason.name(), BLOCKER, when, "", List.of(mend));
    }
}
