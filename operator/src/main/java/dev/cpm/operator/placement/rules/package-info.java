/**
 * The rules, one file each, named {@code …Rule}: what a rule closes, what it limits, what breaks it. What
 * mends it goes through {@code Remedies}; {@link dev.cpm.operator.placement.rules.Rules} lists them all; the other files are
 * what several rules share.
 */
package dev.cpm.operator.placement.rules;
