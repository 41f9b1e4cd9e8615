package dev.cpm.operator.api;

import static dev.cpm.operator.api.Bounds.DNS_SUBDOMAIN;
import static dev.cpm.operator.api.Bounds.NAME;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** What a user says of an interconnect: two distinct regions of one account; not transitive. */
@Marks.Spec
public record InterconnectSpec(
        @JsonPropertyDescription("Account whose private networks are linked; for other accounts the link does not"
                + " exist. Immutable.")
        @Required
        @Marks.Token
        @ValidationRule(value = "self == oldSelf", message = Messages.INTERCONNECT_ACCOUNT)
        String account,

        @JsonPropertyDescription("Names of the two regions, in any order. Links are not transitive: a-b and b-c do not"
                + " connect a to c. Immutable.")
        @Required
        @ValidationRule(value = "self.all(r, r in oldSelf)", message = Messages.INTERCONNECT_REGIONS)
        @Size(min = 2, max = 2) List<@Size(max = NAME) @Pattern(DNS_SUBDOMAIN) String> regions,

        @JsonPropertyDescription("Whether the link carries traffic; only Active does. Requested (the default): asked of"
                + " the cloud, not activated yet. Suspended: switched off.")
        @Default("Requested")
        InterconnectState state) {

    public InterconnectSpec {
        regions = Lists.copy(regions);
    }
}
