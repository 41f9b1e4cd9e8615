package dev.cpm.operator.placement.fill;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Finds the filling that breaks the fewest wishes: errors first, then warnings.
 *
 * <p>The wishes are taken one after another, each kept or broken. Of all beginnings the one goes on first that will break
 * least at best, and of those the one with the best filling. Both only get worse on the way, so the first that comes to
 * its end is the best of all. A beginning that no filling can keep ends there; what cannot be kept even alone is not in
 * question.
 */
final class Wishes {
    private final Problem problem;
    private final int total;
    private final int[] plain;
    /** The wishes in question, each once, with what breaking it costs; those about slots' use ({@code Within}) last. */
    private final List<Map.Entry<Wish, Integer>> asked;

    private int hopeless;

    /**
     * The beginning of a choice.
     *
     * @param next how many wishes are decided
     * @param cost what those cost that are broken
     * @param least what it will cost in the end at least
     * @param kept the problem with those that are kept as constraints
     * @param counts the best filling of that
     */
    private record Beginning(int next, int cost, int least, Problem kept, int[] counts) {
        /** Two that keep the same and have the same to come differ in their cost only. */
        List<Object> state() {
            return List.of(next, kept.slots(), kept.bounds());
        }
    }

    private Wishes(Problem problem, int total, int[] plain) {
        this.problem = problem;
        this.total = total;
        this.plain = plain;
        this.asked = inQuestion();
    }

    /** The best of all fillings with {@code total} replicas; {@code plain} is the best one when no wish is heard. */
    static int[] best(Problem problem, int total, int[] plain) {
        // Even filling of one group of slots keeps every wish that any filling of them keeps.
        boolean evenIsBest = problem.flat() && problem.wishes().stream().noneMatch(w -> w instanceof Wish.Within);
        if (evenIsBest || problem.wishes().stream().allMatch(w -> w.holds(problem, plain))) {
            return plain;
        }
        return new Wishes(problem, total, plain).search();
    }

    private int[] search() {
        // What costs as much as the plain filling cannot be better than that.
        int limit = hopeless + broken(0, plain);
        PriorityQueue<Beginning> open = new PriorityQueue<>(Comparator.comparingInt(Beginning::least)
                .thenComparing((a, b) -> Fill.compare(problem, a.counts(), b.counts()))
                .thenComparing(Comparator.comparingInt(Beginning::next).reversed()));
        Map<List<Object>, Integer> seen = new HashMap<>();
        open.add(new Beginning(0, hopeless, hopeless, problem, plain));
        while (!open.isEmpty() && open.peek().least() < limit) {
            Beginning best = open.poll();
            if (best.cost() + broken(best.next(), best.counts()) == best.least()) {
                return best.counts();
            }
            if (best.cost() < seen.getOrDefault(best.state(), Integer.MAX_VALUE)) {
                seen.put(best.state(), best.cost());
                Map.Entry<Wish, Integer> wish = asked.get(best.next());
                keep(wish.getKey(), best).ifPresent(open::add);
                open.add(next(best, best.cost() + wish.getValue(), best.kept(), best.counts()));
            }
        }
        return plain;
    }

    private Optional<Beginning> keep(Wish wish, Beginning before) {
        return wish.enforce(before.kept(), total)
                .filter(kept -> room(kept) >= total)
                .flatMap(kept -> {
                    int[] counts = wish.holds(problem, before.counts()) ? before.counts() : Fill.exactly(kept, total);
                    return Optional.ofNullable(counts).map(c -> next(before, before.cost(), kept, c));
                });
    }

    private Beginning next(Beginning before, int cost, Problem kept, int[] counts) {
        int next = before.next() + 1;
        return new Beginning(next, cost, cost + leastToCome(next, kept), kept, counts);
    }

    private long room(Problem kept) {
        long room = 0;
        for (Slot slot : kept.slots()) {
            room += room(slot);
        }
        return room;
    }

    private int room(Slot slot) {
        return Math.min(slot.most(), slot.held() + problem.wanted());
    }

    /**
     * What the wishes from one on will cost at least, for want of room alone. What a wish shuts out is shared by all that
     * shut it out: those that are kept shut out no less than the sum of their shares, and no more than there is to spare.
     */
    private int leastToCome(int from, Problem kept) {
        long spare = room(kept) - total;
        int[] shutOutBy = new int[kept.slots().size()];
        for (int w = from; w < asked.size(); w++) {
            for (int i = 0; i < shutOutBy.length; i++) {
                shutOutBy[i] += shutsOut(w, i) ? 1 : 0;
            }
        }
        int least = 0;
        int costs = 0;
        List<double[]> shares = new ArrayList<>();
        for (int w = from; w < asked.size(); w++) {
            double share = 0;
            long all = 0;
            for (int i = 0; i < shutOutBy.length; i++) {
                if (shutsOut(w, i)) {
                    share += (double) room(kept.slots().get(i)) / shutOutBy[i];
                    all += room(kept.slots().get(i));
                }
            }
            int cost = asked.get(w).getValue();
            if (all > spare) {
                least += cost;
            } else if (share > 0) {
                costs += cost;
                shares.add(new double[] {share, cost});
            }
        }
        return least + (int) Math.ceil(costs - worth(shares, spare) - 1e-6);
    }

    /** The most that shares up to a sum are worth, the last of them in part. */
    private static double worth(List<double[]> shares, double sum) {
        shares.sort(Comparator.comparingDouble(share -> share[0] / share[1]));
        double left = sum;
        double worth = 0;
        for (double[] share : shares) {
            double part = Math.min(1, left / share[0]);
            worth += part * share[1];
            left -= part * share[0];
        }
        return worth;
    }

    private boolean shutsOut(int wish, int slot) {
        return asked.get(wish).getKey() instanceof Wish.Within within
                && !within.allowed().get(slot);
    }

    /** What a filling breaks of the wishes from one on. */
    private int broken(int from, int[] counts) {
        int cost = 0;
        for (int i = from; i < asked.size(); i++) {
            cost += asked.get(i).getKey().holds(problem, counts)
                    ? 0
                    : asked.get(i).getValue();
        }
        return cost;
    }

    private List<Map.Entry<Wish, Integer>> inQuestion() {
        // An error weighs more than all warnings together.
        int error = problem.wishes().size() + 1;
        Map<Wish, Integer> costs = new LinkedHashMap<>();
        for (Wish wish : problem.wishes()) {
            costs.merge(bare(wish), wish.error() ? error : 1, Integer::sum);
        }
        List<Map.Entry<Wish, Integer>> found = new ArrayList<>();
        costs.forEach((wish, cost) -> {
            if (keeps(wish)) {
                found.add(Map.entry(wish, cost));
            } else {
                hopeless += cost;
            }
        });
        found.sort(Comparator.comparing((Map.Entry<Wish, Integer> wish) -> wish.getKey() instanceof Wish.Within)
                .thenComparing(Map.Entry.comparingByValue(Comparator.reverseOrder())));
        return found;
    }

    private boolean keeps(Wish wish) {
        return wish.holds(problem, plain)
                || wish.enforce(problem, total)
                        .filter(kept -> room(kept) >= total)
                        .map(kept -> Fill.exactly(kept, total))
                        .isPresent();
    }

    /** The wish as far as it makes a difference: wishes for the same are one, whatever their severity. */
    private Wish bare(Wish wish) {
        if (wish instanceof Wish.Within within) {
            BitSet allowed = new BitSet();
            for (int i = 0; i < problem.slots().size(); i++) {
                allowed.set(i, within.allowed().get(i) || problem.slots().get(i).most() == 0);
            }
            return new Wish.Within(false, allowed);
        }
        return wish instanceof Wish.Skew skew
                ? new Wish.Skew(false, skew.bound())
                : new Wish.Survive(false, ((Wish.Survive) wish).remaining());
    }
}
