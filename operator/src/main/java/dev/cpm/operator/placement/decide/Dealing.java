package dev.cpm.operator.placement.decide;

import dev.cpm.operator.placement.fill.Water;
import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.Assignment.Share;
import dev.cpm.operator.placement.model.Indexes;
import dev.cpm.operator.placement.model.Shares;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/**
 * Which index goes where, once it is known how many replicas each zone gets or gives.
 *
 * <p>Zones stand in the order of rule 4 (the order of preference).
 */
public final class Dealing {
    private Dealing() {}

    /**
     * Rule 4: "Indexes are dealt lowest first, each to the zone with the fewest replicas that still has some to get
     * (ties in the same order)." So all that become their zone's first replica come before all that become a second,
     * and so on: where each of these begins is counted, not searched for.
     */
    public static Assignment deal(Assignment now, List<Site> sites, int[] counts) {
        // Where none has a zone, index n is the n-th that is free.
        return now.total() == 0
                ? deal(now, sites, counts, dealt -> n -> n)
                : deal(now, sites, counts, dealt -> at(now.lowestFree(dealt)));
    }

    /** The same with given indexes, in ascending order: as many as are dealt. */
    static Assignment deal(Assignment now, List<Site> sites, int[] counts, int[] indexes) {
        return deal(now, sites, counts, dealt -> at(indexes));
    }

    private static IntUnaryOperator at(int[] indexes) {
        return n -> indexes[n];
    }

    /** {@code indexes} answers, for how many are dealt, which index is the n-th. */
    private static Assignment deal(
            Assignment now, List<Site> sites, int[] counts, IntFunction<IntUnaryOperator> indexes) {
        int[] held = held(sites);
        int[] next = beginnings(held, counts);
        IntUnaryOperator free = indexes.apply(next[next.length - 1]);
        Share[] shares = new Share[held.length];
        for (int i = 0; i < held.length; i++) {
            if (counts[i] > held[i]) {
                int[] dealt = new int[counts[i] - held[i]];
                for (int n = held[i]; n < counts[i]; n++) {
                    dealt[n - held[i]] = free.applyAsInt(next[n]++);
                }
                Site site = sites.get(i);
                Indexes before = held[i] == 0
                        ? Indexes.NONE
                        : now.shares().get(site.name()).indexes();
                shares[i] = new Share(site.region(), before.and(Indexes.ofSorted(dealt)));
            }
        }
        return now.with(byName(sites, shares));
    }

    private static int[] held(List<Site> sites) {
        int[] held = new int[sites.size()];
        for (int i = 0; i < held.length; i++) {
            held[i] = sites.get(i).held();
        }
        return held;
    }

    /** The shares that are there, by the names of their sites: each is put where its rank says, and gaps are closed. */
    private static Shares byName(List<Site> sites, Share[] shares) {
        int first = Integer.MAX_VALUE;
        int last = -1;
        for (int i = 0; i < shares.length; i++) {
            if (shares[i] != null) {
                first = Math.min(first, sites.get(i).rank());
                last = Math.max(last, sites.get(i).rank());
            }
        }
        String[] zones = new String[Math.max(0, last - first + 1)];
        Share[] sorted = new Share[zones.length];
        for (int i = 0; i < shares.length; i++) {
            if (shares[i] != null) {
                int at = sites.get(i).rank() - first;
                zones[at] = sites.get(i).name();
                sorted[at] = shares[i];
            }
        }
        int n = 0;
        for (int at = 0; at < sorted.length; at++) {
            if (sorted[at] != null) {
                zones[n] = zones[at];
                sorted[n++] = sorted[at];
            }
        }
        return Shares.of(Arrays.copyOf(zones, n), Arrays.copyOf(sorted, n));
    }

    /**
     * For each number of replicas, how many are dealt before any zone that holds so many gets one; at last, how many in
     * all.
     */
    private static int[] beginnings(int[] held, int[] counts) {
        int most = 0;
        for (int count : counts) {
            most = Math.max(most, count);
        }
        int[] dealing = new int[most + 1];
        for (int i = 0; i < held.length; i++) {
            if (counts[i] > held[i]) {
                dealing[held[i]]++;
                dealing[counts[i]]--;
            }
        }
        // So far how many begin to get with so many replicas, less those that have all by then.
        int[] before = new int[most + 1];
        for (int n = 0; n < most; n++) {
            before[n + 1] = before[n] + dealing[n];
            dealing[n + 1] += dealing[n];
        }
        return before;
    }

    /**
     * Scales down (rule 6): takes from the zone with the most replicas, of several the last by the order of rule 4, the
     * highest index there. So what stays is what even filling would leave, the odd ones in the first zones.
     */
    static Assignment release(Assignment now, List<Site> sites, int surplus) {
        int[] held = held(sites);
        int[] kept = Water.fill(new int[held.length], held, now.total() - surplus);
        Map<String, Share> changed = new TreeMap<>();
        for (int i = 0; i < held.length; i++) {
            if (kept[i] < held[i]) {
                String zone = sites.get(i).name();
                Share share = now.shares().get(zone);
                changed.put(zone, new Share(share.region(), share.indexes().withoutHighest(held[i] - kept[i])));
            }
        }
        return now.with(changed);
    }
}
