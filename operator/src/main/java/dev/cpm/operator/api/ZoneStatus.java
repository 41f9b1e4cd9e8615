package dev.cpm.operator.api;

import static dev.cpm.operator.api.Bounds.MACHINES;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import java.util.List;

/** What the operator knows of a zone: how many machines are allocated, and to how many placements. */
@Marks.Status
public record ZoneStatus(
        @JsonPropertyDescription(Descriptions.OBSERVED_GENERATION)
        Long observedGeneration,

        @JsonPropertyDescription(
                "What spec.region was when first accepted. It is immutable;" + Descriptions.FIRST_ACCEPTED)
        @Marks.Name
        String region,

        @JsonPropertyDescription("Machines by type: those that spec.capacity names, and those that placements hold.")
        @Marks.Zones
        List<Allocation> allocations,

        @JsonPropertyDescription("How many placements hold replicas in the zone.") @Marks.Count
        Integer placements,

        @JsonPropertyDescription("Ready: the zone takes new replicas. False with the state as reason when it is not"
                + " Available, or Overcommitted when more is allocated than it has.")
        @Marks.Conditions
        List<Condition> conditions)
        implements Answer {

    public ZoneStatus {
        allocations = Lists.copy(allocations);
        conditions = Lists.copy(conditions);
    }

    /** The machines of one type; {@code capacity} and {@code free} are absent where there is no limit. */
    @Marks.Status
    public record Allocation(
            @JsonPropertyDescription("Machine type.") @Required @Marks.Token
            String machineType,

            @JsonPropertyDescription("How many machines the zone has. Absent where there is no limit.")
            @Min(0) @Max(MACHINES) Integer capacity,

            @JsonPropertyDescription("How many machines placements hold.") @Marks.Count
            Integer allocated,

            @JsonPropertyDescription("How many machines can still be placed: capacity minus allocated, not below 0."
                    + " Absent where there is no limit.")
            @Min(0) @Max(MACHINES) Integer free) {}
}
