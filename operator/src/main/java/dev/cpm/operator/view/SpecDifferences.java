package dev.cpm.operator.view;

import dev.cpm.operator.api.Cut;
import dev.cpm.operator.api.Defaults;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What of a spec is another than before, field by field, whether defaults are written in or not: "priority 0 → 5", "zones
 * +ap-beijing-bls-2", "availability.minAvailable none → Quorum".
 */
final class SpecDifferences {
    /** Lists whose order means something: of all others only what came and went is told. */
    private static final Set<String> ORDERED = Set.of("regions");

    private static final int LISTED = 6;
    private static final int ITEM = 120;
    private static final String FIELD = "[A-Za-z][A-Za-z0-9]*";

    private final List<String> differences = new ArrayList<>();

    private SpecDifferences() {}

    /** Nothing where both mean the same. */
    static List<String> of(Object before, Object after) {
        if (before == null || after == null) {
            return before == after ? List.of() : List.of(before == null ? "spec added" : "spec removed");
        }
        SpecDifferences found = new SpecDifferences();
        found.compare("", Defaults.whole(before), Defaults.whole(after));
        return List.copyOf(found.differences);
    }

    private void compare(String path, Object was, Object is) {
        if (Objects.equals(was, is)) {
            return;
        }
        if (was instanceof Map<?, ?> || is instanceof Map<?, ?>) {
            Set<Object> fields = new LinkedHashSet<>(map(was).keySet());
            fields.addAll(map(is).keySet());
            fields.forEach(
                    field -> compare(within(path, String.valueOf(field)), map(was).get(field), map(is).get(field)));
        } else if (ORDERED.contains(path) || !(was instanceof List<?> || is instanceof List<?>)) {
            differences.add(path + " " + text(was) + " → " + text(is));
        } else {
            list(path, list(was), list(is));
        }
    }

    private void list(String path, List<?> was, List<?> is) {
        List<String> items = new ArrayList<>();
        without(is, was).forEach(item -> items.add("+" + text(item)));
        without(was, is).forEach(item -> items.add("-" + text(item)));
        int told = items.size() <= LISTED ? items.size() : LISTED - 1;
        differences.add(path + " "
                + (items.isEmpty() ? "in another order" : String.join(" ", items.subList(0, told)))
                + (told == items.size() ? "" : " and " + (items.size() - told) + " more"));
    }

    /** The items of one list for which the other has none. */
    private static List<Object> without(List<?> list, List<?> others) {
        List<Object> left = new ArrayList<>(list);
        others.forEach(left::remove);
        return left;
    }

    private static String within(String path, String field) {
        String name = field.matches(FIELD) ? field : "['" + field + "']";
        return path.isEmpty() || name.startsWith("[") ? path + name : path + "." + name;
    }

    private static Map<?, ?> map(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    /** As YAML has it on one line. */
    private static String text(Object value) {
        return value == null ? "none" : Cut.of(flow(value), ITEM, "…");
    }

    private static String flow(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(field -> field.getKey() + ": " + flow(field.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        } else if (value instanceof List<?> list) {
            return list.stream().map(SpecDifferences::flow).collect(Collectors.joining(", ", "[", "]"));
        }
        return String.valueOf(value);
    }
}
