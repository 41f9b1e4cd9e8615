package dev.cpm.operator.placement.moves;

import dev.cpm.operator.api.PlacementStatus.Move;
import dev.cpm.operator.placement.decide.Scene;
import dev.cpm.operator.placement.decide.SkewReport;
import dev.cpm.operator.placement.fill.Bound;
import dev.cpm.operator.placement.fill.FewestMoves;
import dev.cpm.operator.placement.fill.Fill;
import dev.cpm.operator.placement.fill.Looks;
import dev.cpm.operator.placement.fill.Problem;
import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.Request.Spread;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Finds the moves that make a placement better: the fewest that mend what can be mended. Where moves mend nothing, those
 * that bring as many as possible out of closed zones; where that is nobody, the fewest that reach the best skew over
 * zones. Every replica can move; it can only go where a new one could.
 *
 * <p>What mends comes in the order of rule 4: most replicas placed, fewest errors, fewest warnings; then the fewest
 * moves, then the most even.
 */
final class Rebalancing {
    /** So many slots are looked at in each of three ways: some tenths of a second, in which nobody else is answered. */
    private static final long LOOKS = 100_000;

    /**
     * Moves, and what they come to.
     *
     * @param counts replicas at each site of the scene once all is done
     */
    record Plan(Arena arena, int[] counts, List<Move> moves, Judged then) {}

    private final Scene scene;
    private final Judged now;
    private final List<Arena> arenas;

    private Rebalancing(Judged now) {
        this.scene = now.findings().scene();
        this.now = now;
        this.arenas = Arena.of(scene, scene.rules());
    }

    /** The best plan; empty where no move makes anything better. */
    static Optional<Plan> best(Judged now) {
        if (now.placed() == 0 || now.breaches().isEmpty() && now.zoneSkew() == 0) {
            return Optional.empty();
        }
        Rebalancing search = new Rebalancing(now);
        return search.mending().or(search::leaving).or(search::evening);
    }

    private Optional<Plan> mending() {
        Plan best = null;
        Looks looks = new Looks(LOOKS);
        for (Arena arena : arenas) {
            Plan plan = plan(arena, arena.problem(), looks);
            if (plan != null
                    && Arrays.compare(plan.then.troubles(), now.troubles()) < 0
                    && (best == null || compare(plan, best, 0) < 0)) {
                best = plan;
            }
        }
        return Optional.ofNullable(best);
    }

    /** What is broken may stay broken, but fewer suffer from it. */
    private Optional<Plan> leaving() {
        Search search = new Search(Judged::strays, true);
        for (Arena arena : now.strays() == 0 ? List.<Arena>of() : arenas) {
            search.between(
                    1, now.strays(), leaving -> plan(arena.without(leaving, scene), arena.problem(), search.looks));
        }
        return Optional.ofNullable(search.best);
    }

    private Optional<Plan> evening() {
        Search search = new Search(Judged::zoneSkew, false);
        for (Arena arena : arenas) {
            search.between(
                    0,
                    search.best == null ? now.zoneSkew() - 1 : search.best.then.zoneSkew(),
                    skew -> plan(arena, within(arena, skew), search.looks));
        }
        return Optional.ofNullable(search.best);
    }

    /** Asks for more and more, by halves, as long as it makes nothing worse and brings down what it aims at. */
    private final class Search {
        private final ToIntFunction<Judged> aim;

        /** Whether a larger number asks for more. */
        private final boolean upwards;

        private final Looks looks = new Looks(LOOKS);
        private Plan best;

        Search(ToIntFunction<Judged> aim, boolean upwards) {
            this.aim = aim;
            this.upwards = upwards;
        }

        /** Asks for numbers from {@code low} to {@code high}; {@code plans} has the plan for one, or null. */
        void between(int low, int high, IntFunction<Plan> plans) {
            int least = low;
            int most = high;
            while (least <= most) {
                int asked = (least + most) / 2;
                Plan plan = plans.apply(asked);
                boolean helps = plan != null
                        && plan.then.onlyBetterThan(now)
                        && aim.applyAsInt(plan.then) < aim.applyAsInt(now);
                if (helps && (best == null || compare(plan, best, distance(plan)) < 0)) {
                    best = plan;
                }
                if (helps == upwards) {
                    least = asked + 1;
                } else {
                    most = asked - 1;
                }
            }
        }

        /** How much farther from the aim a plan is than the best one. */
        private int distance(Plan plan) {
            return aim.applyAsInt(plan.then) - aim.applyAsInt(best.then);
        }
    }

    /** What is better, then what comes nearer to the aim, then what is less work, then what is more even. */
    private static int compare(Plan a, Plan b, int aim) {
        int[] order = {
            Arrays.compare(a.then.troubles(), b.then.troubles()),
            aim,
            Integer.compare(a.moves.size(), b.moves.size()),
            Fill.compare(a.arena.problem(), a.counts, b.counts)
        };
        return IntStream.of(order).filter(o -> o != 0).findFirst().orElse(0);
    }

    /** The problem with no more skew over zones than this, and over regions no more than there is now. */
    private Problem within(Arena arena, int skew) {
        Spread spread = scene.request().zoneSpread();
        long zones = 0;
        for (boolean eligible : arena.eligible()) {
            zones += eligible ? 1 : 0;
        }
        Problem problem = arena.problem()
                .with(new Bound(Bound.Level.SLOT, skew, zones < spread.minDomains(), spread.honorCapacity(), true));
        if (!problem.evenGroups()) {
            return problem;
        }
        Spread regions = new Spread(true, 1, 0, false, false);
        int overRegions = SkewReport.of(now.findings().outcome(), regions).skew();
        return problem.with(new Bound(Bound.Level.GROUP, overRegions, false, false, true));
    }

    /** The fewest moves in an arena, or null where there are none to make. */
    private Plan plan(Arena arena, Problem problem, Looks looks) {
        int[] counts = FewestMoves.best(problem, arena.lids(), looks.part(arenas.size()));
        if (counts == null) {
            return null;
        }
        List<Move> moves = Moving.moves(scene, counts);
        Assignment moved = Moving.apply(scene, moves);
        return moves.isEmpty() || !arena.allows(Moving.counts(scene, moved))
                ? null
                : new Plan(arena, counts, moves, Judged.after(scene, moved));
    }
}
