/**
 * All objects as they are known now, which machines they take, and which placements a change concerns (rule 8). Others see
 * {@link dev.cpm.operator.placement.world.World} alone; whom a change concerns is found by {@link
 * dev.cpm.operator.placement.world.Waking}. Of the decision, this alone lasts from one round to the next.
 */
package dev.cpm.operator.placement.world;
