package dev.cpm.operator.view;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What is before a change, or after it. */
final class Both {
    private Both() {}

    /** The keys of either map, in order. */
    static <K extends Comparable<K>> Stream<K> of(SortedMap<K, ?> before, SortedMap<K, ?> after) {
        SortedSet<K> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        return keys.stream();
    }
}
