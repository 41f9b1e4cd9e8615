package dev.cpm.operator.placement;

/**
 * A zone that matters for one placement: it lies in a requested region, or holds replicas.
 *
 * @param zone the zone, or null where its object is gone
 * @param requested whether its region is among {@code spec.regions}
 */
public record Site(String name, String region, ZoneInfo zone, boolean requested) {}
