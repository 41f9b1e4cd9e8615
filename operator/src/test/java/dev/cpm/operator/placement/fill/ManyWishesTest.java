package dev.cpm.operator.placement.fill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** As many wishes as a spec can have: four constraints, the availability, more than one zone, eight and eight terms. */
class ManyWishesTest {
    /** Some milliseconds, and a tenth of a second for the worst; the bound only tells them from minutes. */
    private static final Duration NO_TIME = Duration.ofSeconds(5);

    private static final int TERMS = 8;

    @Test
    void termsThatAgreeAreAllKept() {
        int[] counts = best(problem(16, 42, Slot.UNLIMITED, List.of(), terms(z -> z < 12, z -> z >= 12)));
        assertThat(counts).startsWith(4, 4, 3, 3).endsWith(0, 0, 0, 0);
        assertThat(IntStream.of(counts).sum()).isEqualTo(42);
    }

    @Test
    void termsThatNoFillingCanKeepAreGivenUp() {
        int[] counts = best(problem(16, 16, Slot.UNLIMITED, List.of(hard()), terms(z -> z < 2, z -> z >= 2)));
        assertThat(counts).containsOnly(1);
    }

    /** Each of the eight shuts out zones of its own, and there are machines for half of them. */
    @Test
    void ofTermsThatShutOutDifferentZonesAsManyAsFitAreKept() {
        List<Wish> wishes = new ArrayList<>();
        for (int term = 0; term < 2 * TERMS; term++) {
            int own = term;
            wishes.add(within(16, z -> z != own));
        }
        int[] counts = best(problem(16, 8, 1, List.of(), wishes));
        assertThat(counts)
                .as("evenly over four regions")
                .containsExactly(1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0);
    }

    @Test
    void theSameWithTwoHardLevels() {
        List<Wish> wishes = new ArrayList<>();
        for (int term = 0; term < 2 * TERMS; term++) {
            int own = term;
            wishes.add(within(48, z -> z % 16 != own));
        }
        Bound regions = new Bound(Bound.Level.GROUP, 5, false, false, false);
        int[] counts = best(problem(48, 24, 2, List.of(regions), wishes));
        assertThat(IntStream.of(counts).sum()).isEqualTo(24);
    }

    @Test
    void anyMixtureIsQuick() {
        Random random = new Random(5);
        for (int n = 0; n < 40; n++) {
            List<Wish> wishes = new ArrayList<>();
            for (int term = 0; term < 2 * TERMS; term++) {
                int percent = 20 + random.nextInt(75);
                wishes.add(within(24, z -> random.nextInt(100) < percent));
            }
            List<Bound> bounds = random.nextBoolean() ? List.of(hard()) : List.of();
            best(problem(24, 5 + random.nextInt(60), 1 + random.nextInt(6), bounds, wishes));
        }
    }

    private static int[] best(Problem problem) {
        Assertions.assertEquals(22, problem.wishes().size());
        return Assertions.assertTimeout(NO_TIME, () -> Fill.best(problem));
    }

    /** Six other wishes besides the terms. */
    private static Problem problem(int slots, int wanted, int free, List<Bound> bounds, List<Wish> terms) {
        List<Wish> wishes = new ArrayList<>(terms);
        for (Bound.Level level : Bound.Level.values()) {
            wishes.add(new Wish.Skew(false, new Bound(level, 1, false, false, true)));
            wishes.add(new Wish.Skew(false, new Bound(level, 2, false, true, true)));
        }
        wishes.add(new Wish.Survive(true, wanted / 2 + 1));
        wishes.add(new Wish.Survive(false, 1));
        List<Slot> all = IntStream.range(0, slots)
                .mapToObj(z -> new Slot(z / 4, 0, free, Slot.UNLIMITED, true))
                .toList();
        return new Problem(all, slots / 4, wanted, bounds, wishes, true);
    }

    private static Bound hard() {
        return new Bound(Bound.Level.SLOT, 1, false, false, false);
    }

    private static List<Wish> terms(IntPredicate together, IntPredicate apart) {
        List<Wish> terms = new ArrayList<>();
        for (int term = 0; term < TERMS; term++) {
            terms.add(within(64, together));
            terms.add(within(64, z -> !apart.test(z)));
        }
        return terms;
    }

    private static Wish within(int slots, IntPredicate allowed) {
        BitSet bits = new BitSet();
        IntStream.range(0, slots).filter(allowed).forEach(bits::set);
        return new Wish.Within(false, bits);
    }
}
