package dev.cpm.operator.view;

import dev.cpm.operator.api.Defaults;
import dev.cpm.operator.view.Change.FieldChange;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What of a spec is another than before, field by field; that a default is written in is none. */
final class SpecDifferences {
    /** Lists whose order means something: of all others only what came and went is told. */
    private static final Set<String> ORDERED = Set.of("regions");

    private static final String FIELD = "[A-Za-z][A-Za-z0-9]*";

    private final List<FieldChange> changes = new ArrayList<>();

    private SpecDifferences() {}

    /** Nothing where both mean the same. */
    static List<FieldChange> of(Record before, Record after) {
        SpecDifferences found = new SpecDifferences();
        found.compare("spec", before, after);
        return List.copyOf(found.changes);
    }

    private void compare(String path, Object was, Object is) {
        if (was instanceof Record && is instanceof Record) {
            fields(path, Defaults.fields((Record) was), Defaults.fields((Record) is));
        } else if (was instanceof Map<?, ?> && is instanceof Map<?, ?>) {
            fields(path, (Map<?, ?>) was, (Map<?, ?>) is);
        } else if (was instanceof List<?> && is instanceof List<?>) {
            items(path, (List<?>) was, (List<?>) is);
        } else if (!Defaults.same(was, is) && !(saysNothing(was) && saysNothing(is))) {
            changes.add(FieldChange.of(path, text(was), text(is)));
        }
    }

    private void fields(String path, Map<?, ?> was, Map<?, ?> is) {
        Set<Object> names = new LinkedHashSet<>(was.keySet());
        names.addAll(is.keySet());
        names.forEach(name -> compare(within(path, String.valueOf(name)), was.get(name), is.get(name)));
    }

    private void items(String path, List<?> was, List<?> is) {
        List<Object> gone = without(was, is);
        List<Object> come = without(is, was);
        if (gone.size() == 1 && come.size() == 1 && come.get(0) instanceof Record && gone.get(0) instanceof Record) {
            compare(path + "[" + is.indexOf(come.get(0)) + "]", gone.get(0), come.get(0));
        } else if (ORDERED.contains(path.substring(path.indexOf('.') + 1))) {
            if (!was.equals(is)) {
                changes.add(FieldChange.of(path, text(was), text(is)));
            }
        } else if (!gone.isEmpty() || !come.isEmpty()) {
            changes.add(FieldChange.of(path, texts(come), texts(gone)));
        }
    }

    /** The items of one list for which the other has none; an item may be nothing, as a manifest can have it. */
    private static List<Object> without(List<?> list, List<?> others) {
        List<Object> left = new ArrayList<>(list);
        for (Object other : others) {
            int at = 0;
            while (at < left.size() && !Defaults.same(left.get(at), other)) {
                at++;
            }
            if (at < left.size()) {
                left.remove(at);
            }
        }
        return left;
    }

    /** A part that is not there, or that has nothing but empty lists. */
    private static boolean saysNothing(Object part) {
        return part == null
                || part instanceof Record record
                        && Defaults.fields(record).values().stream()
                                .allMatch(field -> field instanceof Collection<?> list && list.isEmpty()
                                        || field instanceof Map<?, ?> map && map.isEmpty());
    }

    private static String within(String path, String field) {
        return field.matches(FIELD) ? path + "." + field : path + "['" + field + "']";
    }

    private static List<String> texts(List<?> items) {
        return items.stream().map(item -> String.valueOf(text(item))).toList();
    }

    /** As YAML has it on one line; null of what is not there. */
    private static String text(Object value) {
        if (value instanceof Record item) {
            return text(Defaults.written(item));
        } else if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .filter(field ->
                            !List.of().equals(field.getValue()) && !Map.of().equals(field.getValue()))
                    .map(field -> field.getKey() + ": " + text(field.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        } else if (value instanceof List<?> list) {
            return list.stream().map(SpecDifferences::text).collect(Collectors.joining(", ", "[", "]"));
        } else if (value instanceof IntOrString number) {
            boolean quoted = number.getStrVal() != null && number.getStrVal().matches("-?[0-9]+");
            return quoted ? '"' + number.getStrVal() + '"' : String.valueOf(number.getValue());
        }
        return Objects.toString(value, null);
    }
}
