package dev.cpm.operator.placement.fill;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Tries every way to move replicas and to place new ones, and judges each by the words of the rules. */
final class PlainMoves {
    private final Problem problem;
    private final Slot[] slots;
    private final int[] lids;
    private final int[] counts;
    private int[] best;
    private int[] bestScore;

    private PlainMoves(Problem problem, int[] lids) {
        this.problem = problem;
        this.slots = problem.slots().toArray(Slot[]::new);
        this.lids = lids;
        this.counts = new int[slots.length];
    }

    /** The best counts, or null where not even those that are placed now can all have a place. */
    static int[] best(Problem problem, int[] lids) {
        PlainMoves search = new PlainMoves(problem, lids);
        int held = problem.slots().stream().mapToInt(Slot::held).sum();
        for (int total = held + problem.wanted(); total >= held && search.best == null; total--) {
            search.tryFrom(0, total);
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
        for (int count = 0; count <= Math.min(left, lids[slot]); count++) {
            boolean comes = count > s.held();
            if (comes && (!s.eligible() || count - s.held() > s.free() || count > s.cap())) {
                break;
            }
            counts[slot] = count;
            tryFrom(slot + 1, left - count);
        }
        counts[slot] = 0;
    }

    private void consider() {
        for (Bound bound : problem.bounds()) {
            if (!keeps(bound)) {
                return;
            }
        }
        int[] score = new int[3];
        for (Wish wish : problem.wishes()) {
            if (!keeps(wish)) {
                score[wish.error() ? 0 : 1]++;
            }
        }
        for (int i = 0; i < counts.length; i++) {
            score[2] += Math.max(0, slots[i].held() - counts[i]);
        }
        int order = best == null ? -1 : Arrays.compare(score, bestScore);
        if (order < 0 || order == 0 && evenness() < 0) {
            best = counts.clone();
            bestScore = score;
        }
    }

    private int evenness() {
        if (problem.evenGroups()) {
            int byGroup = Arrays.compare(smallestLast(groups(counts)), smallestLast(groups(best)));
            if (byGroup != 0) {
                return byGroup;
            }
        }
        int bySlot = Arrays.compare(smallestLast(counts), smallestLast(best));
        return bySlot != 0 ? bySlot : Arrays.compare(best, counts);
    }

    private boolean keeps(Wish wish) {
        if (wish instanceof Wish.Skew skew) {
            return keeps(skew.bound());
        }
        if (wish instanceof Wish.Survive survive) {
            return IntStream.of(counts).sum() - IntStream.of(counts).max().orElse(0) >= survive.remaining();
        }
        Wish.Within within = (Wish.Within) wish;
        return IntStream.range(0, counts.length)
                .allMatch(i -> counts[i] == 0 || within.allowed().get(i));
    }

    /** Rule 5: most replicas in any domain that the bound binds minus fewest in any eligible one. */
    private boolean keeps(Bound bound) {
        int fewest = Integer.MAX_VALUE;
        int most = 0;
        int domains = bound.level() == Bound.Level.GROUP ? problem.groups() : counts.length;
        for (int d = 0; d < domains; d++) {
            int now = 0;
            int before = 0;
            boolean eligible = false;
            boolean room = false;
            for (int i = 0; i < counts.length; i++) {
                if (d == (bound.level() == Bound.Level.GROUP ? slots[i].group() : i)) {
                    now += counts[i];
                    before += slots[i].held();
                    eligible |= slots[i].eligible();
                    room |= slots[i].eligible() && counts[i] < slots[i].held() + slots[i].free();
                }
            }
            if (eligible && (room || !bound.honorCapacity())) {
                fewest = Math.min(fewest, now);
            }
            if (bound.everyone() || now > before) {
                most = Math.max(most, now);
            }
        }
        fewest = bound.zeroMinimum() ? 0 : fewest;
        return fewest == Integer.MAX_VALUE || most - fewest <= bound.maxSkew();
    }

    private int[] groups(int[] of) {
        int[] totals = new int[problem.groups()];
        for (int i = 0; i < of.length; i++) {
            totals[slots[i].group()] += of[i];
        }
        return totals;
    }

    private static int[] smallestLast(int[] values) {
        return IntStream.of(values).map(v -> -v).sorted().map(v -> -v).toArray();
    }
}
