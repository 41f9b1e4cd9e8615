package dev.cpm.operator.metrics;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Numbers by family and by the values of its labels. Mutable, for one owner. */
final class Tally {
    private final Map<Family, Map<List<String>, Double>> numbers = new EnumMap<>(Family.class);

    /** Adds to a number, which is 0 before. */
    void add(Family family, double more, String... labels) {
        row(family, labels).merge(List.of(labels), more, Double::sum);
    }

    /** Raises a number, which is 0 before, to another one unless it is that large. */
    void raise(Family family, double to, String... labels) {
        row(family, labels).merge(List.of(labels), Math.max(0, to), Math::max);
    }

    private Map<List<String>, Double> row(Family family, String... labels) {
        if (labels.length != family.labels().size()) {
            throw new IllegalArgumentException(family + " has the labels " + family.labels());
        }
        return numbers.computeIfAbsent(family, f -> new TreeMap<>(Tally::compare));
    }

    /** The numbers of a family by the values of its labels, in their order. */
    Map<List<String>, Double> of(Family family) {
        return Collections.unmodifiableMap(numbers.getOrDefault(family, Map.of()));
    }

    private static int compare(List<String> one, List<String> other) {
        for (int i = 0; i < one.size(); i++) {
            int order = one.get(i).compareTo(other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
