package dev.cpm.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/** What a user says of a load balancer. */
@Marks.Spec
@ValidationRule(
        value = "has(self.account) == has(oldSelf.account)"
                + " && (!has(self.account) || self.account == oldSelf.account)",
        message = Messages.LOAD_BALANCER_ACCOUNT)
public record LoadBalancerSpec(
        @JsonPropertyDescription("Account that owns the load balancer. The label cpm.dev/account of the namespace"
                + " decides where there is one, and a different value here is then the violation"
                + " LoadBalancerAccountMismatch. Defaults to the namespace's name where there is no label either."
                + " Immutable, set or not.")
        @Marks.Token
        String account,

        @JsonPropertyDescription(
                "Name of the region whose machines, and no others, the load balancer binds. Immutable.")
        @Required
        @Marks.Name
        @ValidationRule(value = "self == oldSelf", message = Messages.LOAD_BALANCER_REGION)
        String region) {}
