package dev.cpm.operator.api;

import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.List;
import java.util.Map;

/** What a user asks for. Absent fields mean the defaults that the descriptions name. */
public record PlacementSpec(
        String account,
        String machineType,
        Integer replicas,
        List<String> regions,
        List<String> zones,
        List<String> excludedZones,
        ZoneSelector zoneSelector,
        PrivateNetwork privateNetwork,
        List<TopologySpreadConstraint> topologySpreadConstraints,
        Availability availability,
        List<String> loadBalancers,
        List<PlacementReference> peers,
        Affinity affinity,
        Integer priority,
        OnZoneUnavailable onZoneUnavailable,
        Rebalance rebalance,
        Boolean suspend) {

    /** Whether all replicas must reach each other over the private network. */
    public enum PrivateNetwork {
        Required,
        NotRequired
    }

    /** What happens to replicas in a zone that is Unavailable. */
    public enum OnZoneUnavailable {
        Keep,
        Replace
    }

    /** Whether the operator may propose moves of replicas. */
    public enum Rebalance {
        Never,
        OnApproval
    }

    /** Selects zones by their labels, as a Kubernetes label selector does. */
    public record ZoneSelector(Map<String, String> matchLabels, List<Requirement> matchExpressions) {

        /** One expression of a selector. */
        public record Requirement(String key, Operator operator, List<String> values) {}

        /** How a label is compared. */
        public enum Operator {
            In,
            NotIn,
            Exists,
            DoesNotExist
        }
    }

    /** How evenly replicas spread over zones or regions, with the meaning of Kubernetes' pod topology spread. */
    public record TopologySpreadConstraint(
            String topologyKey,
            Integer maxSkew,
            Integer minDomains,
            WhenUnsatisfiable whenUnsatisfiable,
            CapacityPolicy capacityPolicy) {

        /** Whether a domain without a free machine counts for the global minimum. */
        public enum CapacityPolicy {
            Ignore,
            Honor
        }
    }

    /** How many replicas must remain after the loss of any one zone. */
    public record Availability(IntOrString minAvailable, WhenUnsatisfiable whenUnsatisfiable) {}

    /** Another placement; {@code namespace} defaults to the namespace of the referrer. */
    public record PlacementReference(String name, String namespace) {}

    /** With which placements replicas share zones or regions, and with which they do not. */
    public record Affinity(List<AffinityTerm> colocateWith, List<AffinityTerm> separateFrom) {}

    /** One affinity rule against another placement. */
    public record AffinityTerm(
            String name, String namespace, String topologyKey, WhenUnsatisfiable whenUnsatisfiable) {}
}
