package dev.cpm.operator.placement.moves;

import dev.cpm.operator.api.PlacementStatus.Move;
import dev.cpm.operator.placement.decide.Scene;
import dev.cpm.operator.placement.decide.Site;
import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.Indexes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** Which replica moves where, once it is known how many replicas each zone is to hold. */
final class Moving {
    private Moving() {}

    /**
     * One move after the other, each from the fullest zone that gives, its highest index, to the emptiest that gets
     * (ties as in rules 6 and 4). So every beginning of the list is a step towards its end.
     */
    static List<Move> moves(Scene scene, int[] counts) {
        List<Site> sites = scene.sites();
        int[] now = counts(scene, scene.current());
        Map<String, BitSet> left = new TreeMap<>();
        scene.current()
                .shares()
                .forEach((zone, share) -> left.put(zone, share.indexes().bits()));
        List<Move> moves = new ArrayList<>();
        PriorityQueue<Integer> givers = new PriorityQueue<>(Comparator.comparing((Integer i) -> now[i])
                .thenComparing(i -> i)
                .reversed());
        PriorityQueue<Integer> getters =
                new PriorityQueue<>(Comparator.comparing((Integer i) -> now[i]).thenComparing(i -> i));
        for (int i = 0; i < now.length; i++) {
            if (now[i] != counts[i]) {
                (now[i] > counts[i] ? givers : getters).add(i);
            }
        }
        while (!givers.isEmpty() && !getters.isEmpty()) {
            int giver = givers.poll();
            int getter = getters.poll();
            String from = sites.get(giver).name();
            int index = left.get(from).length() - 1;
            left.get(from).clear(index);
            moves.add(new Move(index, from, sites.get(getter).name()));
            if (--now[giver] > counts[giver]) {
                givers.add(giver);
            }
            if (++now[getter] < counts[getter]) {
                getters.add(getter);
            }
        }
        return moves;
    }

    /** The assignment after some moves; the new zones are sites of the scene. */
    static Assignment apply(Scene scene, List<Move> moves) {
        Map<String, BitSet> moved = new TreeMap<>();
        scene.current()
                .shares()
                .forEach((zone, share) -> moved.put(zone, share.indexes().bits()));
        for (Move move : moves) {
            moved.get(move.from()).clear(move.index());
            moved.computeIfAbsent(move.to(), zone -> new BitSet()).set(move.index());
        }
        Map<String, Assignment.Share> changed = new TreeMap<>();
        for (Site site : scene.sites()) {
            BitSet indexes = moved.get(site.name());
            Assignment.Share before = scene.current().shares().get(site.name());
            if (indexes != null) {
                String region = before == null ? site.region() : before.region();
                changed.put(site.name(), new Assignment.Share(region, Indexes.of(indexes)));
            }
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
