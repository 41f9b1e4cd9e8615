package dev.cpm.operator.cli.report;

import dev.cpm.operator.api.ConditionReasons;
import dev.cpm.operator.api.ConditionTypes;
import java.util.List;

/** What each type of a condition means, and each reason that is not a violation, a blocker or a state. */
final class ConditionWords {
    private ConditionWords() {}

    static List<Explanation> all() {
        return List.of(
                new Explanation(
                        ConditionReasons.INVALID_SPEC,
                        "Reason of the conditions Ready and Stalled.",
                        "The spec contradicts itself, or breaks a rule of its kind. From Kubernetes 1.25 on the API server"
                                + " refuses most of these.",
                        "Nothing is placed until it is edited; what is assigned stays.",
                        List.of("Correct the field that the message names.")),
                new Explanation(
                        ConditionReasons.INTERNAL_ERROR,
                        "Reason of the conditions Ready and Reconciling.",
                        "A defect of the operator came to light at this object.",
                        "What is assigned stays, all other objects go on, and it is tried again when something changes.",
                        List.of("Report it, with what the operator's log says of the object.")),
                new Explanation(
                        ConditionReasons.UNSCHEDULABLE,
                        "Reason of the conditions Ready and Scheduled.",
                        "Replicas have no zone; the message says why, in the manner of kube-scheduler.",
                        Explanations.WAITS,
                        List.of(
                                "kubectl cpm why NAME says it of each zone.",
                                "kubectl cpm status NAME says what would help.")),
                new Explanation(
                        ConditionReasons.SATISFIED_WITH_WARNINGS,
                        "Reason of the conditions TopologySatisfied, and Ready of a load balancer.",
                        "No rule of severity Error is broken, but one of severity Warning is.",
                        "Nothing.",
                        List.of("kubectl cpm status NAME says which, and what would mend it.")),
                new Explanation(
                        ConditionReasons.SATISFIED,
                        "Reason of the conditions TopologySatisfied, and Ready of a load balancer.",
                        "No rule is broken.",
                        "Nothing.",
                        List.of()),
                new Explanation(
                        ConditionReasons.OVERCOMMITTED,
                        "Reason of the condition Ready of a Zone.",
                        "More machines are assigned in the zone than it has: its capacity was cut below what is used.",
                        Explanations.STAYS + " The zone gets no more.",
                        List.of("Correct spec.capacity of the Zone, or scale something down there.")),
                new Explanation(
                        ConditionReasons.ALL_PLACED,
                        "Reason of the conditions Scheduled and Ready.",
                        "Every replica has a zone. Of Ready it says besides that no rule of severity Error is broken.",
                        "Nothing.",
                        List.of()),
                new Explanation(
                        ConditionReasons.ZONES_AVAILABLE,
                        "Reason of the condition Ready of a Region.",
                        "At least one of its zones is Available.",
                        "Its open zones take replicas.",
                        List.of()),
                new Explanation(
                        ConditionReasons.NO_AVAILABLE_ZONE,
                        "Reason of the condition Ready of a Region.",
                        "The region has no zone, or none of its zones is Available: no new replica comes there.",
                        "What is assigned in the region stays; new replicas go to other regions of spec.regions, or wait.",
                        List.of(
                                "Wait until one of its zones opens; kubectl cpm map shows their states.",
                                "Create a Zone, if the cloud has one that is not in the catalogue.")),
                type(
                        ConditionTypes.READY,
                        "every kind",
                        "All is as the spec asks for. A Placement: every replica has a zone, and no rule of severity Error is"
                                + " broken.",
                        "kubectl cpm status NAME says what keeps it from that."),
                type(
                        ConditionTypes.SCHEDULED,
                        "a Placement",
                        "Every replica has a zone.",
                        "kubectl cpm why NAME says of each zone why it takes no more."),
                type(
                        ConditionTypes.TOPOLOGY_SATISFIED,
                        "a Placement",
                        "No topology rule of severity Error is broken; Warnings leave it True.",
                        "status.violations names each broken rule, and what would mend it."),
                type(
                        ConditionTypes.RECONCILING,
                        "a Placement",
                        "Replicas wait for a zone, and the operator goes on by itself when capacity, a zone or a link changes; or it failed"
                                + " at the placement by a defect of its own.",
                        "Nothing, or what status.suggestions name."),
                type(
                        ConditionTypes.STALLED,
                        "a Placement",
                        "Nothing but an edit of the object, or of its namespace, can mend it.",
                        "Correct what the message names."));
    }

    private static Explanation type(String type, String of, String when, String mend) {
        return new Explanation(type, "Condition of " + of + ".", when, "", List.of(mend));
    }
}
