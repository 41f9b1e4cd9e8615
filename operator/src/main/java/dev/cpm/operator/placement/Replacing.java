package dev.cpm.operator.placement;

import dev.cpm.operator.api.ZoneState;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

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
        Assignment next = Dealing.deal(
                kept, left.sites(), outcome.counts(), dealt.stream().toArray());
        Map<String, Assignment.Share> staying = new HashMap<>();
        lost.shares()
                .forEach((zone, share) -> staying.put(
                        zone,
                        new Assignment.Share(share.region(), share.indexes().without(dealt))));
        return next.with(staying);
    }

    /** The indexes that get a place: first those that have no zone at all, then the lost ones; the lowest of each. */
    private static BitSet indexes(Scene scene, Assignment lost, int count) {
        int first = Math.min(count, scene.unplaced());
        BitSet chosen = new BitSet();
        IntStream.of(scene.current().lowestFree(first)).forEach(chosen::set);
        lost.indexes().stream().limit(count - first).forEach(chosen::set);
        return chosen;
    }
}
