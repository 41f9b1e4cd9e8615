package dev.cpm.operator.cli.report;

import java.util.List;

/** The words of which the others are made, as the README has them. */
final class ConceptWords {
    private ConceptWords() {}

    static List<Explanation> all() {
        return List.of(
                word(
                        "Region",
                        "An independent location. Machines in two regions reach each other privately only over an Active"
                                + " Interconnect of their account."),
                word(
                        "Zone",
                        "A data center of one region, with its own power and network. Its state says whether it takes new"
                                + " replicas, its capacity how many machines it has."),
                word(
                        "Interconnect",
                        "A private link of two regions, for one account. Not transitive: a–b and b–c do not join a and c."),
                word("Placement", "So many machines of one type, in which regions, by which rules."),
                word("LoadBalancer", "It binds machines of its own region and account only."),
                word(
                        "account",
                        "Who owns the machines: the label cpm.dev/account of the namespace, else spec.account, else the"
                                + " namespace's name."),
                word("replica", "One machine of a placement."),
                word("index", "The number of a replica, from 0 on; it keeps it as long as it lives."),
                word("assignment", "Which index is in which zone: status.zones. It stays, whatever else changes."),
                word(
                        "eligible zone",
                        "A zone that may take a replica of a placement, as far as rules other than free machines go."),
                word("blocker", "Why one zone takes no further replica of a placement: status.blockers."),
                word(
                        "violation",
                        "A topology rule that the assignment or the spec breaks: an Error, so that it is not Ready, or a"
                                + " Warning. status.violations has each with what would mend it."),
                word("suggestion", "A single change that would place more, found by deciding it: status.suggestions."),
                word(
                        "proposal",
                        "Moves that would mend something: status.proposal. Nothing moves until you approve it."),
                word(
                        "skew",
                        "As in Kubernetes: most replicas of a placement in any domain minus fewest in any eligible one; maxSkew"
                                + " bounds it. SkewExceeded says that it is too large."),
                word("domain", "What replicas are spread over: a zone or a region, as topologyKey says."),
                word(
                        "batch",
                        "New replicas are assigned together, once nothing has changed for a settling time: --settle, 1 s"
                                + " unless set otherwise."),
                word(
                        "quorum",
                        "More than half of spec.replicas: of 3 it is 2, of 4 it is 3. kubectl cpm lose takes that as needed where"
                                + " spec.availability does not say how many are."),
                word(
                        "down",
                        "Of a placement in kubectl cpm lose: not one replica would be left, though some are needed."),
                word("open", "Of a zone: its state is Available, so it takes new replicas."),
                word(
                        "no limit",
                        "Of a zone without spec.capacity: it has as many machines of every type as are wanted."));
    }

    private static Explanation word(String word, String means) {
        return new Explanation(word, "Word.", means, "", List.of());
    }
}
