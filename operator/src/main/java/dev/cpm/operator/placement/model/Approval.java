package dev.cpm.operator.placement.model;

import dev.cpm.operator.api.Bounds;
import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.PlacementStatus;
import java.util.Map;
import java.util.Optional;

/**
 * An approval that has no answer yet: the annotation {@code cpm.dev/approve} names an id, and {@code
 * status.lastProposal} another one or none. The answer is stored in the same write as the moves, so each approval is
 * answered once, whoever leads.
 *
 * @param told the last status, or null
 */
public record Approval(String id, PlacementStatus told) {

    /** The id that annotations approve, or null. One that is longer than any id is cut, and fits none. */
    public static String id(Map<String, String> annotations) {
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
    public static Optional<Approval> of(Known known) {
        return known.approval() == null || known.approval().equals(lastId(known.told()))
                ? Optional.empty()
                : Optional.of(new Approval(known.approval(), known.told()));
    }

    /** The id that was approved last, whatever became of it; null if none was. */
    public static String lastId(PlacementStatus told) {
        return told == null || told.lastProposal() == null
                ? null
                : told.lastProposal().id();
    }
}
