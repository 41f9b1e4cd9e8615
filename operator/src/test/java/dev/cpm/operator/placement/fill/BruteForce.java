package dev.cpm.operator.placement.fill;

import java.util.Arrays;

/** Tries every assignment and judges each by the words of the rules; slow, plain, and independent of the filler. */
final class BruteForce {
    private final Problem problem;
    private final Slot[] slots;
    private final int[] counts;
    private int[] best;
    private int[] bestScore;

    private BruteForce(Problem problem) {
        this.problem = problem;
        this.slots = problem.slots().toArray(Slot[]::new);
        this.counts = new int[slots.length];
    }

    /** Most replicas placed comes first, so the first total that any assignment reaches is the one to look at. */
    static int[] best(Problem problem) {
        BruteForce search = new BruteForce(problem);
        for (int more = problem.wanted(); more >= 0 && search.best == null; more--) {
            search.tryFrom(0, more);
        }
        return search.best;
    }

    private void tryFrom(int slot, int left) {
        if (slot == counts.length) {
            if (left == 0) {
                consider();
            }
            return;
        }
        Slot s = slots[slot];
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
            if (!keeps(bound)) {
                return;
            }
        }
        int[] score = new int[2];
        for (Wish wish : problem.wishes()) {
            if (!keeps(wish)) {
                score[wish.error() ? 0 : 1]++;
            }
        }
        int order = best == null ? -1 : Arrays.compare(score, bestScore);
        if (order < 0 || order == 0 && evenness() < 0) {
            best = counts.clone();
            bestScore = score;
        }
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
            return keeps(skew.bound());
        }
        int sum = 0;
        int largest = 0;
        boolean within = true;
        for (int i = 0; i < counts.length; i++) {
            sum += counts[i];
            largest = Math.max(largest, counts[i]);
            within &= counts[i] == 0
                    || !(wish instanceof Wish.Within some)
                    || some.allowed().get(i);
        }
        return wish instanceof Wish.Survive survive ? sum - largest >= survive.remaining() : within;
    }

    /** Rule 5: most replicas in any domain minus fewest in any eligible one, for every domain that the bound binds. */
    private boolean keeps(Bound bound) {
        boolean groups = bound.level() == Bound.Level.GROUP;
        int size = groups ? problem.groups() : counts.length;
        int[] now = new int[size];
        int[] before = new int[size];
        boolean[] eligible = new boolean[size];
        boolean[] freeMachine = new boolean[size];
        for (int i = 0; i < counts.length; i++) {
            int domain = groups ? slots[i].group() : i;
            now[domain] += counts[i];
            before[domain] += slots[i].held();
            eligible[domain] |= slots[i].eligible();
            freeMachine[domain] |= slots[i].eligible() && counts[i] - slots[i].held() < slots[i].free();
        }
        int fewest = Integer.MAX_VALUE;
        int most = 0;
        for (int d = 0; d < size; d++) {
            if (eligible[d] && (freeMachine[d] || !bound.honorCapacity())) {
                fewest = Math.min(fewest, now[d]);
            }
            if (bound.everyone() || now[d] > before[d]) {
                most = Math.max(most, now[d]);
            }
        }
        fewest = bound.zeroMinimum() ? 0 : fewest;
        return fewest == Integer.MAX_VALUE || most - fewest <= bound.maxSkew();
    }

    private int[] groups(int[] now) {
        int[] totals = new int[problem.groups()];
        for (int i = 0; i < now.length; i++) {
            totals[slots[i].group()] += now[i];
        }
        return totals;
    }

    private static int[] largestFirst(int[] values) {
        int[] negative = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            negative[i] = -values[i];
        }
        Arrays.sort(negative);
        for (int i = 0; i < values.length; i++) {
            negative[i] = -negative[i];
        }
        return negative;
    }
}
