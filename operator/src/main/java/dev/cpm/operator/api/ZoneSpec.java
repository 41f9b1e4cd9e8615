package dev.cpm.operator.api;

import java.util.List;

/** What a user says of a zone; no {@code capacity} list means every machine type without limit. */
public record ZoneSpec(String region, String displayName, ZoneState state, List<Capacity> capacity) {

    /** How many machines of one type a zone has. */
    public record Capacity(String machineType, Integer count) {}
}
