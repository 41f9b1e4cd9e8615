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

/** The filler against brute force, on many thousands of small problems of every shape. */
class FillOptimalityTest {

    /** How large a problem may be. */
    private record Size(int slots, int groups, int free, int wanted, int within) {}

    @ParameterizedTest(
            name = "seed {0}: up to {1} slots in {2} groups, {3} machines a slot, {4} wanted, {6} affinity terms")
    @CsvSource({
        "1, 5, 3, 4, 8, 10000, 4",
        "2, 5, 3, 4, 8, 10000, 4",
        "3, 6, 3, 3, 6, 8000, 4",
        "4, 6, 6, 2, 6, 5000, 4",
        "5, 3, 2, 12, 20, 10000, 4",
        "6, 4, 4, 7, 12, 8000, 4",
        "7, 7, 3, 2, 5, 4000, 4",
        "8, 4, 1, 6, 11, 5000, 4",
        "9, 5, 3, 4, 7, 4000, 16",
        "10, 6, 3, 3, 6, 4000, 16",
        "11, 4, 4, 6, 9, 4000, 16"
    })
    void noAssignmentIsBetter(long seed, int slots, int groups, int free, int wanted, int cases, int within) {
        Random random = new Random(seed);
        for (int n = 0; n < cases; n++) {
            Problem problem = problem(random, new Size(slots, groups, free, wanted, within));
            int[] found = Fill.best(problem);
            int[] best = BruteForce.best(problem);
            if (!Arrays.equals(found, best)) {
                assertThat(found).as("seed %d, case %d: %s", seed, n, problem).isEqualTo(best);
            }
        }
    }

    private static Problem problem(Random random, Size size) {
        int groups = 1 + random.nextInt(size.groups());
        List<Slot> slots = new ArrayList<>();
        for (int i = 1 + random.nextInt(size.slots()); i > 0; i--) {
            int held = oneIn(random, 3) ? random.nextInt(size.free() + 1) : 0;
            int free = oneIn(random, 4) ? Slot.UNLIMITED : random.nextInt(size.free() + 1);
            int cap = oneIn(random, 4) ? random.nextInt(size.free() + 1) : Slot.UNLIMITED;
            slots.add(new Slot(random.nextInt(groups), held, free, cap, !oneIn(random, 5)));
        }
        slots.sort(Comparator.comparingInt(Slot::group));
        List<Bound> bounds = new ArrayList<>();
        List<Wish> wishes = new ArrayList<>();
        boolean evenGroups = bounds(random, bounds, wishes);
        if (oneIn(random, 3)) {
            wishes.add(new Wish.Survive(random.nextBoolean(), 1 + random.nextInt(4)));
        }
        for (int w = random.nextInt(2 * size.within() + 1) - size.within(); w > 0; w--) {
            BitSet allowed = new BitSet();
            for (int i = 0; i < slots.size(); i++) {
                allowed.set(i, random.nextBoolean());
            }
            wishes.add(new Wish.Within(random.nextBoolean(), allowed));
        }
        return new Problem(slots, groups, random.nextInt(size.wanted() + 1), bounds, wishes, evenGroups);
    }

    /** Up to four constraints as a spec can have them: hard ones bind and are wished for, soft ones are wished for. */
    private static boolean bounds(Random random, List<Bound> bounds, List<Wish> wishes) {
        boolean overGroups = false;
        for (int b = random.nextInt(5); b > 0; b--) {
            Bound.Level level = random.nextBoolean() ? Bound.Level.SLOT : Bound.Level.GROUP;
            boolean hard = random.nextBoolean();
            Bound bound = new Bound(level, 1 + random.nextInt(3), oneIn(random, 5), oneIn(random, 3), false);
            overGroups |= level == Bound.Level.GROUP;
            if (hard) {
                bounds.add(bound);
            }
            // An error is not always a hard rule: "errors, then warnings" must hold whatever the wish is about.
            wishes.add(new Wish.Skew(oneIn(random, 8) != hard, bound.forEveryone()));
        }
        return overGroups || oneIn(random, 10);
    }

    private static boolean oneIn(Random random, int n) {
        return random.nextInt(n) == 0;
    }
}
