/**
 * All objects as they are known now, which machines they take, and which placements a change concerns (rule 8): the only
 * thing here that changes. {@link dev.cpm.operator.placement.world.World} is the door.
 */
package dev.cpm.operator.placement.world;
