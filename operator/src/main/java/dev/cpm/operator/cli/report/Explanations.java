package dev.cpm.operator.cli.report;

import dev.cpm.operator.api.Suggestion;
import java.util.ArrayList;
import java.util.List;

/** What the words mean that a status uses: every violation type, every reason of a blocker, and what else keeps from Ready. */
public final class Explanations {
    static final String STAYS = "What is assigned stays; nothing is moved by itself.";
    static final String WAITS =
            "The replicas wait, and are placed by themselves as soon as they can be; suggestions say what would help.";

    private Explanations() {}

    /** All of them: violations, blockers, then conditions. */
    public static List<Explanation> all() {
        List<Explanation> all = new ArrayList<>(ViolationWords.all());
        all.addAll(BlockerWords.all());
        all.addAll(conditions());
        return all;
    }

    /**
     * Those of a word, whatever its case; some words are a violation as well as a blocker.
     *
     * @throws RefusedException where there is no such word
     */
    public static List<Explanation> of(String word) {
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
}
