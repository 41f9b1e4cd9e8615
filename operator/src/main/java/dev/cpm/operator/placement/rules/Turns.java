package dev.cpm.operator.placement.rules;

import dev.cpm.operator.api.SpecCheck;
import dev.cpm.operator.placement.decide.Findings;
import dev.cpm.operator.placement.decide.Scene;
import dev.cpm.operator.placement.model.Neighbour;
import dev.cpm.operator.placement.model.Neighbours;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.model.Request;
import dev.cpm.operator.placement.model.Snapshot;
import dev.cpm.operator.placement.model.Waits;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Whose turn it is where a placement waits for another one that has no replica: that one may wait for it in turn. */
final class Turns {
    private final AffinityRule term;
    private final Findings findings;

    Turns(AffinityRule term, Findings findings) {
        this.term = term;
        this.findings = findings;
    }

    /**
     * Whether the other placement, or one that it waits for, waits for this one: then none of them can go first. Looks
     * at no more than a few dozen: a longer circle is one that nobody would find by reading either.
     */
    boolean inTurn() {
        Neighbours neighbours = findings.snapshot().neighbours();
        Set<PlacementKey> seen = new LinkedHashSet<>();
        Deque<PlacementKey> next = new ArrayDeque<>(List.of(term.other()));
        while (!next.isEmpty() && seen.size() < Waits.LONGEST) {
            PlacementKey key = next.poll();
            if (key.equals(findings.request().key())) {
                return true;
            }
            if (seen.add(key)) {
                neighbours
                        .placement(key, findings.request().account())
                        .filter(found -> found.assignment().total() == 0)
                        .ifPresent(found -> next.addAll(Waits.of(key, found.spec())));
            }
        }
        return false;
    }

    /** Whether the other placement waits for this one without any other between them. */
    boolean eachOther() {
        return term.find(findings.request(), findings.snapshot())
                .filter(found -> Waits.of(found.key(), found.spec())
                        .contains(findings.request().key()))
                .isPresent();
    }

    /** Whether the other placement would find a place, were soft what it asks of this one. */
    boolean otherCouldGoFirst() {
        Snapshot snapshot = findings.snapshot();
        Neighbour waiting = term.find(findings.request(), snapshot).orElseThrow();
        if (!SpecCheck.check(waiting.spec(), term.other().name(), term.other().namespace())
                .isEmpty()) {
            return false;
        }
        String label = snapshot.neighbours().accountLabel(term.other().namespace());
        Request request = Request.of(
                term.other(), waiting.spec(), label, findings.request().created());
        Scene scene = Scene.of(
                request, snapshot, waiting.assignment(), findings.scene().rulebook());
        return scene.rules().stream().allMatch(rule -> rule.holdsBack(scene).isEmpty())
                && term.soft(scene.rules(), findings.request().key(), scene).placed() > 0;
    }
}
