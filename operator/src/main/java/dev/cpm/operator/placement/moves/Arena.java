package dev.cpm.operator.placement.moves;

import dev.cpm.operator.placement.decide.Placing;
import dev.cpm.operator.placement.decide.Rule;
import dev.cpm.operator.placement.decide.Scene;
import dev.cpm.operator.placement.decide.Shape;
import dev.cpm.operator.placement.decide.Site;
import dev.cpm.operator.placement.fill.FewestMoves;
import dev.cpm.operator.placement.fill.Problem;
import dev.cpm.operator.placement.fill.Slot;
import dev.cpm.operator.placement.fill.Water;
import dev.cpm.operator.placement.model.Assignment;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Within what the replicas of a placement may move: zones that may take them, zones that they must leave, and zones
 * where they may stay though nobody may come.
 *
 * <p>Where they must leave and where they may stay is tried in all ways, since not everybody may find a better place.
 * Zones that are closed for the same reasons go together: to leave only some of them mends nothing.
 *
 * @param lids the most replicas that each site may hold
 */
record Arena(Problem problem, boolean[] eligible, int[] lids) {
    /** With more kinds of zones than this, either all of one kind are left, or all but one, or all, or none. */
    private static final int KINDS = 8;

    private static final String OVERCOMMITTED = "overcommitted";

    /** Every way, for a scene and the rules of its request. */
    static List<Arena> of(Scene scene, List<Rule> rules) {
        return new Builder(scene, rules).build();
    }

    /** Whether the replicas that come, and those alone, break no hard rule where the counts are these. */
    boolean allows(int[] counts) {
        return FewestMoves.allowed(problem, counts);
    }

    /** The same where so many replicas leave zones that take nobody, from the fullest first. */
    Arena without(int leaving, Scene scene) {
        int[] counts = Moving.counts(scene, scene.current());
        int[] stray = new int[counts.length];
        int strays = 0;
        for (int i = 0; i < stray.length; i++) {
            stray[i] = eligible[i] ? 0 : Math.min(counts[i], lids[i]);
            strays += stray[i];
        }
        if (strays < leaving) {
            return this;
        }
        // To take from the fullest is to leave the most even.
        int[] staying = Water.fill(new int[stray.length], stray, strays - leaving);
        int[] fewer = lids.clone();
        for (int i = 0; i < fewer.length; i++) {
            fewer[i] = staying[i] < stray[i] ? staying[i] : fewer[i];
        }
        return new Arena(problem, eligible, fewer);
    }

    private static final class Builder {
        private final Scene scene;
        private final List<Rule> rules;
        private final boolean[] open;
        private final int[] now;
        private final Map<String, BitSet> kinds = new LinkedHashMap<>();

        Builder(Scene scene, List<Rule> rules) {
            this.scene = scene;
            this.rules = rules;
            this.open = Placing.open(scene, rules);
            this.now = Moving.counts(scene, scene.current());
            List<Set<String>> sets = Placing.regionSets(where(Assignment.NONE), rules, open);
            for (int i = 0; i < now.length; i++) {
                Site site = scene.sites().get(i);
                if (now[i] == 0) {
                    continue;
                }
                if (!open[i]) {
                    kind(reasons(site), i);
                } else if (!sets.stream().allMatch(set -> set.contains(site.region()))) {
                    kind("region " + site.region(), i);
                }
                if (now[i] > room(i)) {
                    kind(OVERCOMMITTED, i);
                }
            }
        }

        /** The same sites in the same order with other replicas. */
        private Scene where(Assignment assignment) {
            return scene.holding(assignment);
        }

        private void kind(String name, int site) {
            kinds.computeIfAbsent(name, n -> new BitSet()).set(site);
        }

        /** Why a zone is closed; where replicas must reach each other, to leave one region may mend something. */
        private String reasons(Site site) {
            return rules.stream()
                    .flatMap(rule ->
                            rule.filter(scene).refuses(site).stream().map(refusal -> rule + " " + refusal.reason()))
                    .collect(Collectors.joining("; ", regionsMatter() ? site.region() + ": " : "", ""));
        }

        private boolean regionsMatter() {
            return scene.request().privateNetwork()
                    || !scene.request().spec().peers().isEmpty();
        }

        /** Machines of a site that no other placement holds. */
        private int room(int i) {
            Site site = scene.sites().get(i);
            String type = scene.request().machineType();
            int capacity = site.zone() == null ? Slot.UNLIMITED : site.zone().capacityOf(type);
            return capacity >= Slot.UNLIMITED
                    ? capacity
                    : Math.max(0, capacity - scene.snapshot().allocations().taken(site.name(), type) + now[i]);
        }

        List<Arena> build() {
            List<Arena> all = new ArrayList<>();
            for (int staying : subsets(kinds.size())) {
                BitSet closedOff = new BitSet();
                BitSet overcommitted = new BitSet();
                int bit = 0;
                for (Map.Entry<String, BitSet> kind : kinds.entrySet()) {
                    if ((staying >> bit++ & 1) != 0) {
                        (kind.getKey().equals(OVERCOMMITTED) ? overcommitted : closedOff).or(kind.getValue());
                    }
                }
                for (Set<String> regions : Placing.regionSets(where(only(closedOff)), rules, open)) {
                    boolean[] eligible = Placing.within(scene, open, regions);
                    if (closedOff.stream().noneMatch(i -> eligible[i])) {
                        all.add(arena(eligible, closedOff, overcommitted));
                    }
                }
            }
            return all;
        }

        /** The sets of kinds that may stay, as bits. */
        private static List<Integer> subsets(int kinds) {
            if (kinds <= KINDS) {
                return IntStream.range(0, 1 << kinds).boxed().toList();
            }
            int all = (1 << Math.min(kinds, 31)) - 1;
            List<Integer> subsets = new ArrayList<>(List.of(0, all));
            for (int one = 0; one < Math.min(kinds, 31); one++) {
                subsets.addAll(List.of(1 << one, all & ~(1 << one)));
            }
            return subsets;
        }

        /** What is assigned to some of the sites. */
        private Assignment only(BitSet sites) {
            Map<String, Assignment.Share> shares = new TreeMap<>();
            sites.stream()
                    .mapToObj(i -> scene.sites().get(i).name())
                    .forEach(zone -> shares.put(zone, scene.current().shares().get(zone)));
            return Assignment.NONE.with(shares);
        }

        private Arena arena(boolean[] eligible, BitSet closedOff, BitSet overcommitted) {
            Shape shape = new Shape(scene, eligible, scene.unplaced());
            rules.forEach(rule -> rule.shape(shape));
            Problem problem = shape.problem();
            List<Slot> slots = new ArrayList<>(problem.slots());
            int[] lids = new int[now.length];
            for (int i = 0; i < lids.length; i++) {
                lids[i] = eligible[i] || closedOff.get(i) ? Slot.UNLIMITED : 0;
                if (now[i] > room(i)) {
                    lids[i] = Math.min(lids[i], overcommitted.get(i) ? now[i] : room(i));
                    Slot slot = slots.get(i);
                    // What is given up where there are too few machines is free for nobody.
                    slots.set(i, new Slot(slot.group(), now[i], room(i) - now[i], slot.cap(), slot.eligible()));
                }
            }
            return new Arena(problem.with(slots), eligible, lids);
        }
    }
}
