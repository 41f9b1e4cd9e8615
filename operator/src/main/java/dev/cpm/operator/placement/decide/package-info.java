/**
 * Deciding one placement, and explaining what came out. A {@link dev.cpm.operator.placement.decide.Scene} is where it
 * stands; {@link dev.cpm.operator.placement.decide.Placing} finds the zones for what has none; {@link
 * dev.cpm.operator.placement.decide.Explaining} says why no more. What a {@link
 * dev.cpm.operator.placement.decide.Rule} may say is written here, and none of the rules.
 */
package dev.cpm.operator.placement.decide;
