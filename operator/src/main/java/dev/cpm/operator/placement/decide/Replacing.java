package dev.cpm.operator.placement.decide;

import dev.cpm.operator.api.ZoneState;
import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.ZoneInfo;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * {@code onZoneUnavailable: Replace}: replicas in a zone that is Unavailable are assigned anew, each under its own
 * index; all others stay. Hard rules hold for them as for any new replica, so some may find no place: those stay where
 * they are until there is one. When the zone comes back, nothing moves back.
 */
public final class Replacing {
    /** So many lost ones are tried one fewer at a time; of more, fewer by as many as found no place. */
    private static final int CLOSELY = 64;

    /** Of so many regions any may be left; of more, the last ones only together. */
    private static final int REGIONS = 5;

    private Replacing() {}

    /** The replicas that want another zone; none unless the request says {@code Replace}. */
    public static Assignment lost(Scene scene) {
        return scene.request().replacesLost()
                ? scene.current().in(zone -> {
                    ZoneInfo known = scene.snapshot().zone(zone);
                    return known != null && known.state() == ZoneState.Unavailable;
                })
                : Assignment.NONE;
    }

    /**
     * The next assignment, with the unplaced replicas and the lost ones placed together. Those that stay count for the
     * rules that the others must keep; so where not all find a place, fewer are tried, and then what is left again.
     */
    static Assignment replace(Scene scene, List<Rule> rules) {
        Scene now = scene;
        Assignment next = next(now, rules);
        while (!next.equals(now.current())) {
            now = now.moved(next);
            next = next(now, rules);
        }
        return now.current();
    }

    /**
     * One step: all unplaced ones and as many lost ones as can go with them. Where that cannot be, "most replicas placed"
     * comes first: the unplaced ones alone, since the others may stay; and last of all the lost ones alone.
     */
    private static Assignment next(Scene scene, List<Rule> rules) {
        List<Assignment> parts = parts(scene);
        Assignment next = first(scene, rules, parts, scene.unplaced());
        if (next.equals(scene.current()) && scene.unplaced() > 0) {
            Outcome alone = Placing.place(scene, rules, scene.unplaced());
            next = alone.added() > 0
                    ? Dealing.deal(scene.current(), scene.sites(), alone.counts())
                    : first(scene, rules, parts, 0);
        }
        return next;
    }

    /**
     * All that are lost, then those of fewer and fewer of their regions: whoever stays keeps its region in the set, so where
     * the lowest find no place, those that leave other regions may.
     */
    private static List<Assignment> parts(Scene scene) {
        Assignment lost = lost(scene);
        Map<String, Set<String>> zones = new LinkedHashMap<>();
        scene.sites().stream()
                .filter(site -> lost.count(site.name()) > 0)
                .forEach(site -> zones.computeIfAbsent(site.region(), region -> new HashSet<>())
                        .add(site.name()));
        List<Set<String>> regions = List.copyOf(zones.values());
        return IntStream.range(1, 1 << Math.min(regions.size(), REGIONS))
                .boxed()
                .sorted(Comparator.comparing((Integer set) -> -Integer.bitCount(set)))
                .map(set -> lost.in(zone -> IntStream.range(0, regions.size())
                        .anyMatch(i -> (set >> Math.min(i, REGIONS - 1) & 1) != 0
                                && regions.get(i).contains(zone))))
                .toList();
    }

    /** What comes of the first of some parts of which any can leave. */
    private static Assignment first(Scene scene, List<Rule> rules, List<Assignment> parts, int unplaced) {
        return parts.stream()
                .map(part -> leave(scene, rules, part, unplaced))
                .filter(next -> !next.equals(scene.current()))
                .findFirst()
                .orElse(scene.current());
    }

    /**
     * As many of some lost ones as can go at once, with so many of the unplaced ones before them. Those that stay count
     * for skew: so fewer may find a place where more do not, and more where fewer do not.
     */
    private static Assignment leave(Scene scene, List<Rule> rules, Assignment lost, int unplaced) {
        for (int going = unplaced + lost.total(); going > unplaced; ) {
            BitSet dealt = indexes(scene.current(), lost, unplaced, going - unplaced);
            Assignment rest = without(scene.current(), lost, dealt);
            Scene left = scene.withCurrent(rest);
            Outcome outcome = Placing.place(left, rules, going);
            if (outcome.added() == going) {
                return Dealing.deal(
                        rest, left.sites(), outcome.counts(), dealt.stream().toArray());
            }
            going = Math.min(going - 1, Math.max(outcome.added(), unplaced + CLOSELY));
        }
        return scene.current();
    }

    /** What stays while some of the lost replicas go. */
    private static Assignment without(Assignment current, Assignment lost, BitSet going) {
        Map<String, Assignment.Share> staying = new HashMap<>();
        lost.shares()
                .forEach((zone, share) -> staying.put(
                        zone,
                        new Assignment.Share(share.region(), share.indexes().without(going))));
        return current.with(staying);
    }

    /** The indexes that go: first those that have no zone at all, then the lost ones; the lowest of each. */
    private static BitSet indexes(Assignment current, Assignment lost, int unplaced, int leaving) {
        BitSet chosen = new BitSet();
        IntStream.of(current.lowestFree(unplaced)).forEach(chosen::set);
        lost.indexes().stream().limit(leaving).forEach(chosen::set);
        return chosen;
    }
}
