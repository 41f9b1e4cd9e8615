package dev.cpm.operator.placement;

import dev.cpm.operator.api.ZoneState;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code onZoneUnavailable: Replace}: replicas in a zone that is Unavailable are assigned anew, each under its own
 * index; all others stay. Hard rules hold for them as for any new replica, so some may find no place: those stay where
 * they are until there is one. When the zone comes back, nothing moves back.
 */
final class Replacing {
    private Replacing() {}

    /** The replicas that want another zone; none unless the request says {@code Replace}. */
    static Assignment lost(Scene scene) {
        return scene.request().replacesLost()
                ? scene.current().in(zone -> {
                    ZoneInfo known = scene.snapshot().zone(zone);
                    return known != null && known.state() == ZoneState.Unavailable;
                })
                : Assignment.NONE;
    }

    /** The next assignment, with the lost replicas and the unplaced ones placed together. */
    static Assignment replace(Scene scene, List<Rule> rules, Assignment lost) {
        Assignment kept = scene.current().in(zone -> lost.count(zone) == 0);
        int wanted = scene.request().replicas() - kept.total();
        Scene left = scene.withCurrent(kept);
        Outcome outcome = Placing.place(left, rules, wanted);
        if (outcome.added() < wanted) {
            // Some stay, so their regions still count for the private network.
            Set<String> staying = new TreeSet<>();
            lost.shares().forEach((zone, share) -> staying.add(scene.snapshot().regionOf(zone, share)));
            left = left.occupying(staying);
            outcome = Placing.place(left, rules, wanted);
        }
        BitSet dealt = indexes(scene, lost, outcome.added());
        Assignment next = Dealing.deal(kept, left.sites(), outcome.counts(), dealt);
        Map<String, Assignment.Share> staying = new HashMap<>();
        lost.shares().forEach((zone, share) -> {
            BitSet rest = share.indexes().toBits();
            rest.andNot(dealt);
            staying.put(zone, new Assignment.Share(share.region(), Indexes.of(rest)));
        });
        return next.with(staying);
    }

    /** The indexes that get a place: first those that have no zone at all, then the lost ones; the lowest of each. */
    private static BitSet indexes(Scene scene, Assignment lost, int count) {
        BitSet taken = scene.current().indexes().toBits();
        BitSet chosen = new BitSet();
        int index = -1;
        for (int i = 0; i < Math.min(count, scene.unplaced()); i++) {
            index = taken.nextClearBit(index + 1);
            chosen.set(index);
        }
        lost.indexes().stream().limit(Math.max(0, count - scene.unplaced())).forEach(chosen::set);
        return chosen;
    }
}
