package dev.cpm.operator.placement.world;

import dev.cpm.operator.placement.model.Allocations;
import dev.cpm.operator.placement.model.Known;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** How many machines of each type are taken in each zone, and by how many placements. Mutable, for one owner. */
final class Ledger {
    private final Allocations allocations = new Allocations();
    private final Map<String, Integer> holders = new HashMap<>();

    /** Machines taken now; not to be changed by the caller. */
    Allocations allocations() {
        return allocations;
    }

    /** How many placements hold machines in a zone. */
    int holders(String zone) {
        return holders.getOrDefault(zone, 0);
    }

    /** Machines that are taken by nobody in particular; a negative count gives back. */
    void take(String zone, String machineType, int count) {
        if (machineType != null) {
            allocations.take(zone, machineType, count);
        }
    }

    /**
     * A placement holds something else from now on; either is null where there is no placement.
     *
     * @param taken is told of each zone and type in which it holds more from now on, or fewer (negative), one after the
     *     other: when it is told, those before are taken already
     */
    void recount(Known before, Known after, Taken taken) {
        Map<String, Integer> had = before == null ? Map.of() : before.holds();
        Map<String, Integer> has = after == null ? Map.of() : after.holds();
        String hadType = before == null ? null : before.machineType();
        String hasType = after == null ? null : after.machineType();
        Set<String> zones = new HashSet<>(had.keySet());
        zones.addAll(has.keySet());
        for (String zone : zones) {
            int was = had.getOrDefault(zone, 0);
            int is = has.getOrDefault(zone, 0);
            holders.merge(zone, (is > 0 ? 1 : 0) - (was > 0 ? 1 : 0), Allocations::sum);
            if (was > 0 && is > 0 && hadType != null && hadType.equals(hasType)) {
                take(zone, hasType, is - was, taken);
            } else {
                take(zone, hadType, -was, taken);
                take(zone, hasType, is, taken);
            }
        }
    }

    private void take(String zone, String machineType, int more, Taken taken) {
        if (more != 0 && machineType != null) {
            taken.of(zone, machineType, more);
            take(zone, machineType, more);
        }
    }

    /** Hears that machines are about to be taken, or given back where there are fewer than none. */
    interface Taken {
        void of(String zone, String machineType, int more);
    }
}
