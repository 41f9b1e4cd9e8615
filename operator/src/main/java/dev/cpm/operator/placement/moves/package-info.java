/**
 * What a change would come to, by deciding it: the moves that are proposed, found by {@link
 * dev.cpm.operator.placement.moves.Rebalancing} and kept by {@link dev.cpm.operator.placement.moves.Proposals}; and for
 * remedies, by {@link dev.cpm.operator.placement.moves.Trial}, what moves or an edit would mend.
 */
package dev.cpm.operator.placement.moves;
