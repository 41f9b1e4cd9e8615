/**
 * The decision: which replica goes to which zone, which rules that breaks, and what would mend it.
 *
 * <p>Pure functions over records. No client, no clock, no logger, no thread: the same {@link
 * dev.cpm.operator.placement.Snapshot} gives the same answer, in the operator and offline.
 *
 * <p>The way through: {@link dev.cpm.operator.placement.Batch} takes waiting placements in the order of rule 7;
 * {@link dev.cpm.operator.placement.Placing} finds the zones for one; {@link
 * dev.cpm.operator.placement.Explaining} judges the result; {@link dev.cpm.operator.placement.Statuses} writes it
 * down; {@link dev.cpm.operator.placement.Happenings} is what that says and the last one did not. The rules stand in
 * {@code rules}, one file each; the arithmetic in {@code fill}.
 */
package dev.cpm.operator.placement;
