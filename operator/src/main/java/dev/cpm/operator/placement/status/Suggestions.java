package dev.cpm.operator.placement.status;

import dev.cpm.operator.placement.decide.Findings;
import java.util.Comparator;
import java.util.List;

/**
 * {@code status.suggestions}: "the smallest changes that would place more: maxSkew 2 places 9 of 9". Each is a single
 * change that a rule names, and was decided to see what it does; those that place most come first.
 */
final class Suggestions {
    /** More would be a list to study, not an advice. */
    private static final int MOST = 5;

    private record Tried(String words, int placed) {}

    private Suggestions() {}

    static List<String> of(Findings findings) {
        if (findings.unplaced() == 0 || findings.heldBack() != null) {
            return List.of();
        }
        int now = findings.assignment().total();
        return findings.rules().stream()
                .flatMap(rule -> rule.alternatives(findings))
                .map(alternative -> new Tried(
                        alternative.words() + (alternative.plural() ? " place " : " places "), alternative.placed()))
                .filter(tried -> tried.placed() > now)
                .distinct()
                .sorted(Comparator.comparing(Tried::placed).reversed())
                .limit(MOST)
                .map(tried -> tried.words() + tried.placed() + " of "
                        + findings.request().replicas())
                .toList();
    }
}
