package dev.cpm.operator.placement;

import static dev.cpm.operator.placement.Ask.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.WhenUnsatisfiable;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** One spec that makes the search for moves as large as can be: nobody else may wait for it for long. */
class ManyKindsTest {
    /** The bound only tells seconds from minutes. */
    private static final Duration NO_TIME = Duration.ofSeconds(20);

    private static final int ZONES = 300;
    private static final int TERMS = 8;

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
