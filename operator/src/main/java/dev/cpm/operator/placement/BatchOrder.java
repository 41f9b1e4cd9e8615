package dev.cpm.operator.placement;

import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.model.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The order of a batch (rule 7): by priority, the highest first, then by age, then by namespace and name.
 *
 * <p>With one delay: of new placements that are equally old and of one account and priority, one that names another, as
 * a peer or in its affinity, is decided after it. It could not keep away from, or close to, what has no zone yet. Nobody
 * is decided earlier for that, so that no machine is won by naming somebody. Of placements that name each other in a
 * circle rule 7 alone says which is the first; whoever names one of them comes after it all the same.
 */
final class BatchOrder {
    private BatchOrder() {}

    static List<Request> of(List<Request> waiting, Map<PlacementKey, Assignment> current) {
        Map<PlacementKey, Request> fresh = waiting.stream()
                .filter(request ->
                        current.getOrDefault(request.key(), Assignment.NONE).total() == 0)
                .collect(Collectors.toMap(Request::key, request -> request));
        Map<PlacementKey, Set<PlacementKey>> waitsFor = new HashMap<>();
        Map<PlacementKey, List<Request>> awaitedBy = new HashMap<>();
        PriorityQueue<Request> next = new PriorityQueue<>(Request.ORDER);
        for (Request request : waiting) {
            Set<PlacementKey> first = fresh.containsKey(request.key()) ? first(request, fresh) : Set.of();
            if (first.isEmpty()) {
                next.add(request);
            } else {
                waitsFor.put(request.key(), first);
                first.forEach(key ->
                        awaitedBy.computeIfAbsent(key, k -> new ArrayList<>()).add(request));
            }
        }
        TreeMap<Request, PlacementKey> delayed = new TreeMap<>(Request.ORDER);
        waitsFor.keySet().forEach(key -> delayed.put(fresh.get(key), key));
        List<Request> order = new ArrayList<>(waiting.size());
        while (order.size() < waiting.size()) {
            Request request = next.isEmpty()
                    ? Circle.from(delayed.firstKey().key(), waitsFor).stream()
                            .map(fresh::get)
                            .min(Request.ORDER)
                            .orElseThrow()
                    : next.poll();
            delayed.remove(request);
            waitsFor.remove(request.key());
            order.add(request);
            for (Request other : awaitedBy.getOrDefault(request.key(), List.of())) {
                Set<PlacementKey> left = waitsFor.get(other.key());
                if (left != null && left.remove(request.key()) && left.isEmpty()) {
                    next.add(other);
                    delayed.remove(other);
                    waitsFor.remove(other.key());
                }
            }
        }
        return order;
    }

    private static Set<PlacementKey> first(Request request, Map<PlacementKey, Request> fresh) {
        Set<PlacementKey> first = new TreeSet<>();
        request.named().forEach(key -> {
            Request other = fresh.get(key);
            if (other != null
                    && other.priority() == request.priority()
                    && other.created().equals(request.created())
                    && other.account().equals(request.account())) {
                first.add(key);
            }
        });
        return first;
    }
}
