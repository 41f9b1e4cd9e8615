package dev.cpm.operator.cli;

import dev.cpm.operator.api.Condition;
import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Zone;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * What the operator would answer: every object with its status, each kind by namespace and name.
 *
 * @param defects of the operator, by the kind and name of the object at which each came to light
 */
public record Plan(
        List<Interconnect> interconnects,
        List<LoadBalancer> loadBalancers,
        List<Placement> placements,
        List<Region> regions,
        List<Zone> zones,
        SortedMap<String, RuntimeException> defects) {

    /** All objects, by kind, namespace and name. */
    public List<HasMetadata> objects() {
        return Stream.of(interconnects, loadBalancers, placements, regions, zones)
                .<HasMetadata>flatMap(List::stream)
                .toList();
    }

    /** Whether everything that was asked for is there: each placement and each load balancer is Ready. */
    public boolean ready() {
        return placements.stream().allMatch(Plan::ready)
                && loadBalancers.stream().allMatch(Plan::ready);
    }

    public static boolean ready(Placement placement) {
        return isTrue(placement.getStatus().conditions());
    }

    public static boolean ready(LoadBalancer loadBalancer) {
        return isTrue(loadBalancer.getStatus().conditions());
    }

    private static boolean isTrue(List<Condition> conditions) {
        return conditions.stream()
                .anyMatch(c -> c.type().equals("Ready") && c.status().equals("True"));
    }
}
