package dev.cpm.operator.cli.plan;

import dev.cpm.operator.view.Inventory;
import dev.cpm.operator.view.Readiness;
import java.util.SortedMap;

/**
 * What the operator would answer.
 *
 * @param inventory every object with its status
 * @param defects of the operator, by the kind and name of the object at which each came to light
 */
public record Plan(Inventory inventory, SortedMap<String, RuntimeException> defects) {

    /** Whether everything that was asked for is there: each placement and each load balancer is Ready. */
    public boolean ready() {
        return inventory.placements().stream().allMatch(Readiness::isReady)
                && inventory.loadBalancers().stream().allMatch(Readiness::isReady);
    }
}
