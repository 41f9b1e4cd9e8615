package dev.cpm.operator.placement.decide;

import dev.cpm.operator.placement.fill.Fill;
import dev.cpm.operator.placement.fill.Problem;
import dev.cpm.operator.placement.fill.Wish;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
    public static boolean[] open(Scene scene, List<Rule> rules) {
        List<Site> sites = scene.sites();
        boolean[] open = new boolean[sites.size()];
        Arrays.fill(open, true);
        for (Rule rule : rules) {
            Filter filter = rule.filter(scene);
            for (int i = 0; filter != Filter.NONE && i < open.length; i++) {
                open[i] = open[i] && filter.refuses(sites.get(i)).isEmpty();
            }
        }
        return open;
    }

    public static List<Set<String>> regionSets(Scene scene, List<Rule> rules, boolean[] open) {
        Set<String> openRegions = new TreeSet<>();
        String last = null;
        for (int i = 0; i < open.length; i++) {
            String region = scene.sites().get(i).region();
            // Sites stand region by region: most are where the one before is.
            if (open[i] && !region.equals(last)) {
                openRegions.add(region);
                last = region;
            }
        }
        for (Rule rule : rules) {
            Optional<List<Set<String>>> sets = rule.regionSets(scene, openRegions);
            if (sets.isPresent()) {
                return sets.get();
            }
        }
        return List.of(openRegions);
    }

    public static boolean[] within(Scene scene, boolean[] open, Set<String> regions) {
        boolean[] eligible = open.clone();
        String last = null;
        boolean inside = false;
        for (int i = 0; i < eligible.length; i++) {
            String region = scene.sites().get(i).region();
            inside = region.equals(last) ? inside : regions.contains(region);
            last = region;
            eligible[i] &= inside;
        }
        return eligible;
    }
}
