package dev.cpm.operator.placement.rules;

import dev.cpm.operator.api.FieldError;
import dev.cpm.operator.api.PlacementSpec.ZoneSelector;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Label selectors with the meaning that Kubernetes gives them. */
final class Selectors {
    private Selectors() {}

    /** The first expression of the selector that the labels do not match; empty if they match all. */
    static Optional<String> mismatch(ZoneSelector selector, Map<String, String> labels) {
        if (selector == null) {
            return Optional.empty();
        }
        Map<String, String> wanted = selector.matchLabels() == null ? Map.of() : new TreeMap<>(selector.matchLabels());
        for (var entry : wanted.entrySet()) {
            if (!entry.getValue().equals(labels.get(entry.getKey()))) {
                return Optional.of(entry.getKey() + "=" + entry.getValue());
            }
        }
        if (selector.matchExpressions() == null) {
            return Optional.empty();
        }
        return selector.matchExpressions().stream()
                .filter(expression -> !matches(expression, labels))
                .map(e -> e.key() + " " + e.operator()
                        + (e.values() == null || e.values().isEmpty()
                                ? ""
                                : " " + FieldError.brief(e.values().toString())))
                .findFirst();
    }

    private static boolean matches(ZoneSelector.Requirement expression, Map<String, String> labels) {
        String value = labels.get(expression.key());
        if (expression.operator() == null) {
            return false;
        }
        return switch (expression.operator()) {
            case In -> value != null && expression.values().contains(value);
            case NotIn -> value == null || !expression.values().contains(value);
            case Exists -> labels.containsKey(expression.key());
            case DoesNotExist -> !labels.containsKey(expression.key());
        };
    }
}
