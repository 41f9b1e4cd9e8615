/**
 * What the operator and its cluster are like, in numbers for Prometheus. The only user of Micrometer.
 *
 * <p>What the operator does is counted as it happens ({@link dev.cpm.operator.metrics.EngineMeters}). How it stands with
 * the objects is counted when somebody asks ({@link dev.cpm.operator.metrics.Census}), from what the watches saw last.
 */
package dev.cpm.operator.metrics;
