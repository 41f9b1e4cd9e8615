package dev.cpm.operator.placement.fill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The filler against brute force, on many thousands of small problems of every shape. */
class FillOptimalityTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noAssignmentIsBetter(long seed) {
        Random random = new Random(seed);
        for (int n = 0; n < 1_000; n++) {
            Problem problem = problem(random);
            assertThat(Fill.best(problem))
                    .as("seed %d, case %d: %s", seed, n, problem)
                    .isEqualTo(BruteForce.best(problem));
        }
    }

    static Problem problem(Random random) {
        int groups = 1 + random.nextInt(3);
        int size = 1 + random.nextInt(5);
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int held = random.nextInt(3) == 0 ? random.nextInt(5) : 0;
            int free = random.nextInt(4) == 0 ? Slot.UNLIMITED : random.nextInt(5);
            int cap = random.nextInt(4) == 0 ? random.nextInt(5) : Slot.UNLIMITED;
            slots.add(new Slot(random.nextInt(groups), held, free, cap, random.nextInt(5) > 0));
        }
        slots.sort(Comparator.comparingInt(Slot::group));
        int wanted = random.nextInt(size > 4 ? 7 : 9);
        List<Bound> bounds = new ArrayList<>();
        List<Wish> wishes = new ArrayList<>();
        boolean evenGroups = false;
        for (int b = random.nextInt(4); b > 0; b--) {
            Bound bound = bound(random);
            evenGroups |= bound.level() == Bound.Level.GROUP;
            if (random.nextBoolean()) {
                bounds.add(bound);
            }
            wishes.add(new Wish.Skew(random.nextBoolean(), bound.forEveryone()));
        }
        if (random.nextInt(3) == 0) {
            wishes.add(new Wish.Survive(random.nextBoolean(), 1 + random.nextInt(4)));
        }
        for (int w = random.nextInt(6) - 3; w > 0; w--) {
            BitSet allowed = new BitSet();
            for (int i = 0; i < size; i++) {
                allowed.set(i, random.nextBoolean());
            }
            wishes.add(new Wish.Within(random.nextBoolean(), allowed));
        }
        return new Problem(slots, groups, wanted, bounds, wishes, evenGroups);
    }

    private static Bound bound(Random random) {
        Bound.Level level = random.nextBoolean() ? Bound.Level.SLOT : Bound.Level.GROUP;
        return new Bound(level, 1 + random.nextInt(3), random.nextInt(5) == 0, random.nextInt(3) == 0, false);
    }
}
