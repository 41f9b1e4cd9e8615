package dev.cpm.operator.view;

import dev.cpm.operator.placement.model.PlacementKey;

/**
 * The replicas of one placement in one zone.
 *
 * @param machineType empty where nobody has answered the placement yet
 * @param replicas how many, 1 or more
 * @param indexes which, as in {@code status.zones}: {@code 0,2,4-6}
 */
public record Holder(PlacementKey placement, String machineType, int replicas, String indexes) {}
