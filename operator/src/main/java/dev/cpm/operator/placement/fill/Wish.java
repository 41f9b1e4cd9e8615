package dev.cpm.operator.placement.fill;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * A rule that the finished assignment should keep, though it holds nobody back: breaking it costs an error or a
 * warning. A wish can be turned into a constraint, so that "fewest rules broken" is found exactly.
 */
public sealed interface Wish {

    /** Whether breaking it is an error, which weighs more than any number of warnings. */
    boolean error();

    /** Whether {@code counts} keep it. */
    boolean holds(Problem problem, int[] counts);

    /** The problem with this wish as a constraint where {@code total} replicas are placed; empty if none can keep it. */
    Optional<Problem> enforce(Problem problem, int total);

    /** The skew of the whole assignment stays within a bound. */
    record Skew(boolean error, Bound bound) implements Wish {
        @Override
        public boolean holds(Problem problem, int[] counts) {
            return problem.tier(bound.level(), counts).holds(problem.totals(bound.level(), counts), bound);
        }

        @Override
        public Optional<Problem> enforce(Problem problem, int total) {
            return Optional.of(problem.with(bound));
        }
    }

    /** Whatever slot is lost, at least {@code remaining} replicas are left. */
    record Survive(boolean error, int remaining) implements Wish {
        @Override
        public boolean holds(Problem problem, int[] counts) {
            int total = 0;
            int largest = 0;
            for (int count : counts) {
                total += count;
                largest = Math.max(largest, count);
            }
            return total - largest >= remaining;
        }

        @Override
        public Optional<Problem> enforce(Problem problem, int total) {
            return capped(problem, total - remaining, null);
        }
    }

    /** All replicas are in the slots of {@code allowed}. */
    record Within(boolean error, BitSet allowed) implements Wish {
        @Override
        public boolean holds(Problem problem, int[] counts) {
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] > 0 && !allowed.get(i)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public Optional<Problem> enforce(Problem problem, int total) {
            return capped(problem, 0, allowed);
        }
    }

    /** No more than {@code cap} replicas in any slot, but for those of {@code except}. */
    private static Optional<Problem> capped(Problem problem, int cap, BitSet except) {
        List<Slot> slots = new ArrayList<>(problem.slots());
        for (int i = 0; i < slots.size(); i++) {
            if (except != null && except.get(i)) {
                continue;
            }
            if (slots.get(i).held() > cap) {
                return Optional.empty();
            }
            slots.set(i, slots.get(i).withCap(cap));
        }
        return Optional.of(problem.with(slots));
    }
}
