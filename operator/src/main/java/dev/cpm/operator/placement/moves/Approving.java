package dev.cpm.operator.placement.moves;

import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.PlacementStatus.LastProposal;
import dev.cpm.operator.api.PlacementStatus.LastProposal.Result;
import dev.cpm.operator.api.PlacementStatus.Proposal;
import dev.cpm.operator.placement.decide.Deciding;
import dev.cpm.operator.placement.decide.Explaining;
import dev.cpm.operator.placement.decide.Findings;
import dev.cpm.operator.placement.decide.Refusal;
import dev.cpm.operator.placement.decide.Scene;
import dev.cpm.operator.placement.model.Approval;
import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.Request;
import dev.cpm.operator.placement.model.Words;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Answers an approval: makes the moves that are proposed, if it names these, and says so. */
public final class Approving {
    private final Approval approval;

    private Approving(Approval approval) {
        this.approval = approval;
    }

    /** What became of an approval. */
    public record Answer(String id, Result result, String message) {

        /** The answer as the status tells it; a refusal says what is proposed now instead. */
        LastProposal toStatus(Proposal present, String now) {
            String instead = result != Result.Refused || present == null
                    ? ""
                    : "; proposed now: " + present.id() + " (" + moves(present) + ")";
            return new LastProposal(id, result, message + instead, now);
        }
    }

    /** The decision for a placement that may have an approval to answer. */
    public static Decision decide(Scene scene, Optional<Approval> approval) {
        return approval.map(a -> new Approving(a).decide(scene))
                .orElseGet(() -> new Decision(Deciding.decide(scene), Optional.empty()));
    }

    /** Makes the moves if they are what is proposed at this moment; the stale plan is never executed. */
    private Decision decide(Scene scene) {
        Request request = scene.request();
        Optional<Refusal> heldBack = Explaining.heldBack(scene, scene.rules());
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
        Optional<Proposal> present = Proposals.of(findings, approval.told(), Approval.lastId(approval.told()))
                .map(Proposals.Offer::proposal);
        boolean fits =
                present.filter(proposal -> proposal.id().equals(approval.id())).isPresent();
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
        PlacementStatus told = approval.told();
        return told != null
                && told.proposal() != null
                && approval.id().equals(told.proposal().id());
    }

    private Decision refuse(Scene scene, String why) {
        return answer(Deciding.decide(scene), Result.Refused, "nothing was moved: " + why);
    }

    private Decision answer(Assignment assignment, Result result, String message) {
        return new Decision(assignment, Optional.of(new Answer(approval.id(), result, message)));
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
