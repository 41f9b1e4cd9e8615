package dev.cpm.operator.view;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The machines of one type in one zone.
 *
 * @param capacity how many there are; null without limit, or where no such Zone was read
 * @param allocated how many placements hold
 */
public record Machines(String machineType, Integer capacity, int allocated) {

    /** How many can still be placed, 0 or more; null without limit. */
    @JsonProperty
    public Integer free() {
        return capacity == null ? null : Math.max(0, capacity - allocated);
    }

    /** How many more are allocated than there are, 0 or more. */
    public int over() {
        return capacity == null ? 0 : Math.max(0, allocated - capacity);
    }
}
