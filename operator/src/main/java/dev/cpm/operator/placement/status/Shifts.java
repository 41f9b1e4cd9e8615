package dev.cpm.operator.placement.status;

import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What became of the replicas between two assignments. An index that is in one of them only was placed or released;
 * one that is in both, but in another zone, was moved.
 *
 * @param placed how many came into each zone; keys read "in r1-a"
 * @param moved how many changed their zone; keys read "from r1-a to r1-b"
 * @param released how many left each zone for good; keys read "in r1-a"
 */
record Shifts(
        SortedMap<String, Integer> placed, SortedMap<String, Integer> moved, SortedMap<String, Integer> released) {
    /** More zones than this are counted rather than listed. */
    private static final int LISTED = 6;

    static Shifts between(Assignment before, Assignment after) {
        Map<Integer, String> was = zones(before);
        Map<Integer, String> is = zones(after);
        Shifts shifts = new Shifts(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        is.forEach((index, zone) -> {
            String from = was.remove(index);
            if (from == null) {
                count(shifts.placed, "in " + zone);
            } else if (!from.equals(zone)) {
                count(shifts.moved, "from " + from + " to " + zone);
            }
        });
        was.values().forEach(zone -> count(shifts.released, "in " + zone));
        return shifts;
    }

    /** In the order of what happened to them: placed, moved, released; each at most once. */
    List<Happening> told() {
        List<Happening> told = new ArrayList<>();
        tell(told, placed, "Placed", "Placing", "placed ");
        tell(told, moved, "Moved", "Moving", "moved ");
        tell(told, released, "Released", "Releasing", "released ");
        return told;
    }

    private static void tell(
            List<Happening> told, SortedMap<String, Integer> counts, String reason, String action, String verb) {
        if (!counts.isEmpty()) {
            int all = counts.values().stream().mapToInt(n -> n).sum();
            told.add(new Happening(Happening.Type.Normal, reason, action, verb + Words.replicas(all) + where(counts)));
        }
    }

    /** " in r1-a"; ": 3 in r1-a, 3 in r1-b"; of many zones the first ones, and how many more replicas. */
    private static String where(SortedMap<String, Integer> counts) {
        if (counts.size() == 1) {
            return " " + counts.firstKey();
        }
        int listed = counts.size() <= LISTED ? LISTED : LISTED - 1;
        String each = counts.entrySet().stream()
                .limit(listed)
                .map(e -> e.getValue() + " " + e.getKey())
                .collect(Collectors.joining(", "));
        int more = counts.values().stream().skip(listed).mapToInt(n -> n).sum();
        return ": " + each + (more == 0 ? "" : " and " + more + " more");
    }

    private static Map<Integer, String> zones(Assignment assignment) {
        Map<Integer, String> zones = new HashMap<>();
        assignment.shares().forEach((zone, share) -> share.indexes().stream().forEach(index -> zones.put(index, zone)));
        return zones;
    }

    private static void count(Map<String, Integer> counts, String where) {
        counts.merge(where, 1, Integer::sum);
    }
}
