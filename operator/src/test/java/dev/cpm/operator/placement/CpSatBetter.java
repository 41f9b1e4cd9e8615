package dev.cpm.operator.placement;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import com.google.ortools.sat.Literal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Asks an independent solver whether any assignment is better than a given one by rule 4. One question, not a row of
 * optimizations: "strictly better" is a disjunction over the criteria, each with all earlier ones equal, and "no" is a
 * proof that the given one is best.
 *
 * <p>Evenness, counts sorted from the largest down and compared lexicographically, is asked for like this. Let N(t) be
 * the number of counts of t or more. Of two vectors with equal sums, the one with fewer at the highest t where their N
 * differ is the smaller: before the position N(t)+1 all is equal, and there it has less than t against t or more. A
 * convex sum such as the sum of squares would not do, since the assignments that keep disjunctive rules are no
 * M-convex set. N of the given vector steps at its own values only, so only those thresholds need a variable.
 */
final class CpSatBetter {
    private final CpSatModel rules;
    private final CpModel model;
    private final List<Literal> better = new ArrayList<>();

    CpSatBetter(CpSatModel rules) {
        this.rules = rules;
        this.model = rules.model();
    }

    /** Whether there is one; fails where the solver comes to no answer. */
    boolean exists(int[] given, int errors, int warnings) {
        int placed = IntStream.of(given).sum();
        model.addGreaterOrEqual(rules.placed(), placed);
        model.addGreaterOrEqual(rules.placed(), placed + 1).onlyEnforceIf(next());
        Literal fewerErrors = next();
        asGood(fewerErrors, placed, errors - 1, Integer.MAX_VALUE);
        Literal fewerWarnings = next();
        asGood(fewerWarnings, placed, errors, warnings - 1);
        Literal moreEven = next();
        asGood(moreEven, placed, errors, warnings);
        List<Literal> ways = new ArrayList<>();
        Literal[] regionsEqual = null;
        if (rules.evenRegions()) {
            regionsEqual = compare(rules.regionCounts(), rules.regionTotals(given), ways, null);
        }
        Literal[] zonesEqual = compare(rules.zoneCounts(), given, ways, regionsEqual);
        earlier(given, ways, zonesEqual);
        model.addBoolOr(ways.toArray(Literal[]::new)).onlyEnforceIf(moreEven);
        model.addBoolOr(better.toArray(Literal[]::new));
        CpSolver solver = new CpSolver();
        solver.getParameters().setNumSearchWorkers(1).setRandomSeed(1).setMaxDeterministicTime(60);
        CpSolverStatus status = solver.solve(model);
        if (status == CpSolverStatus.INFEASIBLE) {
            return false;
        }
        if (status == CpSolverStatus.OPTIMAL || status == CpSolverStatus.FEASIBLE) {
            return true;
        }
        throw new AssertionError("the solver says " + status + " " + model.validate());
    }

    private Literal next() {
        Literal way = model.newBoolVar("better" + better.size());
        better.add(way);
        return way;
    }

    private void asGood(Literal when, int placed, int errors, int warnings) {
        model.addEquality(rules.placed(), placed).onlyEnforceIf(when);
        model.addLessOrEqual(rules.errors(), errors).onlyEnforceIf(when);
        model.addLessOrEqual(rules.warnings(), warnings).onlyEnforceIf(when);
    }

    /**
     * Adds to {@code ways} one literal for each value of the given counts: all is equal above it, and fewer have it or
     * more. Answers the literals that together say that the counts, sorted, are equal.
     */
    private Literal[] compare(List<LinearExpr> counts, int[] given, List<Literal> ways, Literal[] before) {
        int[] values = IntStream.of(given)
                .distinct()
                .map(v -> -v)
                .sorted()
                .map(v -> -v)
                .toArray();
        List<Literal> equal = new ArrayList<>();
        if (before != null) {
            equal.addAll(List.of(before));
        }
        int above = 0;
        for (int value : values) {
            LinearExpr more = numberOf(counts, value + 1);
            LinearExpr here = numberOf(counts, value);
            int known = (int) IntStream.of(given).filter(v -> v >= value).count();
            Literal sameAbove = model.newBoolVar("above");
            model.addEquality(more, above).onlyEnforceIf(sameAbove);
            equal.add(sameAbove);
            Literal fewer = model.newBoolVar("fewer");
            model.addLessOrEqual(here, known - 1).onlyEnforceIf(fewer);
            equal.forEach(same -> model.addImplication(fewer, same));
            ways.add(fewer);
            Literal sameHere = model.newBoolVar("here");
            model.addEquality(here, known).onlyEnforceIf(sameHere);
            equal.add(sameHere);
            above = known;
        }
        return equal.toArray(Literal[]::new);
    }

    /** How many of the counts are {@code least} or more. */
    private LinearExpr numberOf(List<LinearExpr> counts, int least) {
        LinearExprBuilder number = LinearExpr.newBuilder();
        for (LinearExpr count : counts) {
            BoolVar enough = model.newBoolVar("enough");
            model.addGreaterOrEqual(count, least).onlyEnforceIf(enough);
            model.addLessOrEqual(count, least - 1).onlyEnforceIf(enough.not());
            number.add(enough);
        }
        return number.build();
    }

    /** "Who gets an odd one": equally even, and the first zone that differs has more. */
    private void earlier(int[] given, List<Literal> ways, Literal[] zonesEqual) {
        List<IntVar> zones = rules.zones();
        for (int zone : IntStream.range(0, given.length).filter(rules::canGrow).toArray()) {
            Literal way = model.newBoolVar("earlier");
            Arrays.stream(zonesEqual).forEach(same -> model.addImplication(way, same));
            for (int before = 0; before < zone; before++) {
                model.addEquality(zones.get(before), given[before]).onlyEnforceIf(way);
            }
            model.addGreaterOrEqual(zones.get(zone), given[zone] + 1).onlyEnforceIf(way);
            ways.add(way);
        }
    }
}
