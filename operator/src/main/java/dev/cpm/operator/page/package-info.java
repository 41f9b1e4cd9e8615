/**
 * The topology page: one HTML file that needs nothing else. What there is to see stands in its HTML; its script only points
 * things out, and computes nothing that is a rule.
 */
package dev.cpm.operator.page;
