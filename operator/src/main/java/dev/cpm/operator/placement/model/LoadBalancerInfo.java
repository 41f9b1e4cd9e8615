package dev.cpm.operator.placement.model;

import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.LoadBalancerSpec;
import dev.cpm.operator.api.LoadBalancerStatus;

/**
 * A load balancer as the decision sees it.
 *
 * @param account {@code spec.account} as it was accepted first, or null
 * @param region the region whose machines it binds, as it was accepted first; null where none was accepted yet and the
 *     spec is invalid
 */
public record LoadBalancerInfo(PlacementKey key, String account, String region) {

    public static LoadBalancerInfo of(LoadBalancer loadBalancer) {
        LoadBalancerSpec spec = loadBalancer.getSpec();
        LoadBalancerStatus status = loadBalancer.getStatus();
        boolean valid = InvalidSpec.errors(loadBalancer).isEmpty();
        boolean accepted = status != null && status.region() != null;
        return new LoadBalancerInfo(
                PlacementKey.of(loadBalancer),
                accepted ? status.specAccount() : spec == null ? null : spec.account(),
                accepted ? status.region() : valid ? spec.region() : null);
    }

    /** Who owns it in a namespace that has this account label, or none (null). */
    public Account owned(String label) {
        return new Account(key.namespace(), label, account);
    }
}
