package dev.cpm.operator.placement;

import dev.cpm.operator.api.PlacementStatus.Move;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Which replica moves where, once it is known how many replicas each zone is to hold. */
final class Moving {
    private Moving() {}

    /**
     * One move after the other, each from the fullest zone that gives, its highest index, to the emptiest that gets
     * (ties as in rules 6 and 4). So every beginning of the list is a step towards its end.
     */
    static List<Move> moves(Scene scene, int[] counts) {
        List<Site> sites = scene.sites();
        int[] now = sites.stream()
                .mapToInt(site -> scene.current().count(site.name()))
                .toArray();
        Map<String, Indexes> left = new TreeMap<>();
        scene.current().shares().forEach((zone, share) -> left.put(zone, share.indexes()));
        List<Move> moves = new ArrayList<>();
        while (true) {
            int giver = pick(now, i -> now[i] > counts[i], true);
            int getter = pick(now, i -> now[i] < counts[i], false);
            if (giver < 0 || getter < 0) {
                return moves;
            }
            String from = sites.get(giver).name();
            int index = left.get(from).highest();
            left.put(from, left.get(from).withoutHighest(1));
            moves.add(new Move(index, from, sites.get(getter).name()));
            now[giver]--;
            now[getter]++;
        }
    }

    private static int pick(int[] now, IntPredicate which, boolean fullest) {
        return IntStream.range(0, now.length)
                .filter(which)
                .reduce((a, b) -> fullest ? now[b] >= now[a] ? b : a : now[b] < now[a] ? b : a)
                .orElse(-1);
    }

    /** The assignment after some moves; the new zones are sites of the scene. */
    static Assignment apply(Scene scene, List<Move> moves) {
        Map<String, Assignment.Share> changed = new TreeMap<>(scene.current().shares());
        for (Site site : scene.sites()) {
            changed.putIfAbsent(site.name(), new Assignment.Share(site.region(), Indexes.NONE));
        }
        for (Move move : moves) {
            Indexes one = Indexes.of(move.index());
            changed.computeIfPresent(
                    move.from(),
                    (zone, share) ->
                            new Assignment.Share(share.region(), share.indexes().without(move.index())));
            changed.computeIfPresent(
                    move.to(),
                    (zone, share) ->
                            new Assignment.Share(share.region(), share.indexes().and(one)));
        }
        return scene.current().with(changed);
    }

    /** How many replicas each site of the scene holds under an assignment. */
    static int[] counts(Scene scene, Assignment assignment) {
        return scene.sites().stream()
                .mapToInt(site -> assignment.count(site.name()))
                .toArray();
    }
}
