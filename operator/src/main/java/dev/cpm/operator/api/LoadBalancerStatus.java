package dev.cpm.operator.api;

import static dev.cpm.operator.api.Bounds.BACKENDS;
import static dev.cpm.operator.api.Bounds.DNS_SUBDOMAIN;
import static dev.cpm.operator.api.Bounds.NAME;
import static dev.cpm.operator.api.Bounds.VIOLATIONS;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What the operator knows of a load balancer: the replicas behind it, and the rules they break. */
@Marks.Status
public record LoadBalancerStatus(
        @JsonPropertyDescription(Descriptions.OBSERVED_GENERATION)
        Long observedGeneration,

        @JsonPropertyDescription("Account that owns the load balancer: the namespace's label cpm.dev/account, else"
                + " spec.account, else the namespace's name. Absent while label and spec.account differ.")
        @Marks.Token
        String account,

        @JsonPropertyDescription(
                "What spec.account was when first accepted, absent where it was not set. It is immutable;"
                        + Descriptions.FIRST_ACCEPTED)
        @Marks.Token
        String specAccount,

        @JsonPropertyDescription(
                "What spec.region was when first accepted. It is immutable;" + Descriptions.FIRST_ACCEPTED)
        @Marks.Name
        String region,

        @JsonPropertyDescription("The replicas that name this load balancer, by zone and placement; of very many the"
                + " first ones, and the condition Ready counts all.")
        @Size(max = BACKENDS) List<Backend> backends,

        @JsonPropertyDescription("The rules that the load balancer or its backends break: errors first, then by type.")
        @Size(max = VIOLATIONS) List<LoadBalancerViolation> violations,

        @JsonPropertyDescription("Ready: no violation of severity Error.") @Marks.Conditions
        List<Condition> conditions)
        implements Answer {

    public LoadBalancerStatus {
        backends = Lists.copy(backends);
        violations = Lists.copy(violations);
        conditions = Lists.copy(conditions);
    }

    /** The replicas of one placement in one zone. */
    @Marks.Status
    public record Backend(
            @JsonPropertyDescription("Name of the placement, in the load balancer's namespace.") @Required @Marks.Name
            String placement,

            @JsonPropertyDescription("Name of the zone.") @Required @Marks.Name
            String zone,

            @JsonPropertyDescription("How many replicas the placement holds in the zone.") @Marks.Replicas
            Integer replicas) {}

    /** A rule that the load balancer or its backends break. */
    @Marks.Status
    public record LoadBalancerViolation(
            @JsonPropertyDescription("Which rule is broken.")
            @Required
            @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
            Type type,

            @JsonPropertyDescription(Descriptions.SEVERITY)
            @Required
            @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
            Severity severity,

            @JsonPropertyDescription(Descriptions.VIOLATION_MESSAGE) @Required @Marks.Message
            String message,

            @JsonPropertyDescription(Descriptions.REMEDY) @Marks.Message
            String remedy,

            @JsonPropertyDescription(Descriptions.ZONES) @Marks.Concerned
            List<@Size(max = NAME) @Pattern(DNS_SUBDOMAIN) String> zones,

            @JsonPropertyDescription(Descriptions.REGIONS) @Marks.Concerned
            List<@Size(max = NAME) @Pattern(DNS_SUBDOMAIN) String> regions,

            @JsonPropertyDescription(Descriptions.SINCE) String since) {

        public LoadBalancerViolation {
            zones = Lists.copy(zones);
            regions = Lists.copy(regions);
        }

        /** The same violation with the time since when it lasts. */
        public LoadBalancerViolation since(String time) {
            return new LoadBalancerViolation(type, severity, message, remedy, zones, regions, time);
        }

        /** The same violation with other zones and regions listed. */
        public LoadBalancerViolation listing(List<String> otherZones, List<String> otherRegions) {
            return new LoadBalancerViolation(type, severity, message, remedy, otherZones, otherRegions, since);
        }

        /** What can be wrong with a load balancer. */
        public enum Type {
            LoadBalancerAccountMismatch,
            LoadBalancerCrossRegion,
            SingleZone,
            UnknownRegion
        }
    }
}
