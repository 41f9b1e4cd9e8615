package dev.cpm.operator.history;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.api.ZoneSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Rule 7: at every revision, what is assigned in a zone does not exceed its capacity as the operator could know it. A
 * revision that gives more to a zone is judged by the most machines that the zone had since the last rest: the operator
 * may not have seen yet that they are fewer.
 */
final class CapacityOracle implements Oracle {

    @Override
    public List<String> broken(Chronicle chronicle) {
        List<String> broken = new ArrayList<>();
        Map<String, Most> capacity = new HashMap<>();
        Map<String, Placement> answered = new TreeMap<>();
        long before = 0;
        for (Revision revision : chronicle.revisions()) {
            if (chronicle.stepBetween(before, revision.number())) {
                capacity.replaceAll((zone, most) -> new Most(most.now(), most.now()));
            }
            before = revision.number();
            if (revision.key().startsWith("zones/")) {
                Machines now = Machines.of((Zone) revision.object());
                capacity.merge(
                        revision.key().substring("zones/".length()),
                        new Most(now, now),
                        (was, is) -> new Most(is.now(), was.most().atLeast(is.now())));
            } else if (revision.key().startsWith("placements/") && !chronicle.byHand(revision)) {
                Placement was = answered.remove(revision.key());
                if (!revision.gone()) {
                    answered.put(revision.key(), revision.placement());
                    judge(revision, was, answered, capacity, broken);
                }
            }
        }
        return broken;
    }

    private static void judge(
            Revision revision,
            Placement was,
            Map<String, Placement> answered,
            Map<String, Most> capacity,
            List<String> broken) {
        String type = type(revision.placement());
        Assigned before = Assigned.of(was);
        Assigned now = Assigned.of(revision.placement());
        for (String zone : now.zones()) {
            if (now.count(zone) <= before.count(zone)) {
                continue;
            }
            int taken = answered.values().stream()
                    .filter(placement -> Objects.equals(type(placement), type))
                    .mapToInt(placement -> Assigned.of(placement).count(zone))
                    .sum();
            int has = capacity.containsKey(zone) ? capacity.get(zone).most().of(type) : 0;
            if (taken > has) {
                broken.add("revision " + revision.number() + ", " + revision.key() + ": " + taken + " " + type + " in "
                        + zone + ", which has " + has);
            }
        }
    }

    private static String type(Placement placement) {
        return placement.getStatus() == null ? null : placement.getStatus().machineType();
    }

    private record Most(Machines now, Machines most) {}

    /** How many machines of each type; without limit where {@code counts} is null. */
    private record Machines(Map<String, Integer> counts) {

        /** Of a zone, or of one that is gone. */
        static Machines of(Zone zone) {
            if (zone == null) {
                return new Machines(Map.of());
            }
            if (zone.getSpec().capacity() == null) {
                return new Machines(null);
            }
            Map<String, Integer> counts = new HashMap<>();
            for (ZoneSpec.Capacity machines : zone.getSpec().capacity()) {
                counts.put(machines.machineType(), machines.count());
            }
            return new Machines(counts);
        }

        int of(String type) {
            return counts == null ? Integer.MAX_VALUE : counts.getOrDefault(type, 0);
        }

        Machines atLeast(Machines other) {
            if (counts == null || other.counts == null) {
                return new Machines(null);
            }
            Map<String, Integer> most = new HashMap<>(counts);
            other.counts.forEach((type, count) -> most.merge(type, count, Math::max));
            return new Machines(most);
        }
    }
}
