package dev.cpm.operator.view;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Keys of what is before a change and of what is after it. */
final class Keys {
    private Keys() {}

    /** Those of either map, in order. */
    static <K extends Comparable<K>> Stream<K> ofEither(SortedMap<K, ?> before, SortedMap<K, ?> after) {
        SortedSet<K> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        return keys.stream();
    }
}
