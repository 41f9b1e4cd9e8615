package dev.cpm.operator.placement.fill;

import java.util.Arrays;

/** Tries every assignment and judges each by the words of the contract; slow, plain, and independent of the filler. */
final class BruteForce {
    private final Problem problem;
    private final int[] counts;
    private int[] best;
    private int[] bestScore;

    private BruteForce(Problem problem) {
        this.problem = problem;
        this.counts = new int[problem.slots().size()];
    }

    static int[] best(Problem problem) {
        BruteForce search = new BruteForce(problem);
        search.tryFrom(0, problem.wanted());
        return search.best;
    }

    private void tryFrom(int slot, int left) {
        if (slot == counts.length) {
            consider();
            return;
        }
        Slot s = problem.slots().get(slot);
        for (int extra = 0; extra <= left; extra++) {
            if (extra > 0 && (!s.eligible() || extra > s.free() || s.held() + extra > s.cap())) {
                break;
            }
            counts[slot] = s.held() + extra;
            tryFrom(slot + 1, left - extra);
        }
    }

    private void consider() {
        for (Bound bound : problem.bounds()) {
            if (!keeps(bound, counts)) {
                return;
            }
        }
        int[] score = score();
        int order = best == null ? -1 : Arrays.compare(score, bestScore);
        if (order == 0) {
            order = evenness();
        }
        if (order < 0) {
            best = counts.clone();
            bestScore = score;
        }
    }

    private int[] score() {
        int errors = 0;
        int warnings = 0;
        for (Wish wish : problem.wishes()) {
            if (!keeps(wish)) {
                errors += wish.error() ? 1 : 0;
                warnings += wish.error() ? 0 : 1;
            }
        }
        return new int[] {-Arrays.stream(counts).sum(), errors, warnings};
    }

    private int evenness() {
        if (problem.evenGroups()) {
            int byGroup = Arrays.compare(largestFirst(groups(counts)), largestFirst(groups(best)));
            if (byGroup != 0) {
                return byGroup;
            }
        }
        int bySlot = Arrays.compare(largestFirst(counts), largestFirst(best));
        return bySlot != 0 ? bySlot : Arrays.compare(best, counts);
    }

    private boolean keeps(Wish wish) {
        if (wish instanceof Wish.Skew skew) {
            return keeps(skew.bound(), counts);
        }
        if (wish instanceof Wish.Survive survive) {
            return Arrays.stream(counts).sum() - Arrays.stream(counts).max().orElse(0) >= survive.remaining();
        }
        Wish.Within within = (Wish.Within) wish;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0 && !within.allowed().get(i)) {
                return false;
            }
        }
        return true;
    }

    /** Rule 5: most replicas in any domain minus fewest in any eligible one, for every domain that the bound binds. */
    private boolean keeps(Bound bound, int[] now) {
        boolean groups = bound.level() == Bound.Level.GROUP;
        int[] domains = groups ? groups(now) : now;
        int fewest = Integer.MAX_VALUE;
        for (int d = 0; d < domains.length; d++) {
            boolean eligible = false;
            boolean freeMachine = false;
            for (int i = 0; i < now.length; i++) {
                Slot s = problem.slots().get(i);
                if (s.eligible() && (groups ? s.group() == d : i == d)) {
                    eligible = true;
                    freeMachine |= now[i] - s.held() < s.free();
                }
            }
            if (eligible && (freeMachine || !bound.honorCapacity())) {
                fewest = Math.min(fewest, domains[d]);
            }
        }
        if (bound.zeroMinimum()) {
            fewest = 0;
        }
        int[] held = problem.slots().stream().mapToInt(Slot::held).toArray();
        int[] before = groups ? groups(held) : held;
        for (int d = 0; d < domains.length; d++) {
            boolean bound1 = bound.everyone() || domains[d] > before[d];
            if (bound1 && fewest != Integer.MAX_VALUE && domains[d] - fewest > bound.maxSkew()) {
                return false;
            }
        }
        return true;
    }

    private int[] groups(int[] now) {
        int[] totals = new int[problem.groups()];
        for (int i = 0; i < now.length; i++) {
            totals[problem.slots().get(i).group()] += now[i];
        }
        return totals;
    }

    private static int[] largestFirst(int[] values) {
        return Arrays.stream(values).map(v -> -v).sorted().map(v -> -v).toArray();
    }
}
