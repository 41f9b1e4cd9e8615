/**
 * What there is to look at, as data: made of objects with their statuses, and of nothing else. Whoever shows it, in a
 * terminal or on a page, computes nothing.
 */
package dev.cpm.operator.view;
