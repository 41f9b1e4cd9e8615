package dev.cpm.operator.placement.fill;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The counts that the fewest moves reach. A slot's held replicas are what it holds now; any of them may leave.
 *
 * <p>The order of choice: most replicas placed; fewest wishes broken; fewest moves; then as in {@link Fill}. Why this is
 * exact: {@link Nearest} is, for a total and bounds; and wishes are tried as bounds, the sets that break least first.
 */
public final class FewestMoves {
    /** The sets of so many wishes are looked at one by one sooner than it is found out which are in conflict. */
    private static final int FEW = 4;

    private FewestMoves() {}

    /**
     * The best counts; null where the lids leave no room for all that are placed now.
     *
     * @param lids the most that each slot may hold, whatever it holds now
     * @param looks how much may be tried to keep more wishes, or with fewer moves
     */
    public static int[] best(Problem problem, int[] lids, Looks looks) {
        Nearest nearest = new Nearest(problem, lids);
        int total = nearest.largestTotal();
        if (total < problem.held()) {
            return null;
        }
        int[] best = nearest.exactly(total);
        List<Wish> wishes = problem.wishes();
        int bestCost = cost(problem, best);
        IntFunction<int[]> keeping = kept -> {
            looks.take(problem.slots().size());
            return keeping(problem, lids, kept, total);
        };
        Conflicts conflicts = new Conflicts(wishes.size(), set -> keeping.apply(set) != null);
        boolean many = wishes.size() > FEW;
        int hopeless = many ? conflicts.hopeless(WishSets.broken(then(problem, best), best)) : 0;
        for (int kept : WishSets.byCost(wishes, hopeless)) {
            looks.take(1);
            if (WishSets.cost(wishes, ~kept) > bestCost || !looks.any()) {
                break;
            }
            int[] counts = many && conflicts.within(kept) ? null : keeping.apply(kept);
            if (counts != null) {
                int cost = cost(problem, counts);
                if (cost < bestCost || cost == bestCost && better(problem, counts, best)) {
                    best = counts;
                    bestCost = cost;
                }
            }
        }
        return best;
    }

    /** How many replicas leave their slot where these are the counts from now on. */
    public static int count(Problem problem, int[] counts) {
        int leaving = 0;
        for (int i = 0; i < counts.length; i++) {
            leaving += Math.max(0, problem.slots().get(i).held() - counts[i]);
        }
        return leaving;
    }

    /** Whether slots and groups that hold more than now keep every bound, and slots their limits. */
    public static boolean allowed(Problem problem, int[] counts) {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > problem.slots().get(i).most()) {
                return false;
            }
        }
        Problem then = then(problem, counts);
        return problem.bounds().stream().allMatch(bound -> keeps(problem, then, counts, bound));
    }

    private static boolean keeps(Problem problem, Problem then, int[] counts, Bound bound) {
        Tier before = problem.tier(bound.level(), counts);
        Tier after = then.tier(bound.level(), counts);
        int[] totals = problem.totals(bound.level(), counts);
        int fewest = Integer.MAX_VALUE;
        int most = 0;
        for (int i = 0; i < totals.length; i++) {
            if (after.eligible(i) && !(bound.honorCapacity() && totals[i] >= after.full(i))) {
                fewest = Math.min(fewest, totals[i]);
            }
            if (totals[i] > before.held(i)) {
                most = Math.max(most, totals[i]);
            }
        }
        fewest = bound.zeroMinimum() ? 0 : fewest;
        return fewest == Integer.MAX_VALUE || most - fewest <= bound.maxSkew();
    }

    static boolean better(Problem problem, int[] a, int[] b) {
        int moves = Integer.compare(count(problem, a), count(problem, b));
        return moves != 0 ? moves < 0 : Fill.compare(problem, a, b) < 0;
    }

    /** What the broken wishes cost. */
    private static int cost(Problem problem, int[] counts) {
        return WishSets.cost(problem.wishes(), WishSets.broken(then(problem, counts), counts));
    }

    /** The same problem once the counts are what its slots hold. */
    private static Problem then(Problem problem, int[] counts) {
        List<Slot> then = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            Slot slot = problem.slots().get(i);
            int free = slot.eligible() ? slot.full() - counts[i] : 0;
            then.add(new Slot(slot.group(), counts[i], free, slot.cap(), slot.eligible()));
        }
        return problem.with(then);
    }

    private static int[] keeping(Problem problem, int[] lids, int kept, int total) {
        Problem bounded = problem;
        int[] lowered = lids.clone();
        for (int w = 0; w < problem.wishes().size(); w++) {
            if ((kept & 1 << w) == 0) {
                continue;
            }
            Wish wish = problem.wishes().get(w);
            if (wish instanceof Wish.Skew skew) {
                bounded = bounded.with(skew.bound());
            }
            for (int i = 0; i < lowered.length; i++) {
                if (wish instanceof Wish.Survive survive) {
                    lowered[i] = Math.min(lowered[i], total - survive.remaining());
                } else if (wish instanceof Wish.Within within
                        && !within.allowed().get(i)) {
                    lowered[i] = 0;
                }
            }
        }
        return new Nearest(bounded, lowered).exactly(total);
    }
}
