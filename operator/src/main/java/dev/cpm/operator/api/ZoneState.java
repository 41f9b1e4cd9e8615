package dev.cpm.operator.api;

/** Whether a zone takes new replicas (only {@code Available} does) and how replicas already there are judged. */
public enum ZoneState {
    Available,
    ComingSoon,
    Maintenance,
    Unavailable,
    Retired
}
