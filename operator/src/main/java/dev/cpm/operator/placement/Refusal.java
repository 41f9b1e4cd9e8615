package dev.cpm.operator.placement;

import dev.cpm.operator.api.BlockerReason;

/**
 * Why a zone takes no further replica: a reason, and a sentence that names the numbers and names of the case.
 *
 * @param inShort what is said of all zones like this one in one line; null for what is usual for the reason
 */
public record Refusal(BlockerReason reason, String message, String inShort) {

    public Refusal(BlockerReason reason, String message) {
        this(reason, message, null);
    }
}
