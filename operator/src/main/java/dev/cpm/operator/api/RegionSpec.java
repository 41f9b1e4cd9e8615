package dev.cpm.operator.api;

/** What a user says of a region. */
public record RegionSpec(String displayName) {}
