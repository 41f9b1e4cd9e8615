package dev.cpm.operator.placement;

import dev.cpm.operator.api.BlockerReason;

/** Why a zone takes no further replica: a reason, and a sentence that names the numbers and names of the case. */
public record Refusal(BlockerReason reason, String message) {}
