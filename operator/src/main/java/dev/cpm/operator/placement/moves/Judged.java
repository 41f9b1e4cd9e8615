package dev.cpm.operator.placement.moves;

import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.Violation;
import dev.cpm.operator.placement.decide.Breach;
import dev.cpm.operator.placement.decide.Dealing;
import dev.cpm.operator.placement.decide.Explaining;
import dev.cpm.operator.placement.decide.Filter;
import dev.cpm.operator.placement.decide.Findings;
import dev.cpm.operator.placement.decide.Outcome;
import dev.cpm.operator.placement.decide.Placing;
import dev.cpm.operator.placement.decide.Rule;
import dev.cpm.operator.placement.decide.Scene;
import dev.cpm.operator.placement.model.Assignment;
import java.util.List;

/**
 * What the status would say of an assignment: by the rules themselves, so that no proposal can promise anything else.
 *
 * @param placed replicas that have a zone, with those that could be placed once the moves are made
 * @param strays replicas in zones that would not take them today
 * @param zoneSkew as in {@code status.topology}
 */
public record Judged(Findings findings, int placed, List<Breach> breaches, int strays, int zoneSkew) {

    public static Judged of(Findings findings) {
        List<Rule> rules = findings.rules();
        List<Filter> leaving = rules.stream()
                .filter(Rule::wantsOut)
                .map(rule -> rule.filter(findings.scene()))
                .toList();
        return new Judged(
                findings,
                findings.assignment().total(),
                rules.stream().flatMap(rule -> rule.judge(findings)).toList(),
                findings.occupied().stream()
                        .filter(site -> leaving.stream()
                                .anyMatch(filter -> filter.refuses(site).isPresent()))
                        .mapToInt(site -> findings.assignment().count(site.name()))
                        .sum(),
                findings.topology().zoneSkew());
    }

    /** What would be said once replicas have moved and given up their machines, and all that then find a zone have it. */
    static Judged after(Scene scene, Assignment moved) {
        Scene then = scene.moved(moved);
        if (then.unplaced() > 0) {
            Outcome outcome = Placing.place(then, then.rules(), then.unplaced());
            then = then.moved(Dealing.deal(moved, then.sites(), outcome.counts()));
        }
        return of(Explaining.explain(then));
    }

    /** Whether a violation is still there, no better and no worse: in the same words, or of as many replicas in the same zones. */
    boolean leaves(Violation violation, Judged before) {
        return breaches.stream()
                .filter(breach -> breach.type() == violation.type())
                .filter(breach -> breach.zones().equals(violation.zones()))
                .anyMatch(breach -> breach.message().equals(violation.message())
                        || Trial.SUFFERED.contains(breach.type())
                                && findings.count(breach.zones()) == before.findings.count(breach.zones()));
    }

    int errors() {
        return count(Severity.Error);
    }

    int warnings() {
        return count(Severity.Warning);
    }

    private int count(Severity severity) {
        return (int) breaches.stream().filter(v -> v.severity() == severity).count();
    }

    /** What is mended first: replicas without a zone, then errors, then warnings; smaller is better. */
    int[] troubles() {
        return new int[] {findings.request().replicas() - placed, errors(), warnings()};
    }

    boolean noWorseThan(Judged other) {
        return placed >= other.placed && errors() <= other.errors() && warnings() <= other.warnings();
    }

    /** No worse, and nothing is broken that was not before: one trouble is not given for another. */
    boolean onlyBetterThan(Judged other) {
        return noWorseThan(other)
                && breaches.stream().allMatch(v -> other.breaches.stream().anyMatch(o -> o.type() == v.type()));
    }
}
