package dev.cpm.operator.cli.report;

import dev.cpm.operator.api.PlacementStatus.LastProposal.Result;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What each reason of an Event means that is not a violation or of a condition, and each result of a proposal. */
final class EventWords {
    private EventWords() {}

    static List<Explanation> all() {
        return Stream.concat(events(), Arrays.stream(Result.values()).map(EventWords::result))
                .toList();
    }

    private static Stream<Explanation> events() {
        return Stream.of(
                event("Placed", "Replicas got a zone.", "They stay there: buy machines as status.zones says."),
                event(
                        "Moved",
                        "Replicas got another zone: by moves that you approved, or out of an Unavailable zone by"
                                + " onZoneUnavailable: Replace.",
                        "Each is a machine to buy anew there; give the old one back."),
                event(
                        "Released",
                        "Replicas were given up: spec.replicas was lowered.",
                        "Their machines count as free at once; give them back."),
                event(
                        "ProposalNotNeeded",
                        "You approved moves, and by then there was nothing left to move.",
                        "Nothing is moved."),
                event(
                        "ProposalRefused",
                        "You approved moves that are no longer the ones proposed, or no longer possible.",
                        "Nothing is moved. status.proposal has the moves that can be approved now, if there are any."),
                event(
                        "StatusTooLarge",
                        "The object is so large that the API server cannot store it with a status (1.5 MiB).",
                        "What was assigned stays; nothing new is stored.",
                        "Take off labels, annotations, finalizers or owners."),
                event(
                        "UnreadableStatus",
                        "Somebody else has written a status that does not say any more which replicas are where.",
                        "The placement is left as it is. Its machines count as taken, as far as the status tells how many there are.",
                        "Correct the status, as by kubectl edit --subresource=status. The message names the field."));
    }

    private static Explanation event(String reason, String when, String then, String... mend) {
        return new Explanation(reason, "Event of a Placement.", when, then, List.of(mend));
    }

    private static Explanation result(Result result) {
        return switch (result) {
            case Moved -> result(result, "The moves that you approved are made.", "Buy machines as status.zones says.");
            case NothingToDo ->
                result(result, "By the time of the approval there was nothing left to move.", "Nothing was moved.");
            case Refused ->
                result(
                        result,
                        "What you approved is not, or no longer, what is proposed; the message says why.",
                        "Nothing was moved. status.proposal has what can be approved now, if there is anything.");
        };
    }

    private static Explanation result(Result result, String when, String then) {
        return new Explanation(result.name(), "Result of an approval, in status.lastProposal.", when, then, List.of());
    }
}
