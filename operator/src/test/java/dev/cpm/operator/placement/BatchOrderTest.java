package dev.cpm.operator.placement;

import static dev.cpm.operator.placement.Ask.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.WhenUnsatisfiable;
import org.junit.jupiter.api.Test;

/** Who is decided first in a batch, where somebody names another. */
class BatchOrderTest {
    private static final Ask NAMED = ask("z").type("m2");
    private static final Ask NAMES_IT = ask("a").separateFrom("z", Cpm.ZONE_KEY, WhenUnsatisfiable.ScheduleAnyway);
    private static final Ask OTHER = ask("m");

    private final TestWorld world = new TestWorld().zone("r1-a", 1);

    @Test
    void whoNamesAnUnplacedOneIsDecidedAfterIt() {
        world.apply(NAMED).apply(NAMES_IT).apply(OTHER).settle();
        assertThat(world.zones("m")).containsOnlyKeys("r1-a");
    }

    @Test
    void itIsTheSameWhereTheUnplacedOneHasItsAnswerAlready() {
        world.apply(NAMED).settle();
        world.apply(NAMES_IT).apply(OTHER).settle();
        assertThat(world.zones("m")).containsOnlyKeys("r1-a");
    }
}
