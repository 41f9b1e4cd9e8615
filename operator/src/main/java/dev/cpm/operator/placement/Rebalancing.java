package dev.cpm.operator.placement;

import dev.cpm.operator.api.PlacementStatus.Move;
import dev.cpm.operator.placement.Request.Spread;
import dev.cpm.operator.placement.fill.Bound;
import dev.cpm.operator.placement.fill.Fill;
import dev.cpm.operator.placement.fill.Looks;
import dev.cpm.operator.placement.fill.Moves;
import dev.cpm.operator.placement.fill.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
        this.arenas = Arena.of(scene, Rules.of(scene.request()));
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
        Plan best = null;
        Looks looks = new Looks(LOOKS);
        for (Arena arena : now.strays() == 0 ? List.<Arena>of() : arenas) {
            int low = 1;
            int high = now.strays();
            while (low <= high) {
                int leaving = (low + high) / 2;
                Plan plan = plan(arena.without(leaving, scene), arena.problem(), looks);
                if (plan != null && plan.then.onlyBetterThan(now) && plan.then.strays() < now.strays()) {
                    if (best == null || compare(plan, best, plan.then.strays() - best.then.strays()) < 0) {
                        best = plan;
                    }
                    low = leaving + 1;
                } else {
                    high = leaving - 1;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    private Optional<Plan> evening() {
        Plan best = null;
        Looks looks = new Looks(LOOKS);
        for (Arena arena : arenas) {
            int low = 0;
            int high = best == null ? now.zoneSkew() - 1 : best.then.zoneSkew();
            while (low <= high) {
                int skew = (low + high) / 2;
                Plan plan = plan(arena, within(arena, skew), looks);
                if (plan != null && plan.then.onlyBetterThan(now) && plan.then.zoneSkew() < now.zoneSkew()) {
                    if (best == null || compare(plan, best, plan.then.zoneSkew() - best.then.zoneSkew()) < 0) {
                        best = plan;
                    }
                    high = skew - 1;
                } else {
                    low = skew + 1;
                }
            }
        }
        return Optional.ofNullable(best);
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
        Spread spread = Topologies.spread(scene.request());
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
        int[] counts = Moves.best(problem, arena.lids(), looks.part(arenas.size()));
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
