package dev.cpm.operator.api;

import static dev.cpm.operator.api.Bounds.DNS_SUBDOMAIN;
import static dev.cpm.operator.api.Bounds.NAME;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What the operator knows of an interconnect. */
@Marks.Status
public record InterconnectStatus(
        @JsonPropertyDescription(Descriptions.OBSERVED_GENERATION)
        Long observedGeneration,

        @JsonPropertyDescription(
                "What spec.account was when first accepted. It is immutable;" + Descriptions.FIRST_ACCEPTED)
        @Marks.Token
        String account,

        @JsonPropertyDescription(
                "What spec.regions were when first accepted. They are immutable;" + Descriptions.FIRST_ACCEPTED)
        @Size(max = 2) List<@Size(max = NAME) @Pattern(DNS_SUBDOMAIN) String> regions,

        @JsonPropertyDescription("Ready: the link is Active and both regions exist.") @Marks.Conditions
        List<Condition> conditions)
        implements Answer {

    public InterconnectStatus {
        regions = Lists.copy(regions);
        conditions = Lists.copy(conditions);
    }
}
