package dev.cpm.operator.placement;

import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.PlacementStatus.LastProposal;
import dev.cpm.operator.api.PlacementStatus.Proposal;
import dev.cpm.operator.api.Violation;
import dev.cpm.operator.api.ViolationType;
import java.util.Optional;
import java.util.Set;

/**
 * What a status says of moves: those that are proposed, what they mend, and what became of the last approval.
 *
 * @param proposal or null
 * @param last or null
 */
record Offers(Proposal proposal, Set<ViolationType> mends, LastProposal last) {

    static Offers none(PlacementStatus told) {
        return new Offers(null, Set.of(), told == null ? null : told.lastProposal());
    }

    static Offers of(Findings findings, Decision decision, Known known, String now) {
        String lastId = decision.answer().map(Approval.Answer::id).orElse(Approval.lastId(known.told()));
        Optional<Proposals.Offer> offer = Proposals.of(findings, known.told(), lastId);
        Proposal proposal = offer.map(Proposals.Offer::proposal).orElse(null);
        LastProposal last = decision.answer()
                .map(answer -> answer.toStatus(proposal, now))
                .orElse(none(known.told()).last());
        return new Offers(proposal, offer.map(Proposals.Offer::mends).orElse(Set.of()), last);
    }

    /** A violation that the proposed moves lead out of names them first. */
    Violation remedied(Violation violation) {
        if (proposal == null || !mends.contains(violation.type())) {
            return violation;
        }
        int moves = proposal.moves().size();
        String approve = "approve proposal " + proposal.id() + " (" + moves + (moves == 1 ? " move)" : " moves)");
        return new Violation(
                violation.type(),
                violation.severity(),
                violation.message(),
                approve + "; or " + violation.remedy(),
                violation.zones(),
                violation.regions(),
                violation.since());
    }
}
