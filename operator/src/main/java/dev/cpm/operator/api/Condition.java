package dev.cpm.operator.api;

import static dev.cpm.operator.api.Bounds.CONDITION_TYPE;
import static dev.cpm.operator.api.Bounds.CONDITION_TYPE_PATTERN;
import static dev.cpm.operator.api.Bounds.REASON;
import static dev.cpm.operator.api.Bounds.REASON_PATTERN;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A metav1 condition; {@code lastTransitionTime} is RFC 3339 in UTC with whole seconds. */
@Marks.Status
public record Condition(
        @JsonPropertyDescription("What the condition is about, such as Ready.")
        @Required
        @Size(max = CONDITION_TYPE) @Pattern(CONDITION_TYPE_PATTERN) String type,

        @JsonPropertyDescription("Whether the condition holds: True, False or Unknown.") @Required
        String status,

        @JsonPropertyDescription("The metadata.generation for which the condition was found. If it is less than the"
                + " present one, the condition is out of date.")
        @Min(0) Long observedGeneration,

        @JsonPropertyDescription("When the status of the condition changed last, RFC 3339 in UTC.") @Required
        String lastTransitionTime,

        @JsonPropertyDescription("Why the condition has this status, in one word for programs.")
        @Required
        @Size(min = 1, max = REASON) @Pattern(REASON_PATTERN) String reason,

        @JsonPropertyDescription("Why the condition has this status, in words for people. May be empty.")
        @Required
        @Marks.Message
        String message) {

    /** Whether it has all that it must have. */
    boolean complete() {
        return type != null && status != null && lastTransitionTime != null && reason != null && message != null;
    }
}
