package dev.cpm.operator.placement;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The best assignment by rules 2 and 4: tries every set of regions with every way to fill it. Slow and plain. */
final class PlainBest {
    private final PlainRules rules;
    private final int[] held;
    private final int[] free;
    private final int[] counts;
    private boolean[] eligible;
    private int[] best;
    private int[] bestScore;

    private PlainBest(PlainRules rules) {
        this.rules = rules;
        this.held = rules.zones().held();
        this.free = rules.zones().free();
        this.counts = held.clone();
    }

    /** The best final counts for up to {@code wanted} new replicas. */
    static int[] counts(PlainRules rules, int wanted) {
        PlainBest search = new PlainBest(rules);
        for (boolean[] set : rules.eligible()) {
            search.eligible = set;
            // Most replicas placed comes first: what places fewer than the best so far need not be looked at.
            for (int more = wanted; more >= 0 && (search.best == null || search.enough(more)); more--) {
                search.fill(0, more);
            }
        }
        return search.best;
    }

    private boolean enough(int more) {
        return IntStream.of(held).sum() + more >= -bestScore[0];
    }

    private void fill(int zone, int left) {
        if (zone == counts.length) {
            if (left == 0) {
                consider();
            }
            return;
        }
        int room = eligible[zone] ? Math.min(left, free[zone]) : 0;
        for (int more = 0; more <= room; more++) {
            counts[zone] = held[zone] + more;
            fill(zone + 1, left - more);
        }
        counts[zone] = held[zone];
    }

    private void consider() {
        if (!rules.allowed(counts, eligible)) {
            return;
        }
        int[] broken = rules.broken(counts, eligible);
        int[] score = {-IntStream.of(counts).sum(), broken[0], broken[1]};
        int order = best == null ? -1 : Arrays.compare(score, bestScore);
        if (order < 0 || order == 0 && rules.compareEvenness(counts, best) < 0) {
            best = counts.clone();
            bestScore = score;
        }
    }
}
