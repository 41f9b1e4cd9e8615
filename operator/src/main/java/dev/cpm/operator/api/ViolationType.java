package dev.cpm.operator.api;

/** The topology rules that an assignment or a spec can break, in the order in which they are reported. */
public enum ViolationType {
    AccountMismatch,
    AffinityNotSatisfied,
    AvailabilityAtRisk,
    CapacityExceeded,
    CrossAccountPrivateNetwork,
    CrossRegionWithoutInterconnect,
    InsufficientZones,
    InterconnectNotActive,
    LoadBalancerAccountMismatch,
    LoadBalancerCrossRegion,
    LoadBalancerNotFound,
    MachineTypeNotOffered,
    NoOpenZone,
    PeerNotFound,
    SingleZone,
    SkewExceeded,
    UnknownRegion,
    UnknownZone,
    ZoneNotAllowed,
    ZoneNotAvailable,
    ZoneOvercommitted
}
