package dev.cpm.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** What the operator knows of a region; {@code availableZones} of its {@code zones} take new replicas. */
@Marks.Status
public record RegionStatus(
        @JsonPropertyDescription(Descriptions.OBSERVED_GENERATION)
        Long observedGeneration,

        @JsonPropertyDescription("How many Zone objects name this region.") @Marks.Count
        Integer zones,

        @JsonPropertyDescription("How many of its zones are Available.") @Marks.Count
        Integer availableZones,

        @JsonPropertyDescription("Ready: the region has an Available zone.") @Marks.Conditions
        List<Condition> conditions)
        implements Answer {

    public RegionStatus {
        conditions = Lists.copy(conditions);
    }
}
