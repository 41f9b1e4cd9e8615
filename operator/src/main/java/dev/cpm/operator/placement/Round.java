package dev.cpm.operator.placement;

import dev.cpm.operator.api.FieldError;
import dev.cpm.operator.api.PlacementSpec.OnZoneUnavailable;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.placement.decide.Findings;
import dev.cpm.operator.placement.decide.Refusal;
import dev.cpm.operator.placement.decide.Replacing;
import dev.cpm.operator.placement.decide.Scene;
import dev.cpm.operator.placement.model.Approval;
import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.model.References;
import dev.cpm.operator.placement.model.Request;
import dev.cpm.operator.placement.model.Snapshot;
import dev.cpm.operator.placement.moves.Decision;
import dev.cpm.operator.placement.moves.Offers;
import dev.cpm.operator.placement.rules.Rules;
import dev.cpm.operator.placement.status.Evenness;
import dev.cpm.operator.placement.status.Statuses;
import dev.cpm.operator.placement.world.World;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One round of answers: decide all that are concerned, in order, then explain each against what came out. A defect that
 * comes to light at one placement is told of that one; all others are answered as if that one had nothing to decide.
 */
public final class Round {
    private final World world;
    private final String now;
    private final Steps steps;
    private final Failures failures = new Failures();

    /** What is wrong with each spec: that does not depend on what is decided, and takes its time to find out. */
    private final Map<PlacementKey, List<FieldError>> errors = new HashMap<>();

    private Round(World world, String now, Steps steps) {
        this.world = world;
        this.now = now;
        this.steps = steps;
    }

    /**
     * Answers the concerned placements, and those whose explanation this changes, in the order of their keys.
     *
     * @param now RFC 3339 in UTC with whole seconds
     */
    public static List<RoundAnswer> of(World world, Set<PlacementKey> concerned, String now) {
        return of(world, concerned, now, Steps.BY_THE_RULES);
    }

    static List<RoundAnswer> of(World world, Set<PlacementKey> concerned, String now, Steps steps) {
        return new Round(world, now, steps).answers(concerned);
    }

    /**
     * Decides, and explains each when its answer is asked for; the world must stand still until then. One that was decided
     * but cannot be explained keeps what it had; the others were decided as if it did not.
     */
    public static List<DueAnswer> begin(World world, Set<PlacementKey> concerned, String now) {
        return new Round(world, now, Steps.BY_THE_RULES).begin(concerned, new HashSet<>());
    }

    private List<RoundAnswer> answers(Set<PlacementKey> concerned) {
        while (true) {
            Set<PlacementKey> decided = new HashSet<>();
            List<RoundAnswer> answers = begin(concerned, decided).stream()
                    .map(due -> due.answer().get())
                    .toList();
            // One that was decided but cannot be explained keeps what it had, which the others were not decided for.
            if (decided.stream().noneMatch(failures::has)) {
                return answers;
            }
        }
    }

    /** {@code decided} is told for whom there is a decision. */
    private List<DueAnswer> begin(Set<PlacementKey> concerned, Set<PlacementKey> decided) {
        Snapshot snapshot = world.snapshot();
        Map<PlacementKey, Decision> changed = decide(concerned, snapshot);
        decided.addAll(changed.keySet());
        Map<PlacementKey, Integer> turns = new HashMap<>();
        changed.keySet().forEach(key -> turns.put(key, turns.size()));
        Set<PlacementKey> explained = new TreeSet<>(concerned);
        explained.addAll(world.unhappy(assignments(changed), snapshot));
        List<DueAnswer> due = new ArrayList<>();
        for (PlacementKey key : explained) {
            Known known = world.placement(key);
            if (known != null && !known.setAside()) {
                Decision decision = changed.getOrDefault(key, new Decision(known.assignment(), Optional.empty()));
                boolean asks = changed.containsKey(key) || !known.upToDate();
                int turn = turns.getOrDefault(key, 0);
                Set<PlacementKey> named = References.of(key, known.spec())
                        .filter(other -> turns.getOrDefault(other, turn) < turn)
                        .collect(Collectors.toSet());
                due.add(new DueAnswer(
                        key, asks, decision.assignment(), named, () -> answer(known, decision, snapshot)));
            }
        }
        return due;
    }

    private static Map<PlacementKey, Assignment> assignments(Map<PlacementKey, Decision> decisions) {
        Map<PlacementKey, Assignment> assignments = new HashMap<>();
        decisions.forEach((key, decision) -> assignments.put(key, decision.assignment()));
        return assignments;
    }

    /** The valid ones that wait, in the order of rule 7. */
    private Map<PlacementKey, Decision> decide(Set<PlacementKey> concerned, Snapshot snapshot) {
        List<Request> waiting = new ArrayList<>();
        Map<PlacementKey, Assignment> current = new TreeMap<>();
        Set<PlacementKey> fresh = new HashSet<>();
        for (PlacementKey key : concerned) {
            Known known = world.placement(key);
            Optional<Request> request = known == null || complete(known) ? Optional.empty() : request(known);
            if (request.isPresent()) {
                waiting.add(request.get());
                current.put(key, known.assignment());
                if (!known.answered()) {
                    fresh.add(key);
                }
            }
        }
        return Batch.decide(
                Arrivals.aged(waiting, fresh),
                unplaced(waiting, current),
                current,
                snapshot,
                (request, assignment) -> decide(request, assignment, snapshot));
    }

    private Optional<Decision> decide(Request request, Assignment assignment, Snapshot snapshot) {
        PlacementKey key = request.key();
        return failures.has(key)
                ? Optional.empty()
                : failures.attempt(
                        key,
                        () -> steps.decide(
                                Rules.scene(request, snapshot, assignment), Approval.of(world.placement(key))));
    }

    /** Whether there is nothing to decide: it has as many as it wants, keeps all of them, and no approval waits. */
    private static boolean complete(Known known) {
        int has = known.assignment().total();
        return known.answered()
                && has > 0
                && has == known.wanted()
                && known.spec().onZoneUnavailable() != OnZoneUnavailable.Replace
                && Approval.of(known).isEmpty();
    }

    /** What a placement asks for; nothing where it cannot be read, its spec is invalid or it is being deleted. */
    private Optional<Request> request(Known known) {
        return failures.attempt(
                known.key(),
                () -> known.setAside() || known.terminating() || !errors(known).isEmpty()
                        ? null
                        : world.request(known));
    }

    private List<FieldError> errors(Known known) {
        return errors.computeIfAbsent(known.key(), key -> steps.check(known));
    }

    /** Unplaced ones that do not wait, but are named by unplaced ones that do, or by such again: these go after those. */
    private List<Request> unplaced(List<Request> waiting, Map<PlacementKey, Assignment> current) {
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
                        && known.assignment().total() == 0) {
                    request(known).ifPresent(request -> {
                        found.put(key, request);
                        naming.add(request);
                    });
                }
            });
        }
        return List.copyOf(found.values());
    }

    private RoundAnswer answer(Known known, Decision decision, Snapshot snapshot) {
        PlacementKey key = known.key();
        Optional<RoundAnswer> answer =
                failures.has(key) ? Optional.empty() : failures.attempt(key, () -> explain(known, decision, snapshot));
        return answer.orElseGet(() -> RoundAnswer.failed(known, failures.of(key), now));
    }

    private RoundAnswer explain(Known known, Decision decision, Snapshot snapshot) {
        Request request = world.request(known);
        if (!errors(known).isEmpty()) {
            PlacementStatus invalid = Statuses.invalid(known, request.account(), errors(known), now);
            return new RoundAnswer(known, decision.assignment(), invalid, true, false, null);
        }
        Assignment assignment = snapshot.located(decision.assignment());
        Scene scene = Rules.scene(request, snapshot, assignment);
        Findings findings = steps.explain(scene, known.terminating() ? Optional.of(Refusal.ENDING) : Optional.empty());
        Offers offers = known.terminating() ? Offers.none(known.told()) : Offers.of(findings, decision, known, now);
        Evenness evenness = Evenness.of(findings);
        PlacementStatus status = Statuses.of(findings, offers, evenness, known.told(), known.generation(), now);
        // Under Honor, a zone that others filled since this one was decided no longer holds it back.
        boolean more = findings.outcome().added() > 0 && !known.terminating();
        if (more && decision.assignment().equals(known.assignment())) {
            willTakeThem(scene);
        }
        // Scaling down came first; those that are left may have somewhere to go.
        boolean smaller = assignment.total() < known.assignment().total()
                && Replacing.lost(scene).total() > 0;
        return new RoundAnswer(known, assignment, status, evenness.certain(), more || smaller, null);
    }

    /** To decide again and again what comes out the same would never end. */
    private void willTakeThem(Scene scene) {
        Assignment next = steps.decide(scene, Optional.empty()).assignment();
        if (next.equals(scene.current())) {
            throw new IllegalStateException(
                    "more replicas have room than are placed, and deciding places none of them: " + next.total()
                            + " of " + scene.request().replicas());
        }
    }
}
