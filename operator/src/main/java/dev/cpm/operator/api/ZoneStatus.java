package dev.cpm.operator.api;

import java.util.List;

/** What the operator knows of a zone: how many machines are allocated, and to how many placements. */
public record ZoneStatus(
        Long observedGeneration,
        String region,
        List<Allocation> allocations,
        Integer placements,
        List<Condition> conditions) {

    /** The machines of one type; {@code capacity} and {@code free} are absent where there is no limit. */
    public record Allocation(String machineType, Integer capacity, Integer allocated, Integer free) {}
}
