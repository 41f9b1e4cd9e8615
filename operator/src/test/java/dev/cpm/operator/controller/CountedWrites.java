package dev.cpm.operator.controller;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How writes ended, as an observer hears it. */
final class CountedWrites implements Observer {
    private final Map<Write, Integer> counts = new ConcurrentHashMap<>();

    @Override
    public void wrote(Write how, long took) {
        if (took < 0) {
            throw new IllegalArgumentException("took " + took);
        }
        counts.merge(how, 1, Integer::sum);
    }

    Map<Write, Integer> counts() {
        return Map.copyOf(counts);
    }
}
