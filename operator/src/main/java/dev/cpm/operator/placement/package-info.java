/**
 * The decision: which replica goes to which zone, which rules that breaks, and what would mend it.
 *
 * <p>No client, no clock, no logger, no thread: the same {@link
 * dev.cpm.operator.placement.Snapshot} gives the same answer, in the operator and offline.
 *
 * <p>What is known now is the {@link dev.cpm.operator.placement.World}, the only thing here that changes; which placements a
 * change concerns is known to {@link dev.cpm.operator.placement.Waking} (rule 8). From it a {@link
 * dev.cpm.operator.placement.Round} takes a snapshot, and the rest are functions: {@link
 * dev.cpm.operator.placement.Batch} takes waiting placements in the order of rule 7; {@link dev.cpm.operator.placement.Placing} finds the zones for one; {@link
 * dev.cpm.operator.placement.Explaining} judges the result; {@link dev.cpm.operator.placement.Statuses} writes it
 * down; {@link dev.cpm.operator.placement.Happenings} is what that says and the last one did not. The rules stand in
 * {@code rules}, one file each; the arithmetic in {@code fill}. What would be moved, and what for, is found by {@link
 * dev.cpm.operator.placement.Rebalancing} and kept by {@link dev.cpm.operator.placement.Proposals}.
 *
 * <p>"Rule n" is number n of "How it decides" in the README.
 */
package dev.cpm.operator.placement;
