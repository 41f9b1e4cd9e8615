/**
 * A plan for people to read: the verdict first, then one line a placement, then what is wrong and what would mend it.
 */
package dev.cpm.operator.cli.report;
