package dev.cpm.operator.placement.rules;

import dev.cpm.operator.placement.decide.Findings;
import dev.cpm.operator.placement.decide.Scene;
import dev.cpm.operator.placement.model.Growth;
import dev.cpm.operator.placement.moves.Trial;
import dev.cpm.operator.placement.rules.Prospects.Kind;
import dev.cpm.operator.placement.rules.Prospects.Way;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Remedies to more zones than a request can use now. Only those that were tried and help: each by itself, or where none
 * does, as few together as do.
 */
final class Openings {
    private final Findings findings;
    private final Trial trial;
    private final List<Kind> kinds;

    /** {@code apart}: zones that are spoken of elsewhere. */
    Openings(Findings findings, Trial trial, Collection<String> apart) {
        this.findings = findings;
        this.trial = trial;
        this.kinds = new Prospects(findings, apart).kinds();
    }

    /**
     * The ways that end it by themselves: "r1-b opens later; or add r2 to spec.regions". Where some of them place more
     * replicas, only those: to be told next that the machines are lacking there is no help.
     */
    Optional<String> ending() {
        return words(ways(trial::endsPlacing)).or(() -> words(ways(trial::ends)));
    }

    /** The ways that end it, or place more of the replicas that wait because of it. */
    Optional<String> mending() {
        return words(ways(trial::mends));
    }

    /**
     * The ways that mend by themselves, or where there are none, those that do once replicas come to the new zones: by
     * scaling up, by moves, or anew.
     */
    Optional<String> used() {
        Optional<String> alone = trial.restless() ? mending() : Optional.empty();
        return alone.or(this::grown)
                .or(() -> used(ways(trial::mendsByMoves), Remedies.moves(findings.request())))
                .or(() -> used(ways(trial::mendsAnew), "recreate the placement"));
    }

    private Optional<String> grown() {
        return Growth.STEPS.stream()
                .flatMap(more -> {
                    List<Way> ways = ways(scene -> trial.mendsByGrowth(scene, more));
                    boolean move = after(ways).stream().allMatch(trial::mendsByMoves);
                    return used(ways, "scale up by " + more + (move ? " or " + Remedies.moves(findings.request()) : ""))
                            .stream();
                })
                .findFirst();
    }

    private static Optional<String> used(List<Way> ways, String how) {
        return words(ways)
                .map(words -> words + "; to use " + (ways.size() == 1 ? "that" : "one of those") + ", " + how);
    }

    private static Optional<String> words(List<Way> ways) {
        return ways.isEmpty()
                ? Optional.empty()
                : Optional.of(ways.stream().map(Way::words).collect(Collectors.joining("; or ")));
    }

    private List<Scene> after(List<Way> ways) {
        return ways.stream()
                .flatMap(way -> way.changes().stream())
                .map(change -> change.apply(findings.scene()))
                .toList();
    }

    private List<Way> ways(Predicate<Scene> helps) {
        List<Way> alone =
                kinds.stream().flatMap(kind -> alone(kind, helps).stream()).toList();
        return alone.isEmpty() ? together(helps).stream().toList() : alone;
    }

    /** Those of a kind that help, each by itself; the first of them where one has words of its own. */
    private Optional<Way> alone(Kind kind, Predicate<Scene> helps) {
        List<String> helping = kind.names().stream()
                .filter(name -> helps.test(kind.one(name).apply(findings.scene())))
                .limit(kind.first() ? 1 : Opened.TRIED)
                .toList();
        return helping.isEmpty() ? Optional.empty() : Optional.of(kind.any(helping));
    }

    /** The first ones of all kinds that help together, without those that are not needed. */
    private Optional<Way> together(Predicate<Scene> helps) {
        List<List<String>> chosen =
                kinds.stream().<List<String>>map(kind -> new ArrayList<>()).toList();
        for (int i = 0; i < kinds.size(); i++) {
            for (String name : kinds.get(i).names()) {
                chosen.get(i).add(name);
                if (help(chosen, helps)) {
                    drop(chosen, helps);
                    return Optional.of(joined(chosen));
                }
            }
        }
        return Optional.empty();
    }

    private void drop(List<List<String>> chosen, Predicate<Scene> helps) {
        for (List<String> some : chosen) {
            for (String name : List.copyOf(some)) {
                int place = some.indexOf(name);
                some.remove(place);
                if (!help(chosen, helps)) {
                    some.add(place, name);
                }
            }
        }
    }

    private boolean help(List<List<String>> chosen, Predicate<Scene> helps) {
        return after(List.of(joined(chosen))).stream().allMatch(helps);
    }

    private Way joined(List<List<String>> chosen) {
        List<Way> ways = IntStream.range(0, kinds.size())
                .filter(i -> !chosen.get(i).isEmpty())
                .mapToObj(i -> kinds.get(i).all(List.copyOf(chosen.get(i))))
                .toList();
        return new Way(ways.stream().map(Way::words).collect(Collectors.joining(", and ")), List.of(scene -> {
            Scene changed = scene;
            for (Way way : ways) {
                changed = way.changes().get(0).apply(changed);
            }
            return changed;
        }));
    }
}
