package dev.cpm.operator.placement;

import dev.cpm.operator.api.Cpm;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Which index goes where, once it is known how many replicas each zone gets or gives.
 *
 * <p>Zones stand in the order of rule 4 (the order of preference).
 */
final class Dealing {
    private Dealing() {}

    private record Hand(int zone, int count, int left) {}

    /**
     * Rule 4: "Indexes are dealt lowest first, each to the zone with the fewest replicas that still has some to get
     * (ties in the same order)."
     */
    static Assignment deal(Assignment now, List<Site> sites, int[] counts) {
        BitSet free = now.indexes().toBits();
        free.flip(0, Cpm.MAX_REPLICAS);
        return deal(now, sites, counts, free);
    }

    /** The same with given indexes, of which there must be enough. */
    static Assignment deal(Assignment now, List<Site> sites, int[] counts, BitSet indexes) {
        PriorityQueue<Hand> hands =
                new PriorityQueue<>(Comparator.comparingInt(Hand::count).thenComparingInt(Hand::zone));
        BitSet[] dealt = new BitSet[sites.size()];
        for (int i = 0; i < counts.length; i++) {
            int held = now.count(sites.get(i).name());
            if (counts[i] > held) {
                hands.add(new Hand(i, held, counts[i] - held));
                dealt[i] = new BitSet();
            }
        }
        for (int index = indexes.nextSetBit(0); !hands.isEmpty(); index = indexes.nextSetBit(index + 1)) {
            Hand hand = hands.poll();
            dealt[hand.zone()].set(index);
            if (hand.left() > 1) {
                hands.add(new Hand(hand.zone(), hand.count() + 1, hand.left() - 1));
            }
        }
        Map<String, Assignment.Share> changed = new HashMap<>();
        for (int i = 0; i < dealt.length; i++) {
            if (dealt[i] != null) {
                Site site = sites.get(i);
                Assignment.Share share = now.shares().get(site.name());
                Indexes held = share == null ? Indexes.NONE : share.indexes();
                changed.put(site.name(), new Assignment.Share(site.region(), held.and(Indexes.of(dealt[i]))));
            }
        }
        return now.with(changed);
    }

    /**
     * Rule 6: "Scale down takes from the zone with the most replicas (ties: last by the order of rule 4), the highest
     * index there."
     */
    static Assignment release(Assignment now, List<Site> sites, int surplus) {
        PriorityQueue<Hand> hands = new PriorityQueue<>(Comparator.comparingInt(Hand::count)
                .thenComparingInt(Hand::zone)
                .reversed());
        for (int i = 0; i < sites.size(); i++) {
            int held = now.count(sites.get(i).name());
            if (held > 0) {
                hands.add(new Hand(i, held, 0));
            }
        }
        List<Hand> rest = new ArrayList<>();
        for (int i = 0; i < surplus && !hands.isEmpty(); i++) {
            Hand most = hands.poll();
            Hand fewer = new Hand(most.zone(), most.count() - 1, 0);
            (fewer.count() > 0 ? hands : rest).add(fewer);
        }
        rest.addAll(hands);
        Map<String, Assignment.Share> changed = new HashMap<>();
        for (Hand hand : rest) {
            Site site = sites.get(hand.zone());
            Assignment.Share share = now.shares().get(site.name());
            int given = share.indexes().size() - hand.count();
            if (given > 0) {
                changed.put(
                        site.name(),
                        new Assignment.Share(share.region(), share.indexes().withoutHighest(given)));
            }
        }
        return now.with(changed);
    }
}
