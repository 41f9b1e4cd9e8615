package dev.cpm.operator.placement;

import dev.cpm.operator.placement.model.PlacementKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Those that wait for each other, and for nobody else: the first strongly connected component that Tarjan's algorithm ends
 * with.
 */
final class Circle {
    private Circle() {}

    /**
     * One to which the waiting leads.
     *
     * @param waitsFor whom each waits for; nobody in it waits for somebody who is not in it, and everybody for one at least
     */
    static List<PlacementKey> from(PlacementKey start, Map<PlacementKey, Set<PlacementKey>> waitsFor) {
        List<PlacementKey> seen = new ArrayList<>();
        Map<PlacementKey, Integer> number = new HashMap<>();
        Map<PlacementKey, Integer> lowest = new HashMap<>();
        Deque<PlacementKey> way = new ArrayDeque<>();
        Deque<Iterator<PlacementKey>> left = new ArrayDeque<>();
        PlacementKey next = start;
        while (true) {
            if (next != null) {
                number.put(next, seen.size());
                lowest.put(next, seen.size());
                seen.add(next);
                way.push(next);
                left.push(waitsFor.get(next).iterator());
            }
            PlacementKey at = way.element();
            next = null;
            while (next == null && left.element().hasNext()) {
                PlacementKey other = left.element().next();
                if (number.containsKey(other)) {
                    lowest.merge(at, number.get(other), Math::min);
                } else {
                    next = other;
                }
            }
            if (next == null) {
                if (lowest.get(at).equals(number.get(at))) {
                    return List.copyOf(seen.subList(number.get(at), seen.size()));
                }
                way.pop();
                left.pop();
                lowest.merge(way.element(), lowest.get(at), Math::min);
            }
        }
    }
}
