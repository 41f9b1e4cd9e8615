package dev.cpm.operator.placement.fill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fewest moves against brute force: every count of every slot, on many thousands of small problems. */
class FewestMovesOptimalityTest {

    /** Enough wishes that some of them are in conflict. */
    private static final int MANY = 9;

    /** How large a problem may be. */
    private record Size(int slots, int groups, int machines, int wanted) {}

    @ParameterizedTest(name = "seed {0}: up to {1} slots in {2} groups, {3} machines a slot, {4} wanted")
    @CsvSource({
        "1, 4, 3, 4, 0, 8000",
        "2, 4, 3, 4, 3, 8000",
        "3, 5, 3, 2, 2, 6000",
        "4, 3, 2, 7, 4, 8000",
        "5, 6, 3, 2, 1, 3000",
        "6, 5, 1, 3, 2, 4000"
    })
    void noOtherWayIsBetter(long seed, int slots, int groups, int machines, int wanted, int cases) {
        Random random = new Random(seed);
        for (int n = 0; n < cases; n++) {
            Problem problem = problem(random, new Size(slots, groups, machines, wanted));
            int[] lids = lids(problem, random);
            int[] found = FewestMoves.best(problem, lids, new Looks(Long.MAX_VALUE));
            int[] best = PlainMoves.best(problem, lids);
            if (!Arrays.equals(found, best)) {
                assertThat(found)
                        .as("seed %d, case %d: %s lids %s", seed, n, problem, Arrays.toString(lids))
                        .isEqualTo(best);
            }
            if (found != null) {
                assertThat(FewestMoves.allowed(problem, found)).isTrue();
            }
        }
    }

    /** What must leave: of the slots that nobody may come to, half. Of the others, now and then a part. */
    private static int[] lids(Problem problem, Random random) {
        boolean honor = problem.wishes().stream().anyMatch(w -> w instanceof Wish.Skew s && honors(s.bound()))
                || problem.bounds().stream().anyMatch(FewestMovesOptimalityTest::honors);
        return problem.slots().stream()
                .mapToInt(slot -> !slot.eligible() && (honor || random.nextBoolean())
                        ? 0
                        : slot.eligible() && oneIn(random, 8) ? random.nextInt(3) : slot.held() + slot.free())
                .toArray();
    }

    private static boolean honors(Bound bound) {
        return bound.honorCapacity() && bound.level() == Bound.Level.GROUP;
    }

    private static Problem problem(Random random, Size size) {
        int groups = 1 + random.nextInt(size.groups());
        List<Slot> slots = new ArrayList<>();
        for (int i = 1 + random.nextInt(size.slots()); i > 0; i--) {
            boolean eligible = !oneIn(random, 4);
            int held = oneIn(random, 2) ? random.nextInt(size.machines() + 1) : 0;
            int free = !eligible ? 0 : oneIn(random, 4) ? Slot.UNLIMITED : random.nextInt(size.machines() + 1);
            int cap = oneIn(random, 4) ? random.nextInt(size.machines() + 1) : Slot.UNLIMITED;
            slots.add(new Slot(random.nextInt(groups), held, free, cap, eligible));
        }
        slots.sort(Comparator.comparingInt(Slot::group));
        List<Bound> bounds = new ArrayList<>();
        List<Wish> wishes = new ArrayList<>();
        boolean evenGroups = bounds(random, bounds, wishes);
        if (oneIn(random, 3)) {
            wishes.add(new Wish.Survive(random.nextBoolean(), 1 + random.nextInt(4)));
        }
        while (wishes.size() < MANY && oneIn(random, 3)) {
            BitSet allowed = new BitSet();
            for (int i = 0; i < slots.size(); i++) {
                allowed.set(i, random.nextBoolean());
            }
            wishes.add(new Wish.Within(random.nextBoolean(), allowed));
        }
        return new Problem(slots, groups, random.nextInt(size.wanted() + 1), bounds, wishes, evenGroups);
    }

    /** A hard and a soft constraint at each level, as a spec can have them. */
    private static boolean bounds(Random random, List<Bound> bounds, List<Wish> wishes) {
        boolean overGroups = oneIn(random, 10);
        for (Bound.Level level : Bound.Level.values()) {
            for (boolean hard : new boolean[] {true, false}) {
                if (oneIn(random, 2)) {
                    continue;
                }
                Bound bound = new Bound(level, 1 + random.nextInt(3), oneIn(random, 5), oneIn(random, 3), false);
                overGroups |= level == Bound.Level.GROUP;
                if (hard) {
                    bounds.add(bound);
                }
                wishes.add(new Wish.Skew(hard, bound.forEveryone()));
            }
        }
        return overGroups;
    }

    private static boolean oneIn(Random random, int n) {
        return random.nextInt(n) == 0;
    }
}
