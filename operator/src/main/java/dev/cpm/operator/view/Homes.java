package dev.cpm.operator.view;

import dev.cpm.operator.placement.model.Shard;
import java.util.Set;
import java.util.TreeSet;

/** The regions that somebody has to decide for: those in which an object is at home, as each Region is in itself. */
public final class Homes {
    private Homes() {}

    /** By name; what names no region is left out. */
    public static Set<String> of(Inventory inventory) {
        Set<String> regions = new TreeSet<>();
        inventory.objects().forEach(object -> Shard.home(object).ifPresent(regions::add));
        regions.remove("");
        return regions;
    }
}
