package dev.cpm.operator.api;

/** What users read when a CEL rule refuses an object, or {@link SpecCheck} where the API server ignores CEL. */
final class Messages {
    static final String PLACEMENT_ACCOUNT = "account is immutable, set or not: machines cannot change hands;"
            + " delete this placement and create another one under the other account";
    static final String MACHINE_TYPE =
            "machineType is immutable: create another placement with the other machine type, then delete this one";
    static final String REGIONS_DISTINCT = "regions must name each region once: remove the repeated one";
    static final String ZONE_LISTS =
            "zones and excludedZones must not name the same zone: remove it from one of the two lists";
    static final String PEERS_DISTINCT = "peers must name each placement once: remove the repeated one";
    static final String PEERS_SELF = "peers must name other placements: remove this placement itself";
    static final String AFFINITY_SELF =
            "affinity must name other placements: remove this placement itself (to spread its own replicas"
                    + " use topologySpreadConstraints)";
    static final String AFFINITY_CONTRADICTION =
            "colocateWith and separateFrom must not name the same placement with the same topologyKey:"
                    + " remove it from one of the two lists";
    static final String MIN_AVAILABLE =
            "minAvailable must be a number from 0 to 10000, a percentage from 0% to 100%, or Quorum";
    static final String VALUES_REQUIRED = "values are required with the operators In and NotIn: name at least one";
    static final String VALUES_FORBIDDEN =
            "values must be empty with the operators Exists and DoesNotExist: remove them, or use In or NotIn";
    static final String MATCH_LABELS_KEY =
            "matchLabels keys must be label keys, such as example.com/tier: 1 to 317 characters";

    static final String ZONE_REGION =
            "region is immutable: a data center does not move; delete this zone and create it again"
                    + " in the other region";
    static final String INTERCONNECT_ACCOUNT =
            "account is immutable: create another interconnect for the other account, then delete this one";
    static final String INTERCONNECT_REGIONS =
            "regions are immutable: create another interconnect for the other two regions, then delete this one";
    static final String LOAD_BALANCER_ACCOUNT = "account is immutable, set or not:"
            + " delete this load balancer and create another one under the other account";
    static final String LOAD_BALANCER_REGION =
            "region is immutable: create another load balancer in the other region, then delete this one";

    private Messages() {}
}
