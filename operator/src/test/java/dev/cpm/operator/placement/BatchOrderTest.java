package dev.cpm.operator.placement;

import static dev.cpm.operator.placement.Ask.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.WhenUnsatisfiable;
import org.junit.jupiter.api.Test;

/** Who is decided first in a batch, where somebody names another. */
class BatchOrderTest {
    private final Ask named = ask("z").type("m2");
    private final Ask namesIt = ask("a").separateFrom("z", Cpm.ZONE_KEY, WhenUnsatisfiable.ScheduleAnyway);
    private final Ask other = ask("m");

    private final TestWorld world = new TestWorld().zone("r1-a", 1);

    @Test
    void whoNamesAnUnplacedOneIsDecidedAfterIt() {
        world.apply(named).apply(namesIt).apply(other).settle();
        assertThat(world.zones("m")).containsOnlyKeys("r1-a");
    }

    @Test
    void butNotIfItIsOlder() {
        world.apply(named.created("2026-01-01T00:01:00Z"))
                .apply(namesIt.created("2026-01-01T00:00:00Z"))
                .apply(other.created("2026-01-01T00:00:30Z"))
                .settle();
        assertThat(world.zones("a")).containsOnlyKeys("r1-a");
    }

    @Test
    void whoNamesOneOfACircleComesAfterIt() {
        world.apply(ask("x").separateFrom("y", Cpm.ZONE_KEY, WhenUnsatisfiable.ScheduleAnyway))
                .apply(ask("y").separateFrom("x", Cpm.ZONE_KEY, WhenUnsatisfiable.ScheduleAnyway))
                .apply(ask("a").separateFrom("y", Cpm.ZONE_KEY, WhenUnsatisfiable.ScheduleAnyway))
                .settle();
        assertThat(world.zones("x")).as("the first of the circle").containsOnlyKeys("r1-a");
        assertThat(world.zones("a")).isEmpty();
    }

    /** Of two circles the one that waits for nobody else goes first. */
    @Test
    void aCircleThatWaitsForAnotherOneComesAfterIt() {
        world.apply(ask("a").separateFrom("b", Cpm.ZONE_KEY, WhenUnsatisfiable.ScheduleAnyway)
                        .separateFrom("p", Cpm.ZONE_KEY, WhenUnsatisfiable.ScheduleAnyway))
                .apply(ask("b").separateFrom("a", Cpm.ZONE_KEY, WhenUnsatisfiable.ScheduleAnyway))
                .apply(ask("p").separateFrom("q", Cpm.ZONE_KEY, WhenUnsatisfiable.ScheduleAnyway))
                .apply(ask("q").separateFrom("p", Cpm.ZONE_KEY, WhenUnsatisfiable.ScheduleAnyway))
                .settle();
        assertThat(world.zones("p")).containsOnlyKeys("r1-a");
        assertThat(world.zones("a")).isEmpty();
    }

    @Test
    void itIsTheSameWhereTheUnplacedOneHasItsAnswerAlready() {
        world.apply(named).settle();
        world.apply(namesIt).apply(other).settle();
        assertThat(world.zones("m")).containsOnlyKeys("r1-a");
    }
}
