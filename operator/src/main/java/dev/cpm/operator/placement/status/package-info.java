/**
 * What is said of what was decided: the statuses of all kinds, and the Events that go with them.
 */
package dev.cpm.operator.placement.status;
