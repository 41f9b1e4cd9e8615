package dev.cpm.operator.api;

import java.util.List;

/** What the operator knows of a region; {@code availableZones} of its {@code zones} take new replicas. */
public record RegionStatus(
        Long observedGeneration, Integer zones, Integer availableZones, List<Condition> conditions) {}
