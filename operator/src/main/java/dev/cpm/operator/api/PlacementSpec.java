package dev.cpm.operator.api;

import static dev.cpm.operator.api.Bounds.AFFINITY_TERMS;
import static dev.cpm.operator.api.Bounds.CONSTRAINTS;
import static dev.cpm.operator.api.Bounds.DNS_SUBDOMAIN;
import static dev.cpm.operator.api.Bounds.LABEL;
import static dev.cpm.operator.api.Bounds.LABEL_KEY;
import static dev.cpm.operator.api.Bounds.LABEL_KEY_PATTERN;
import static dev.cpm.operator.api.Bounds.LABEL_VALUE;
import static dev.cpm.operator.api.Bounds.LOAD_BALANCERS;
import static dev.cpm.operator.api.Bounds.MAX_SKEW;
import static dev.cpm.operator.api.Bounds.MIN_AVAILABLE;
import static dev.cpm.operator.api.Bounds.MIN_DOMAINS;
import static dev.cpm.operator.api.Bounds.NAME;
import static dev.cpm.operator.api.Bounds.PEERS;
import static dev.cpm.operator.api.Bounds.PRIORITY;
import static dev.cpm.operator.api.Bounds.REGIONS;
import static dev.cpm.operator.api.Bounds.SELECTOR_TERMS;
import static dev.cpm.operator.api.Bounds.SELECTOR_VALUES;
import static dev.cpm.operator.api.Bounds.ZONE_LIST;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.model.annotation.SpecReplicas;
import java.util.List;
import java.util.Map;

/** What a user asks for. Absent fields mean the defaults that the descriptions name. */
@Marks.Spec
@ValidationRule(
        value = "has(self.account) == has(oldSelf.account)"
                + " && (!has(self.account) || self.account == oldSelf.account)",
        message = Messages.PLACEMENT_ACCOUNT)
// Above 250000 pairs the API server's budget for one rule would run out; the operator judges those itself.
@ValidationRule(
        value = "!has(self.zones) || !has(self.excludedZones)"
                + " || size(self.zones) * size(self.excludedZones) > 250000"
                + " || !self.zones.exists(z, z in self.excludedZones)",
        message = Messages.ZONE_LISTS)
public record PlacementSpec(
        @JsonPropertyDescription("Account that owns the machines. The label cpm.dev/account of the namespace decides"
                + " where there is one, and a different value here is then the violation AccountMismatch. Defaults to"
                + " the namespace's name where there is no label either. Immutable, set or not.")
        @Marks.Token
        String account,

        @JsonPropertyDescription("Machine type of all replicas, in the cloud's own words, such as PS100v3. Immutable.")
        @Required
        @Marks.Token
        @ValidationRule(value = "self == oldSelf", message = Messages.MACHINE_TYPE)
        String machineType,

        @JsonPropertyDescription("How many machines are wanted: 0 to 10000. Defaults to 1.")
        @Default("1")
        @Marks.Replicas
        @SpecReplicas
        Integer replicas,

        @JsonPropertyDescription("Names of the regions that may hold replicas, in order of preference: 1 to 16, each"
                + " once. With privateNetwork Required, two of them hold replicas together only over an Active"
                + " interconnect of the account.")
        @Required
        @ValidationRule(value = "self.all(r, self.exists_one(s, s == r))", message = Messages.REGIONS_DISTINCT)
        @Size(min = 1, max = REGIONS) List<@Size(max = NAME) @Pattern(DNS_SUBDOMAIN) String> regions,

        @JsonPropertyDescription("Names of the only zones that may take replicas: up to 1000, each once. Absent or"
                + " empty: every zone of the regions.")
        @Size(max = ZONE_LIST) List<@Size(max = NAME) @Pattern(DNS_SUBDOMAIN) String> zones,

        @JsonPropertyDescription("Names of zones that take no replica: up to 1000, each once, none of them in zones.")
        @Size(max = ZONE_LIST) List<@Size(max = NAME) @Pattern(DNS_SUBDOMAIN) String> excludedZones,

        @JsonPropertyDescription("Selects the zones that may take replicas by the labels of the Zone objects. Absent or"
                + " empty: every zone. matchLabels and matchExpressions must all hold.")
        ZoneSelector zoneSelector,

        @JsonPropertyDescription("Whether all replicas must reach each other over the private network. Required (the"
                + " default): they stay in one region, or in regions that are pairwise linked by Active interconnects"
                + " of the account. NotRequired: any of the regions.")
        @Default("Required")
        PrivateNetwork privateNetwork,

        @JsonPropertyDescription("How evenly replicas spread over zones and regions, with the meaning of Kubernetes'"
                + " pod topology spread: up to 4, one for each topologyKey and whenUnsatisfiable. Absent or empty:"
                + " one over zones with maxSkew 1 and ScheduleAnyway.")
        @Size(max = CONSTRAINTS) List<TopologySpreadConstraint> topologySpreadConstraints,

        @JsonPropertyDescription("How many replicas must remain after the loss of any one zone. Absent: no such rule.")
        Availability availability,

        @JsonPropertyDescription("Names of load balancers of this namespace that must bind every replica: up to 16,"
                + " each once. A load balancer binds machines of its own region and account only.")
        @Size(max = LOAD_BALANCERS) List<@Size(max = NAME) @Pattern(DNS_SUBDOMAIN) String> loadBalancers,

        @JsonPropertyDescription("Other placements that every replica must reach over the private network: up to 16,"
                + " each once. One that does not exist restricts nothing.")
        @ValidationRule(
                value = "self.all(p, self.exists_one(q, q.name == p.name"
                        + " && (has(q.__namespace__) ? q.__namespace__ : '')"
                        + " == (has(p.__namespace__) ? p.__namespace__ : '')))",
                message = Messages.PEERS_DISTINCT)
        @Size(max = PEERS) List<PlacementReference> peers,

        @JsonPropertyDescription("Other placements with which replicas share zones or regions, or share none.")
        Affinity affinity,

        @JsonPropertyDescription("Who gets scarce machines first, among all placements: the higher number, -1000000000"
                + " to 1000000000; then the older placement. Nothing that is placed is evicted for it. Defaults to 0.")
        @Default("0")
        @Min(-PRIORITY) @Max(PRIORITY) Integer priority,

        @JsonPropertyDescription("What becomes of replicas in a zone that is Unavailable. Keep (the default): they stay"
                + " assigned. Replace: they are assigned anew elsewhere, which means buying other machines.")
        @Default("Keep")
        OnZoneUnavailable onZoneUnavailable,

        @JsonPropertyDescription("Whether the operator proposes moves of replicas that mend violations or spread them"
                + " better. Never (the default). OnApproval: it proposes in status.proposal, and makes the moves once"
                + " the annotation cpm.dev/approve has the proposal's id.")
        @Default("Never")
        Rebalance rebalance,

        @JsonPropertyDescription("If true, no new replica is assigned; what is assigned stays. Defaults to false.")
        @Default("false")
        Boolean suspend) {

    /**
     * How many replicas a spec asks for, brought into what it may ask for: 0 to 10000; 1 where there is no spec, or no
     * such field in it.
     */
    public static int wanted(PlacementSpec spec) {
        int replicas = spec == null || spec.replicas == null ? 1 : spec.replicas;
        return Math.max(0, Math.min(Cpm.MAX_REPLICAS, replicas));
    }

    public PlacementSpec {
        regions = Lists.copy(regions);
        zones = Lists.copy(zones);
        excludedZones = Lists.copy(excludedZones);
        topologySpreadConstraints = Lists.copy(topologySpreadConstraints);
        loadBalancers = Lists.copy(loadBalancers);
        peers = Lists.copy(peers);
    }

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
    @Marks.Spec
    public record ZoneSelector(
            @JsonPropertyDescription("Labels that a zone must have, with these values: up to 16.")
            // A CRD cannot bound the keys of a map, and CEL's budget does not allow a pattern on them.
            @ValidationRule(
                    value = "self.all(key, size(key) > 0 && size(key) <= " + LABEL_KEY + ")",
                    message = Messages.MATCH_LABELS_KEY)
            @Size(max = SELECTOR_TERMS) Map<String, @Size(max = LABEL) @Pattern(LABEL_VALUE) String> matchLabels,

            @JsonPropertyDescription("Expressions over a zone's labels that must all hold: up to 16.")
            @Size(max = SELECTOR_TERMS) List<Requirement> matchExpressions) {

        public ZoneSelector {
            matchLabels = Lists.copy(matchLabels);
            matchExpressions = Lists.copy(matchExpressions);
        }

        /** One expression of a selector. */
        @Marks.Spec
        @ValidationRule(
                value = "!(self.operator in ['In', 'NotIn']) || (has(self.values) && size(self.values) > 0)",
                message = Messages.VALUES_REQUIRED)
        @ValidationRule(
                value = "!(self.operator in ['Exists', 'DoesNotExist']) || !has(self.values) || size(self.values) == 0",
                message = Messages.VALUES_FORBIDDEN)
        public record Requirement(
                @JsonPropertyDescription("Key of the label.")
                @Required
                @Size(max = LABEL_KEY) @Pattern(LABEL_KEY_PATTERN) String key,

                @JsonPropertyDescription("How the label is compared. In: it has one of the values. NotIn: it has none"
                        + " of them, or is absent. Exists and DoesNotExist: whatever its value.")
                @Required
                Operator operator,

                @JsonPropertyDescription("Values to compare with, up to 64: at least one with In and NotIn, none with"
                        + " Exists and DoesNotExist.")
                @Size(max = SELECTOR_VALUES) List<@Size(max = LABEL) @Pattern(LABEL_VALUE) String> values) {

            public Requirement {
                values = Lists.copy(values);
            }
        }

        /** How a label is compared. */
        public enum Operator {
            In,
            NotIn,
            Exists,
            DoesNotExist
        }
    }

    /** How evenly replicas spread over zones or regions, with the meaning of Kubernetes' pod topology spread. */
    @Marks.Spec
    public record TopologySpreadConstraint(
            @JsonPropertyDescription("What a domain is: topology.kubernetes.io/zone or topology.kubernetes.io/region.")
            @Required
            String topologyKey,

            @JsonPropertyDescription("How many replicas more one domain may hold than the eligible domain with the"
                    + " fewest: 1 to 10000. Defaults to 1.")
            @Default("1")
            @Min(1) @Max(MAX_SKEW) Integer maxSkew,

            @JsonPropertyDescription("How many eligible domains there must be: 1 to 1000. With fewer, the fewest"
                    + " replicas in a domain count as 0. Absent: nothing is asked for.")
            @Min(1) @Max(MIN_DOMAINS) Integer minDomains,

            @JsonPropertyDescription(Descriptions.WHEN_UNSATISFIABLE) @Default("DoNotSchedule")
            WhenUnsatisfiable whenUnsatisfiable,

            @JsonPropertyDescription("Whether a zone with no free machine of the type holds the others back. Ignore"
                    + " (the default): it counts for the fewest replicas in a domain, as in Kubernetes. Honor: it"
                    + " does not.")
            @Default("Ignore")
            CapacityPolicy capacityPolicy) {

        /** Whether a domain without a free machine counts for the global minimum. */
        public enum CapacityPolicy {
            Ignore,
            Honor
        }
    }

    /** How many replicas must remain after the loss of any one zone. */
    @Marks.Spec
    @ValidationRule(
            value = "type(self.minAvailable) == int || self.minAvailable.matches('" + MIN_AVAILABLE + "')",
            message = Messages.MIN_AVAILABLE)
    public record Availability(
            @JsonPropertyDescription("How many of spec.replicas must remain after the loss of any one zone: a number"
                    + " from 0 to 10000; a percentage from 0% to 100%, rounded up; or Quorum, which is more than half"
                    + " of them.")
            @Required
            IntOrString minAvailable,

            @JsonPropertyDescription(Descriptions.WHEN_UNSATISFIABLE) @Default("DoNotSchedule")
            WhenUnsatisfiable whenUnsatisfiable) {}

    /** Another placement; {@code namespace} defaults to the namespace of the referrer. */
    @Marks.Spec
    public record PlacementReference(
            @JsonPropertyDescription("Name of the other placement.") @Required @Marks.Name
            String name,

            @JsonPropertyDescription("Namespace of the other placement. Defaults to the namespace of this one.")
            @Marks.Namespace
            String namespace) {}

    /** With which placements replicas share zones or regions, and with which they do not. */
    @Marks.Spec
    @ValidationRule(
            value = "!has(self.colocateWith) || !has(self.separateFrom)"
                    + " || !self.colocateWith.exists(c, self.separateFrom.exists(s, s.name == c.name"
                    + " && s.topologyKey == c.topologyKey"
                    + " && (has(s.__namespace__) ? s.__namespace__ : '')"
                    + " == (has(c.__namespace__) ? c.__namespace__ : '')))",
            message = Messages.AFFINITY_CONTRADICTION)
    public record Affinity(
            @JsonPropertyDescription("Placements near which replicas go: each replica into a zone or region that holds"
                    + " a replica of the other placement. Up to 8.")
            @Size(max = AFFINITY_TERMS) List<AffinityTerm> colocateWith,

            @JsonPropertyDescription("Placements away from which replicas go: no replica into a zone or region that"
                    + " holds a replica of the other placement. Up to 8.")
            @Size(max = AFFINITY_TERMS) List<AffinityTerm> separateFrom) {

        public Affinity {
            colocateWith = Lists.copy(colocateWith);
            separateFrom = Lists.copy(separateFrom);
        }
    }

    /** One affinity rule against another placement. */
    @Marks.Spec
    public record AffinityTerm(
            @JsonPropertyDescription("Name of the other placement.") @Required @Marks.Name
            String name,

            @JsonPropertyDescription("Namespace of the other placement. Defaults to the namespace of this one.")
            @Marks.Namespace
            String namespace,

            @JsonPropertyDescription("What is shared: topology.kubernetes.io/zone or topology.kubernetes.io/region.")
            @Required
            String topologyKey,

            @JsonPropertyDescription(Descriptions.WHEN_UNSATISFIABLE) @Default("DoNotSchedule")
            WhenUnsatisfiable whenUnsatisfiable) {

        /** The placement that the term is about. */
        public PlacementReference reference() {
            return new PlacementReference(name, namespace);
        }
    }
}
