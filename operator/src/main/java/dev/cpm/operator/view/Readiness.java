package dev.cpm.operator.view;

import dev.cpm.operator.api.Condition;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.Placement;
import java.util.List;
import java.util.Optional;

/** Whether the operator has answered an object, and what its condition Ready says. */
public final class Readiness {
    private Readiness() {}

    /** The condition; empty where nobody has answered the placement yet. */
    public static Optional<Condition> of(Placement placement) {
        return placement.getStatus() == null
                ? Optional.empty()
                : ready(placement.getStatus().conditions());
    }

    /** The condition; empty where nobody has answered the load balancer yet. */
    public static Optional<Condition> of(LoadBalancer loadBalancer) {
        return loadBalancer.getStatus() == null
                ? Optional.empty()
                : ready(loadBalancer.getStatus().conditions());
    }

    /** Whether every replica has a zone, and no rule of severity Error is broken. */
    public static boolean isReady(Placement placement) {
        return isTrue(of(placement));
    }

    /** Whether no rule of severity Error is broken. */
    public static boolean isReady(LoadBalancer loadBalancer) {
        return isTrue(of(loadBalancer));
    }

    private static boolean isTrue(Optional<Condition> condition) {
        return condition.filter(ready -> ready.status().equals("True")).isPresent();
    }

    private static Optional<Condition> ready(List<Condition> conditions) {
        return conditions.stream()
                .filter(condition -> "Ready".equals(condition.type()) && condition.status() != null)
                .findFirst();
    }
}
