package dev.cpm.operator.placement.moves;

import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.PlacementStatus.LastProposal;
import dev.cpm.operator.api.PlacementStatus.Proposal;
import dev.cpm.operator.api.Violation;
import dev.cpm.operator.placement.decide.Findings;
import dev.cpm.operator.placement.model.Approval;
import dev.cpm.operator.placement.model.Known;
import java.util.Optional;

/**
 * What a status says of moves: those that are proposed, what they mend, and what became of the last approval.
 *
 * @param last or null
 */
public record Offers(Optional<Proposals.Offer> offer, LastProposal last) {

    public static Offers none(PlacementStatus told) {
        return new Offers(Optional.empty(), told == null ? null : told.lastProposal());
    }

    public static Offers of(Findings findings, Decision decision, Known known, String now) {
        String lastId = decision.answer().map(Approving.Answer::id).orElse(Approval.lastId(known.told()));
        Optional<Proposals.Offer> offer = Proposals.of(findings, known.told(), lastId);
        Proposal proposal = offer.map(Proposals.Offer::proposal).orElse(null);
        LastProposal last = decision.answer()
                .map(answer -> answer.toStatus(proposal, now))
                .orElse(none(known.told()).last());
        return new Offers(offer, last);
    }

    /** The moves that are proposed, or null. */
    public Proposal proposal() {
        return offer.map(Proposals.Offer::proposal).orElse(null);
    }

    /** A violation that the proposed moves lead out of names them first. */
    public Violation remedied(Violation violation) {
        return offer.filter(made -> made.mends(violation))
                .map(made -> approving(made, violation))
                .orElse(violation);
    }

    private static Violation approving(Proposals.Offer made, Violation violation) {
        int moves = made.proposal().moves().size();
        String approve = "approve proposal " + made.proposal().id() + " (" + moves
                + (moves < made.all() ? " of " + made.all() : "") + (made.all() == 1 ? " move)" : " moves)");
        return violation.remedy(
                violation.remedy().equals(Trial.APPROVE) ? approve : approve + "; or " + violation.remedy());
    }
}
