package dev.cpm.operator.cli.plan;

import dev.cpm.operator.cli.report.RefusedException;
import dev.cpm.operator.view.Inventory;
import dev.cpm.operator.view.Readiness;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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

    /**
     * This plan, if the operator did not fail anywhere.
     *
     * @throws RefusedException where it did, with all that is needed to report it
     */
    public Plan sound() {
        if (defects.isEmpty()) {
            return this;
        }
        StringWriter told = new StringWriter();
        PrintWriter lines = new PrintWriter(told);
        defects.forEach((object, defect) -> {
            lines.println("The operator failed at " + object + ", by a defect of its own. Please report it:");
            defect.printStackTrace(lines);
        });
        lines.flush();
        throw new RefusedException(told.toString().stripTrailing());
    }

    /** All objects with their statuses, and the Namespaces among those that it was made of. */
    public List<HasMetadata> objects(Collection<? extends HasMetadata> madeOf) {
        List<HasMetadata> objects = new ArrayList<>(inventory.objects());
        madeOf.stream().filter(Namespace.class::isInstance).forEach(objects::add);
        return objects;
    }
}
