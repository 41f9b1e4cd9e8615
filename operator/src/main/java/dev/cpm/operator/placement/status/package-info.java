/**
 * What is said of what was decided: {@link dev.cpm.operator.placement.status.Statuses} writes a placement's status, {@link
 * dev.cpm.operator.placement.status.Summing} those of all other kinds; {@link
 * dev.cpm.operator.placement.status.Happenings} is what a status says and the last one did not, for Events.
 */
package dev.cpm.operator.placement.status;
