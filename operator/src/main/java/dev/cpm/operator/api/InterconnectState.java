package dev.cpm.operator.api;

/** Whether an interconnect carries traffic: only {@code Active} does. */
public enum InterconnectState {
    Requested,
    Active,
    Suspended
}
