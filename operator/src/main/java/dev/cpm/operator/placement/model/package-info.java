/**
 * What a decision is about: a request, what is assigned, zones, links, neighbours, and the {@link
 * dev.cpm.operator.placement.model.Snapshot} of all of it. It knows no rule.
 */
package dev.cpm.operator.placement.model;
