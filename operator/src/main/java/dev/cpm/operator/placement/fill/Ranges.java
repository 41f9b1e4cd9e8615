package dev.cpm.operator.placement.fill;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The least and the most of each domain of a level (slots, or groups of slots) where replicas may leave too.
 *
 * <p>As in a {@link Tier}, one number decides a bound: the level that no domain exceeds which it binds. A bound on
 * everyone binds every domain; another one those that hold more than now.
 */
record Ranges(int[] least, int[] most) {

    /**
     * What is known of the domains before any bound is heard.
     *
     * @param now what each holds now
     * @param full the count at which the last free machine is taken
     */
    record Domains(int[] now, int[] least, int[] most, int[] full, boolean[] eligible) {}

    private record Levels(List<Bound> bounds, int lowest, int highest) {

        /** The levels worth trying: below them ranges only shrink, and beyond them only the least counts grow. */
        static Levels of(List<Bound> bounds, Domains domains) {
            int lowest = bounds.stream().mapToInt(Bound::maxSkew).min().orElse(0);
            int highest =
                    bounds.isEmpty() ? 0 : IntStream.of(domains.most).max().orElse(0);
            for (Bound bound : bounds) {
                highest = bound.zeroMinimum() ? Math.min(highest, bound.maxSkew()) : highest;
            }
            return new Levels(bounds, Math.min(lowest, highest), highest);
        }
    }

    /**
     * Visits the ranges of every level at which the least counts are no more than {@code total} and the most no less
     * than {@code room}; of levels that differ only in the least, the lowest.
     */
    static void each(Domains domains, List<Bound> bounds, int total, int room, Consumer<Ranges> visit) {
        List<Bound> onAll = bounds.stream().filter(Bound::everyone).toList();
        List<Bound> onReceiving = bounds.stream()
                .filter(bound -> !bound.everyone() && !onAll.contains(bound.forEveryone()))
                .toList();
        Levels all = Levels.of(onAll, domains);
        Levels receiving = Levels.of(onReceiving, domains);
        int first = firstWithRoom(all, a -> at(domains, all, a, receiving, receiving.highest), room);
        for (int a = first; a <= all.highest; a++) {
            if (sum(at(domains, all, a, receiving, receiving.lowest).least) > total) {
                return;
            }
            int[] most = null;
            int level = a;
            for (int r = firstWithRoom(receiving, i -> at(domains, all, level, receiving, i), room);
                    r <= receiving.highest;
                    r++) {
                Ranges ranges = at(domains, all, a, receiving, r);
                if (sum(ranges.least) > total) {
                    break;
                }
                if (!Arrays.equals(most, ranges.most) && ranges.possible() && sum(ranges.most) >= room) {
                    visit.accept(ranges);
                }
                most = ranges.most;
            }
        }
    }

    /** The lowest level with room; the highest where none has. */
    private static int firstWithRoom(Levels levels, IntFunction<Ranges> at, int room) {
        int low = levels.lowest;
        int high = levels.highest;
        while (low < high) {
            int middle = (low + high) / 2;
            if (sum(at.apply(middle).most) >= room) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static Ranges at(Domains domains, Levels all, int a, Levels receiving, int r) {
        int[] least = domains.least.clone();
        int[] most = domains.most.clone();
        for (int i = 0; i < least.length; i++) {
            if (!all.bounds.isEmpty()) {
                most[i] = Math.min(most[i], a);
            }
            if (!receiving.bounds.isEmpty()) {
                most[i] = Math.min(most[i], Math.max(domains.now[i], r));
            }
            if (domains.eligible[i]) {
                least[i] = Math.max(least[i], floor(all.bounds, a, domains.full[i]));
                least[i] = Math.max(least[i], floor(receiving.bounds, r, domains.full[i]));
            }
        }
        return new Ranges(least, most);
    }

    /** The least count of an eligible domain at a level. */
    private static int floor(List<Bound> bounds, int level, int full) {
        int floor = 0;
        for (Bound bound : bounds) {
            if (!bound.zeroMinimum()) {
                int least = level - bound.maxSkew();
                floor = Math.max(floor, bound.honorCapacity() ? Math.min(least, full) : least);
            }
        }
        return floor;
    }

    private boolean possible() {
        for (int i = 0; i < least.length; i++) {
            if (least[i] > most[i]) {
                return false;
            }
        }
        return true;
    }

    /** The count of each domain that is nearest to what it holds now. */
    int[] nearest(int[] now) {
        int[] nearest = new int[now.length];
        for (int i = 0; i < now.length; i++) {
            nearest[i] = Math.max(least[i], Math.min(most[i], now[i]));
        }
        return nearest;
    }

    static int sum(int[] counts) {
        return IntStream.of(counts).sum();
    }
}
