package dev.cpm.operator.placement;

import static dev.cpm.operator.placement.Ask.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.PlacementStatus.Blocker;
import dev.cpm.operator.api.Violation;
import dev.cpm.operator.placement.model.Known;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A placement that is being deleted and waits for a finalizer: it keeps its machines, gets no more, and is told so. */
class TerminatingTest {
    private final TestWorld world = new TestWorld().zone("r1-a", 2);

    private PlacementStatus deleted(Ask ask) {
        world.apply(ask).settle();
        Known known = world.world().placement(ask.key());
        world.world()
                .placement(new Known(
                        known.key(),
                        known.spec(),
                        known.generation(),
                        known.created(),
                        known.assignment(),
                        known.heldType(),
                        known.status(),
                        known.told(),
                        true,
                        null,
                        List.of(),
                        List.of()));
        world.zone("r1-a", 10).zone("r1-b", 10).settle();
        return world.status(ask.key().name());
    }

    @Test
    void whatItLacksItDoesNotWaitFor() {
        PlacementStatus status = deleted(ask("web").replicas(4));
        assertThat(status.placed()).isEqualTo(2);
        assertThat(status.blockers())
                .hasSize(2)
                .extracting(Blocker::message)
                .containsOnly("the placement is being deleted, and gets no replica any more");
        assertThat(world.condition("web", "Scheduled")).isEqualTo("False");
        assertThat(status.conditions())
                .extracting(condition -> condition.type())
                .doesNotContain("Reconciling");
        assertThat(status.suggestions()).isEmpty();
        assertThat(status.topology().zoneSkew()).isEqualTo(2);
    }

    @Test
    void nobodyCountsOnItToGrow() {
        world.loadBalancer("front", "r1");
        deleted(ask("web").replicas(2).behind("front"));
        assertThat(world.loadBalancer("front").violations())
                .singleElement()
                .satisfies(violation -> assertThat(violation.remedy()).doesNotContain("scale up"));
    }

    @Test
    void noWayOutIsOffered() {
        assertThat(deleted(ask("web").replicas(2)).violations())
                .isNotEmpty()
                .extracting(Violation::remedy)
                .allSatisfy(remedy -> assertThat(remedy).startsWith("none is needed: "));
    }
}
