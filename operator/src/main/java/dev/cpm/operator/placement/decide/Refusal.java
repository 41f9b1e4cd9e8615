package dev.cpm.operator.placement.decide;

import dev.cpm.operator.api.BlockerReason;

/**
 * Why a zone takes no further replica: a reason, and a sentence that names the numbers and names of the case.
 *
 * @param inShort what is said of all zones like this one in one line; null for what is usual for the reason
 */
public record Refusal(BlockerReason reason, String message, String inShort) {

    /** Of a placement that is being deleted: it keeps what it has until it is gone. */
    public static final Refusal ENDING =
            new Refusal(BlockerReason.Suspended, "the placement is being deleted, and gets no replica any more");

    public Refusal(BlockerReason reason, String message) {
        this(reason, message, null);
    }
}
