package dev.cpm.operator.placement;

import dev.cpm.operator.api.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** "{@code since} does not change while the violation lasts": finds each violation in the previous status again. */
final class Since {
    /** How a violation is known again, the surest first: its numbers may change, its zones may, its kind may not. */
    private static final List<BiPredicate<Violation, Violation>> SAME = List.of(
            (a, b) -> a.message().equals(b.message()),
            (a, b) -> a.zones().equals(b.zones()) && a.regions().equals(b.regions()),
            (a, b) -> true);

    private Since() {}

    static List<Violation> keep(List<Violation> found, List<Violation> previous, String now) {
        List<Violation> left = new ArrayList<>(previous);
        String[] since = new String[found.size()];
        for (BiPredicate<Violation, Violation> same : SAME) {
            for (int i = 0; i < since.length; i++) {
                Violation violation = found.get(i);
                if (since[i] == null) {
                    since[i] = left.stream()
                            .filter(old -> old.type() == violation.type() && old.severity() == violation.severity())
                            .filter(old -> old.since() != null && same.test(violation, old))
                            .findFirst()
                            .map(old -> take(left, old))
                            .orElse(null);
                }
            }
        }
        List<Violation> kept = new ArrayList<>();
        for (int i = 0; i < since.length; i++) {
            Violation v = found.get(i);
            kept.add(new Violation(
                    v.type(),
                    v.severity(),
                    v.message(),
                    v.remedy(),
                    v.zones(),
                    v.regions(),
                    since[i] == null ? now : since[i]));
        }
        return List.copyOf(kept);
    }

    private static String take(List<Violation> left, Violation old) {
        left.remove(old);
        return old.since();
    }
}
