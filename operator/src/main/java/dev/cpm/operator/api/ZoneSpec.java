package dev.cpm.operator.api;

import static dev.cpm.operator.api.Bounds.DISPLAY_NAME;
import static dev.cpm.operator.api.Bounds.MACHINES;
import static dev.cpm.operator.api.Bounds.MACHINE_TYPES;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** What a user says of a zone; no {@code capacity} list means every machine type without limit. */
@Marks.Spec
public record ZoneSpec(
        @JsonPropertyDescription("Name of the zone's region. Immutable.")
        @Required
        @Marks.Name
        @ValidationRule(value = "self == oldSelf", message = Messages.ZONE_REGION)
        String region,

        @JsonPropertyDescription("Name for people, such as Beijing Zone 1: up to 128 characters.")
        @Size(max = DISPLAY_NAME) String displayName,

        @JsonPropertyDescription("Whether the zone takes new replicas; only Available (the default) does. Replicas that"
                + " are there stay: an Error for ComingSoon, Unavailable and Retired, a Warning for Maintenance."
                + " Those in an Unavailable zone are replaced where a placement says onZoneUnavailable Replace.")
        @Default("Available")
        ZoneState state,

        @JsonPropertyDescription("How many machines the zone has, by machine type: up to 256 types. No list: every"
                + " type, without limit. A list, even an empty one: only the types in it.")
        @Size(max = MACHINE_TYPES)
        // An empty list is not the same as none: it must survive a round trip.
        @JsonInclude(JsonInclude.Include.NON_NULL)
        List<Capacity> capacity) {

    public ZoneSpec {
        capacity = capacity == null ? null : Lists.copy(capacity);
    }

    /** How many machines of one type a zone has. */
    @Marks.Spec
    public record Capacity(
            @JsonPropertyDescription("Machine type, in the cloud's own words, such as PS100v3.") @Required @Marks.Token
            String machineType,

            @JsonPropertyDescription("How many machines of the type there are, used or free: 0 to 1000000. Below what"
                    + " is allocated already, nothing is moved and ZoneOvercommitted is reported.")
            @Required
            @Min(0) @Max(MACHINES) Integer count) {}
}
