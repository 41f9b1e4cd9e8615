package dev.cpm.operator.bench;

import java.util.List;

/** Of measured values: the smallest one that so many percent do not exceed. */
final class Percentile {
    private Percentile() {}

    static double median(List<Double> values) {
        return of(values, 50);
    }

    static double of(List<Double> values, int percent) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(Math.max(0, (sorted.size() * percent + 99) / 100 - 1));
    }
}
