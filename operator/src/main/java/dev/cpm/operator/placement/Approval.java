package dev.cpm.operator.placement;

import dev.cpm.operator.api.Bounds;
import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.PlacementStatus.LastProposal;
import dev.cpm.operator.api.PlacementStatus.LastProposal.Result;
import dev.cpm.operator.api.PlacementStatus.Proposal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An approval that has no answer yet: the annotation {@code cpm.dev/approve} names an id, and {@code
 * status.lastProposal} another one or none. The answer is stored in the same write as the moves, so each approval is
 * answered once, whoever leads.
 *
 * @param told the last status, or null
 */
record Approval(String id, PlacementStatus told) {

    /** What became of an approval. */
    record Answer(String id, Result result, String message) {

        /** The answer as the status tells it; a refusal says what is proposed now instead. */
        LastProposal toStatus(Proposal present, String now) {
            String instead = result != Result.Refused || present == null
                    ? ""
                    : "; proposed now: " + present.id() + " (" + moves(present) + ")";
            return new LastProposal(id, result, message + instead, now);
        }
    }

    /** The id that annotations approve, or null. One that is longer than any id is cut, and fits none. */
    static String id(Map<String, String> annotations) {
        String id = annotations == null ? null : annotations.get(Cpm.APPROVE_ANNOTATION);
        if (id == null || id.isBlank()) {
            return null;
        }
        int length = id.codePointCount(0, id.length());
        return length <= Bounds.PROPOSAL_ID
                ? id
                : id.substring(0, id.offsetByCodePoints(0, Bounds.PROPOSAL_ID)) + "… (" + length + " characters)";
    }

    /** The approval of a placement, if it waits for an answer. */
    static Optional<Approval> of(Known known) {
        return known.approval() == null || known.approval().equals(lastId(known.told()))
                ? Optional.empty()
                : Optional.of(new Approval(known.approval(), known.told()));
    }

    /** The id that was approved last, whatever became of it; null if none was. */
    static String lastId(PlacementStatus told) {
        return told == null || told.lastProposal() == null
                ? null
                : told.lastProposal().id();
    }

    /** Makes the moves if they are what is proposed at this moment; the stale plan is never executed. */
    Decision decide(Scene scene) {
        Request request = scene.request();
        Optional<Refusal> heldBack = Explaining.heldBack(scene, Rules.of(request));
        if (!request.movesOnApproval()) {
            return refuse(scene, "spec.rebalance is Never");
        }
        if (heldBack.isPresent()) {
            return refuse(scene, heldBack.get().message());
        }
        if (scene.current().total() > request.replicas()) {
            return refuse(scene, "the placement is being scaled down");
        }
        Findings findings = Explaining.explain(scene);
        Optional<Proposal> present = Proposals.of(findings, told, lastId(told)).map(Proposals.Offer::proposal);
        boolean fits = present.filter(proposal -> proposal.id().equals(id)).isPresent();
        if (!fits && wasProposed()) {
            return refuse(scene, "what was proposed with this id no longer fits");
        }
        if (!fits && findings.outcome().added() > 0) {
            return refuse(scene, "replicas that had no zone are assigned first");
        }
        if (present.isEmpty()) {
            return answer(Deciding.decide(scene), Result.NothingToDo, "no moves are proposed now; nothing was moved");
        }
        if (!fits) {
            return refuse(scene, "this is not the id of what is proposed");
        }
        Assignment moved = Moving.apply(scene, present.get().moves());
        return answer(moved, Result.Moved, "Moved " + present.get().moves().size() + ": " + inWords(present.get()));
    }

    private boolean wasProposed() {
        return told != null
                && told.proposal() != null
                && id.equals(told.proposal().id());
    }

    private Decision refuse(Scene scene, String why) {
        return answer(Deciding.decide(scene), Result.Refused, "nothing was moved: " + why);
    }

    private Decision answer(Assignment assignment, Result result, String message) {
        return new Decision(assignment, Optional.of(new Answer(id, result, message)));
    }

    /** "2 from r1-a to r1-b and 1 from r1-a to r1-c". */
    private static String inWords(Proposal proposal) {
        Map<String, Integer> ways = new TreeMap<>();
        proposal.moves().forEach(move -> ways.merge(" from " + move.from() + " to " + move.to(), 1, Integer::sum));
        return Words.list(ways.entrySet().stream()
                .map(way -> way.getValue() + way.getKey())
                .toList());
    }

    private static String moves(Proposal proposal) {
        int moves = proposal.moves().size();
        return moves + (moves == 1 ? " move" : " moves");
    }
}
