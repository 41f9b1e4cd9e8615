package dev.cpm.operator.view;

import dev.cpm.operator.placement.LoadBalancerInfo;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The regions that somebody has to decide for: those that are defined, and those in which an object is at home. */
public final class Homes {
    private Homes() {}

    /** By name; what names no region is left out. See {@link dev.cpm.operator.placement.Shard}. */
    public static Set<String> of(Inventory inventory) {
        Set<String> regions = new TreeSet<>();
        Topologies.of(inventory).regions().forEach(region -> regions.add(region.name()));
        inventory.placements().stream()
                .filter(placement -> placement.getSpec() != null)
                .forEach(placement -> add(regions, first(placement.getSpec().regions())));
        inventory
                .loadBalancers()
                .forEach(balancer -> add(regions, LoadBalancerInfo.of(balancer).region()));
        inventory.interconnects().stream()
                .filter(link -> link.getSpec() != null)
                .forEach(link -> add(regions, first(link.getSpec().regions())));
        regions.remove("");
        return regions;
    }

    private static String first(List<String> names) {
        return names.isEmpty() ? null : names.get(0);
    }

    private static void add(Set<String> regions, String region) {
        if (region != null) {
            regions.add(region);
        }
    }
}
