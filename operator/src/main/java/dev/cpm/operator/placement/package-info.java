/**
 * The decision: which replica goes to which zone, which rules that breaks, and what would mend it.
 *
 * <p>No client, no clock, no logger, no thread: the same {@link
 * dev.cpm.operator.placement.model.Snapshot} gives the same answer, in the operator and offline.
 *
 * <p>Here is the door: from the {@link dev.cpm.operator.placement.world.World} a {@link
 * dev.cpm.operator.placement.Round} takes a snapshot; {@link dev.cpm.operator.placement.Batch} decides those that wait, in
 * the order of rule 7; then each is explained, and told. Behind it, each package knows only those before it:
 *
 * <ol>
 *   <li>{@code fill}: the arithmetic of spreading, in numbers alone
 *   <li>{@code model}: what a decision is about
 *   <li>{@code world}: what is known now, and whom a change concerns; nothing below knows it but {@code status}
 *   <li>{@code decide}: deciding one placement, by whatever rules it is given
 *   <li>{@code moves}: what a change would come to
 *   <li>{@code rules}: the rules, one file each
 *   <li>{@code status}: what is said of it
 * </ol>
 *
 * <p>"Rule n" is number n of "How it decides" in the README.
 */
package dev.cpm.operator.placement;
