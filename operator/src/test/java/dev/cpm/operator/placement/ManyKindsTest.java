package dev.cpm.operator.placement;

import static dev.cpm.operator.placement.Ask.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.WhenUnsatisfiable;
import dev.cpm.operator.api.ZoneState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** One spec that makes the search for moves as large as can be: nobody else may wait for it for long. */
class ManyKindsTest {
    /** The bound only tells seconds from minutes. */
    private static final Duration NO_TIME = Duration.ofSeconds(20);

    private static final int ZONES = 300;
    private static final int TERMS = 8;
    private static final int PLENTY = 1000;
    private static final List<ZoneState> CLOSED =
            List.of(ZoneState.Maintenance, ZoneState.Unavailable, ZoneState.Retired, ZoneState.ComingSoon);

    @Test
    void manyZonesClosedForManyReasonsAndManyWishesThatCannotBeKept() {
        proposesInTime(crowded());
    }

    @Test
    void manyZonesClosedForManyReasonsAndManyWishesOfWhichAnyTwoAreInConflict() {
        TestWorld world = crowded();
        for (int term = 0; term < TERMS; term++) {
            world.apply(ask("near" + term).onlyIn(zone(ZONES - 1 - term)));
        }
        proposesInTime(world.settle());
    }

    /** Any two want a zone of their own: there are far too many sets of them to look at each in every way. */
    @Test
    void wishesOfWhichAnyTwoCanBeKeptButNoThree() {
        TestWorld world = new TestWorld();
        List<String> first = new ArrayList<>();
        for (int kind = 0; kind < TERMS; kind++) {
            first.add("r1-k" + kind);
        }
        first.forEach(zone -> world.zone(zone, PLENTY));
        pairs().forEach(zone -> world.zone(zone, PLENTY));
        first.addAll(pairs().limit(12).toList());
        world.apply(ask("web").replicas(first.size()).rebalance().onlyIn(first.toArray(String[]::new)))
                .settle();
        for (int kind = 0; kind < TERMS; kind++) {
            world.zone("r1-k" + kind, CLOSED.get(kind % CLOSED.size()), PLENTY);
        }
        Ask web = ask("web").replicas(first.size()).rebalance().notIn("r1-k4", "r1-k5", "r1-k6", "r1-k7");
        for (int term = 0; term < 2 * TERMS; term++) {
            boolean near = term < TERMS;
            String name = wish(term);
            String[] there = pairs().filter(zone -> zone.contains(name) == near).toArray(String[]::new);
            world.apply(ask("other" + name).replicas(there.length).onlyIn(there));
            if (near) {
                web.colocateWith("other" + name, Cpm.ZONE_KEY, WhenUnsatisfiable.ScheduleAnyway);
            } else {
                web.separateFrom("other" + name, Cpm.ZONE_KEY, WhenUnsatisfiable.ScheduleAnyway);
            }
        }
        world.settle().apply(web);
        Assertions.assertTimeout(NO_TIME, world::settle);
        assertThat(world.status("web").proposal()).isNotNull();
    }

    /** A zone for any two of the terms. */
    private static Stream<String> pairs() {
        return IntStream.range(0, 2 * TERMS)
                .boxed()
                .flatMap(a -> IntStream.range(a + 1, 2 * TERMS).mapToObj(b -> "r1-" + wish(a) + wish(b)));
    }

    private static String wish(int term) {
        return "x" + (char) ('a' + term);
    }

    private static String zone(int zone) {
        return String.format("r1-%03d", zone);
    }

    /** A placement in all zones, most of which hold one of eight others. */
    private static TestWorld crowded() {
        TestWorld world = new TestWorld();
        for (int zone = 0; zone < ZONES; zone++) {
            world.zone(zone(zone), 9);
        }
        world.apply(web()).settle();
        for (int term = 0; term < TERMS; term++) {
            String[] there = new String[ZONES / (TERMS + 1)];
            for (int i = 0; i < there.length; i++) {
                there[i] = zone(term * there.length + i);
            }
            world.apply(ask("apart" + term).replicas(there.length).onlyIn(there));
        }
        return world.settle();
    }

    private static Ask web() {
        return ask("web").replicas(ZONES + 40).rebalance();
    }

    private static void proposesInTime(TestWorld world) {
        Ask web = web();
        for (int term = 0; term < TERMS; term++) {
            web.notInZonesOf("apart" + term)
                    .colocateWith("near" + term, Cpm.ZONE_KEY, WhenUnsatisfiable.ScheduleAnyway);
        }
        world.apply(web);
        Assertions.assertTimeout(NO_TIME, world::settle);
        assertThat(world.status("web").proposal()).isNotNull();
    }
}
