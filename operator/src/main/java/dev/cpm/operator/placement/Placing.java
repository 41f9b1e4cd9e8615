package dev.cpm.operator.placement;

import dev.cpm.operator.placement.fill.Fill;
import dev.cpm.operator.placement.fill.Problem;
import dev.cpm.operator.placement.fill.Wish;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds the zones for the unplaced replicas of one request: filter, choose the regions, fill. */
public final class Placing {
    private Placing() {}

    /** The best outcome for {@code wanted} more replicas under these rules. */
    public static Outcome place(Scene scene, List<Rule> rules, int wanted) {
        boolean[] open = open(scene, rules);
        Outcome best = null;
        for (Set<String> regions : regionSets(scene, rules, open)) {
            Outcome outcome = place(scene, rules, wanted, within(scene, open, regions));
            if (best == null || outcome.betterThan(best)) {
                best = outcome;
            }
        }
        return best;
    }

    private static Outcome place(Scene scene, List<Rule> rules, int wanted, boolean[] eligible) {
        Shape shape = new Shape(scene, eligible, wanted);
        rules.forEach(rule -> rule.shape(shape));
        Problem problem = shape.problem();
        int[] counts = Fill.best(problem);
        int errors = shape.errors();
        int warnings = shape.warnings();
        for (Wish wish : problem.wishes()) {
            boolean broken = !wish.holds(problem, counts);
            errors += broken && wish.error() ? 1 : 0;
            warnings += broken && !wish.error() ? 1 : 0;
        }
        return new Outcome(scene, eligible, problem, counts, errors, warnings);
    }

    /** Rule 3: the zones that no filter closes. */
    static boolean[] open(Scene scene, List<Rule> rules) {
        boolean[] open = new boolean[scene.sites().size()];
        for (int i = 0; i < open.length; i++) {
            Site site = scene.sites().get(i);
            open[i] = rules.stream().noneMatch(rule -> rule.refuses(site, scene).isPresent());
        }
        return open;
    }

    static List<Set<String>> regionSets(Scene scene, List<Rule> rules, boolean[] open) {
        Set<String> openRegions = new TreeSet<>();
        for (int i = 0; i < open.length; i++) {
            if (open[i]) {
                openRegions.add(scene.sites().get(i).region());
            }
        }
        return rules.stream()
                .flatMap(rule -> rule.regionSets(scene, openRegions).stream())
                .findFirst()
                .orElse(List.of(openRegions));
    }

    static boolean[] within(Scene scene, boolean[] open, Set<String> regions) {
        boolean[] eligible = open.clone();
        for (int i = 0; i < eligible.length; i++) {
            eligible[i] &= regions.contains(scene.sites().get(i).region());
        }
        return eligible;
    }
}
