package dev.cpm.operator.placement;

import dev.cpm.operator.api.FieldError;
import dev.cpm.operator.api.PlacementSpec.Rebalance;
import dev.cpm.operator.api.PlacementSpec.TopologySpreadConstraint.CapacityPolicy;
import dev.cpm.operator.api.PlacementStatus;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One round of answers: decide all that are concerned, in order, then explain each against what came out. */
public final class Round {
    private Round() {}

    /**
     * What a placement is told.
     *
     * @param known the placement as it was when it was decided
     * @param assignment its assignment from now on
     * @param status its status from now on; equal to the known one where nothing changed
     * @param certain whether what is said of its skew stays true whatever machines come and go
     */
    public record Answer(Known known, Assignment assignment, PlacementStatus status, boolean certain) {

        public boolean changed() {
            return !status.equals(known.status());
        }

        /** Nothing is left to wish for: all placed, no rule broken, and no other placement can change that. */
        public boolean happy() {
            return certain
                    && status.placed() >= status.replicas()
                    && status.violations().isEmpty()
                    && !mindsFreeMachines()
                    && !mayMove();
        }

        /** What is proposed changes with the machines that are free. */
        private boolean mayMove() {
            return known.spec().rebalance() == Rebalance.OnApproval
                    && status.topology() != null
                    && status.topology().zoneSkew() > 0;
        }

        /** Under {@code Honor} the skew of what is placed changes with the machines that are free. */
        private boolean mindsFreeMachines() {
            return known.spec().topologySpreadConstraints().stream()
                    .anyMatch(constraint -> constraint != null && constraint.capacityPolicy() == CapacityPolicy.Honor);
        }
    }

    /**
     * Answers the concerned placements, and those whose explanation this changes, in the order of their keys.
     *
     * @param now RFC 3339 in UTC with whole seconds
     */
    public static List<Answer> of(World world, Set<PlacementKey> concerned, String now) {
        Snapshot snapshot = world.snapshot();
        Map<PlacementKey, Decision> changed = decide(world, concerned, snapshot);
        Set<PlacementKey> explained = new TreeSet<>(concerned);
        explained.addAll(world.unhappy(typesOf(world, changed.keySet())));
        List<Answer> answers = new ArrayList<>();
        for (PlacementKey key : explained) {
            Known known = world.placement(key);
            if (known != null) {
                Decision decision = changed.getOrDefault(key, new Decision(known.assignment(), Optional.empty()));
                answers.add(answer(world, known, decision, snapshot, now));
            }
        }
        return answers;
    }

    /** The valid ones that wait, in the order of rule 7. */
    private static Map<PlacementKey, Decision> decide(World world, Set<PlacementKey> concerned, Snapshot snapshot) {
        List<Request> waiting = new ArrayList<>();
        Map<PlacementKey, Assignment> current = new TreeMap<>();
        Map<PlacementKey, Approval> approvals = new TreeMap<>();
        Set<PlacementKey> fresh = new HashSet<>();
        for (PlacementKey key : concerned) {
            Known known = world.placement(key);
            if (known != null && !known.terminating() && known.errors().isEmpty()) {
                waiting.add(world.request(known));
                current.put(key, known.assignment());
                if (!known.answered()) {
                    fresh.add(key);
                }
                Approval.of(known).ifPresent(approval -> approvals.put(key, approval));
            }
        }
        return Batch.decide(
                Arrivals.aged(waiting, fresh), unplaced(world, waiting, current), current, approvals, snapshot);
    }

    /** Unplaced ones that do not wait, but are named by unplaced ones that do, or by such again: these go after those. */
    private static List<Request> unplaced(World world, List<Request> waiting, Map<PlacementKey, Assignment> current) {
        Deque<Request> naming = new ArrayDeque<>();
        waiting.stream()
                .filter(request -> current.get(request.key()).total() == 0)
                .forEach(naming::add);
        Map<PlacementKey, Request> found = new TreeMap<>();
        while (!naming.isEmpty()) {
            naming.poll().named().forEach(key -> {
                Known known = world.placement(key);
                if (known != null
                        && !current.containsKey(key)
                        && !found.containsKey(key)
                        && known.assignment().total() == 0
                        && !known.terminating()
                        && known.errors().isEmpty()) {
                    found.put(key, world.request(known));
                    naming.add(found.get(key));
                }
            });
        }
        return List.copyOf(found.values());
    }

    private static Set<String> typesOf(World world, Set<PlacementKey> keys) {
        Set<String> types = new HashSet<>();
        keys.forEach(key -> types.add(world.placement(key).spec().machineType()));
        return types;
    }

    private static Answer answer(World world, Known known, Decision decision, Snapshot snapshot, String now) {
        Request request = world.request(known);
        Assignment assignment = decision.assignment();
        List<FieldError> errors = known.errors();
        if (!errors.isEmpty()) {
            return new Answer(known, assignment, Statuses.invalid(known, request.account(), errors, now), true);
        }
        Findings findings = Explaining.explain(Scene.of(request, snapshot, assignment));
        if (findings.outcome().added() > 0 && !known.terminating()) {
            // Under Honor, a zone that others filled since this one was decided no longer holds it back.
            world.concern(known.key());
        }
        Offers offers = known.terminating() ? Offers.none(known.told()) : Offers.of(findings, decision, known, now);
        Evenness evenness = Evenness.of(findings);
        PlacementStatus status = Statuses.of(findings, offers, evenness, known.told(), known.generation(), now);
        return new Answer(known, assignment, status, evenness.certain());
    }
}
