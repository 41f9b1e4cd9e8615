package dev.cpm.operator.placement.fill;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the filling that breaks the fewest wishes: errors first, then warnings. */
final class Wishes {
    private Wishes() {}

    /** The best of all fillings with {@code total} replicas; {@code plain} is the best one when no wish is heard. */
    static int[] best(Problem problem, int total, int[] plain) {
        List<Wish> wishes = problem.wishes();
        // Even filling of one group of slots keeps every wish that any filling of them keeps.
        boolean evenIsBest = problem.flat() && wishes.stream().noneMatch(w -> w instanceof Wish.Within);
        if (evenIsBest || wishes.stream().allMatch(w -> w.holds(problem, plain))) {
            return plain;
        }
        int limit = cost(wishes, broken(problem, plain));
        int[] best = plain;
        int bestCost = limit;
        for (int kept : setsByCost(wishes, limit)) {
            int cost = cost(wishes, ~kept);
            if (cost > bestCost) {
                break;
            }
            int[] counts = keeping(problem, total, kept);
            if (counts == null) {
                continue;
            }
            // A filling may keep more than was asked for; what counts is what it breaks.
            int actual = cost(wishes, broken(problem, counts));
            if (actual < bestCost || actual == bestCost && Fill.compare(problem, counts, best) < 0) {
                best = counts;
                bestCost = actual;
            }
        }
        return best;
    }

    private static int[] keeping(Problem problem, int total, int kept) {
        Optional<Problem> constrained = Optional.of(problem);
        for (int i = 0; i < problem.wishes().size() && constrained.isPresent(); i++) {
            if ((kept & 1 << i) != 0) {
                Wish wish = problem.wishes().get(i);
                constrained = constrained.flatMap(p -> wish.enforce(p, total));
            }
        }
        return constrained
                .map(p -> roomFor(p, total) ? Fill.exactly(p, total) : null)
                .orElse(null);
    }

    private static boolean roomFor(Problem problem, int total) {
        long most = 0;
        for (Slot slot : problem.slots()) {
            most += slot.most();
        }
        return most >= total;
    }

    /** The sets of wishes to keep that cost no more than {@code limit}, those that break least first. */
    static List<Integer> setsByCost(List<Wish> wishes, int limit) {
        List<Integer> sets = new ArrayList<>();
        for (int kept = 0; kept < 1 << wishes.size(); kept++) {
            if (cost(wishes, ~kept) <= limit) {
                sets.add(kept);
            }
        }
        sets.sort(Comparator.comparingInt(kept -> cost(wishes, ~kept)));
        return sets;
    }

    static int broken(Problem problem, int[] counts) {
        int broken = 0;
        for (int i = 0; i < problem.wishes().size(); i++) {
            if (!problem.wishes().get(i).holds(problem, counts)) {
                broken |= 1 << i;
            }
        }
        return broken;
    }

    /** What a set of broken wishes costs: an error weighs more than all warnings together. */
    static int cost(List<Wish> wishes, int broken) {
        int cost = 0;
        for (int i = 0; i < wishes.size(); i++) {
            if ((broken & 1 << i) != 0) {
                cost += wishes.get(i).error() ? 32 : 1;
            }
        }
        return cost;
    }
}
