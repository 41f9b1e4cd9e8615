package dev.cpm.operator.placement.rules;

import dev.cpm.operator.api.FieldError;
import dev.cpm.operator.api.PlacementSpec.ZoneSelector;
import dev.cpm.operator.placement.model.Words;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Label selectors with the meaning that Kubernetes gives them. */
final class Selectors {
    private Selectors() {}

    /** Whether the labels match a selector; all match one that is null. */
    static boolean match(ZoneSelector selector, Map<String, String> labels) {
        return selector == null || failing(selector, labels).findFirst().isEmpty();
    }

    /** What of the selector the labels do not match: "tier=gold and disk In [nvme]"; empty if they match all. */
    static String mismatch(ZoneSelector selector, Map<String, String> labels) {
        return selector == null ? "" : Words.list(failing(selector, labels).toList());
    }

    private static Stream<String> failing(ZoneSelector selector, Map<String, String> labels) {
        Map<String, String> wanted = selector.matchLabels() == null ? Map.of() : new TreeMap<>(selector.matchLabels());
        List<ZoneSelector.Requirement> expressions =
                selector.matchExpressions() == null ? List.of() : selector.matchExpressions();
        return Stream.concat(
                wanted.entrySet().stream()
                        .filter(label -> !label.getValue().equals(labels.get(label.getKey())))
                        .map(label -> label.getKey() + "=" + label.getValue()),
                expressions.stream()
                        .filter(expression -> !matches(expression, labels))
                        .map(Selectors::said));
    }

    private static String said(ZoneSelector.Requirement expression) {
        String values = expression.values() == null || expression.values().isEmpty()
                ? ""
                : " " + FieldError.brief(expression.values().toString());
        return expression.key() + " " + expression.operator() + values;
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
