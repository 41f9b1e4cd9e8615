package dev.cpm.operator.api;

/** Why one zone takes no further replica of a placement. */
public enum BlockerReason {
    ZoneComingSoon,
    ZoneInMaintenance,
    ZoneUnavailable,
    ZoneRetired,
    ZoneExcluded,
    MachineTypeNotOffered,
    InsufficientCapacity,
    MaxSkewExceeded,
    AvailabilityCap,
    NoInterconnect,
    LoadBalancerCrossRegion,
    PeerUnreachable,
    AffinityNotSatisfied,
    AccountMismatch,
    Suspended
}
