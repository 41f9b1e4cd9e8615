package dev.cpm.operator.history;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.placement.PlainCheck;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a status assigns, index by index. */
record Assigned(SortedMap<Integer, String> zoneOf) {

    /** Throws {@link AssertionError} if an index is in two zones, or the numbers of replicas do not add up. */
    static Assigned of(Placement placement) {
        return new Assigned(placement == null ? new TreeMap<>() : PlainCheck.byIndex(placement));
    }

    Set<String> zones() {
        return new TreeSet<>(zoneOf.values());
    }

    int count(String zone) {
        return (int) zoneOf.values().stream().filter(zone::equals).count();
    }

    int size() {
        return zoneOf.size();
    }

    @Override
    public String toString() {
        return zoneOf.isEmpty() ? "nothing" : zoneOf.toString();
    }
}
