package dev.cpm.operator.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies for the records' constructors: absent is empty, nothing can be changed afterwards. */
final class Lists {

    /** Keeps null items, which a manifest can contain: {@link SpecCheck} says where they are. */
    static <T> List<T> copy(List<T> list) {
        if (list == null) {
            return List.of();
        }
        for (T item : list) {
            if (item == null) {
                return Collections.unmodifiableList(new ArrayList<>(list));
            }
        }
        return List.copyOf(list);
    }

    /** Keeps the order, and null values like {@link #copy(List)}. */
    static <V> Map<String, V> copy(Map<String, V> map) {
        return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    private Lists() {}
}
