package dev.cpm.operator.api;

import static dev.cpm.operator.api.Bounds.DNS_SUBDOMAIN;
import static dev.cpm.operator.api.Bounds.NAME;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** A topology rule that the present assignment or the spec breaks: what, where, and what would mend it. */
@Marks.Status
public record Violation(
        @JsonPropertyDescription("Which rule is broken.")
        @Required
        @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
        ViolationType type,

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
    public Violation {
        zones = Lists.copy(zones);
        regions = Lists.copy(regions);
    }

    /** The same violation with the time since when it lasts. */
    public Violation since(String time) {
        return new Violation(type, severity, message, remedy, zones, regions, time);
    }

    /** The same violation with another remedy. */
    public Violation remedy(String other) {
        return new Violation(type, severity, message, other, zones, regions, since);
    }

    /** The same violation with other zones and regions listed. */
    public Violation listing(List<String> otherZones, List<String> otherRegions) {
        return new Violation(type, severity, message, remedy, otherZones, otherRegions, since);
    }

    /** Whether it has all that it must have. */
    boolean complete() {
        return type != null && severity != null && message != null;
    }
}
