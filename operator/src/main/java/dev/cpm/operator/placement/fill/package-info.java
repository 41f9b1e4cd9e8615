/**
 * The arithmetic of spreading: how many replicas go to each slot so that most are placed, most rules hold and the
 * counts are most even. It knows counts, groups of slots and bounds; no zone, no name, no Kubernetes.
 */
package dev.cpm.operator.placement.fill;
