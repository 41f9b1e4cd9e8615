package dev.cpm.operator.placement;

import static dev.cpm.operator.placement.Ask.ask;
import static dev.cpm.operator.placement.TestWorld.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.FieldError;
import dev.cpm.operator.api.PlacementStatus.ZoneAssignment;
import dev.cpm.operator.api.ZoneState;
import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.model.ZoneInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a round does for each placement. */
class RoundTest {
    @Test
    void eachSpecIsCheckedOnce() {
        TestWorld world = new TestWorld();
        world.zone("r1-a", 4).apply(ask("app").replicas(9)).apply(ask("web").replicas(1));
        List<PlacementKey> checked = new ArrayList<>();
        Round.of(world.world(), world.world().takeConcerned(), TestWorld.NOW, new Steps() {
            @Override
            public List<FieldError> check(Known known) {
                checked.add(known.key());
                return Steps.super.check(known);
            }
        });
        assertThat(checked).containsExactlyInAnyOrder(key("app"), key("web"));
    }

    /** A region cannot be edited, but a zone can be deleted and created again. */
    @Test
    void aZoneThatWasRecreatedIsSaidToBeInItsNewRegion() {
        TestWorld world = new TestWorld();
        world.zone("r1-a", 4).zone("r2-a", 4).apply(ask("web").replicas(2)).settle();
        world.noZone("r1-a").settle();
        assertThat(regions(world)).as("while it is gone").containsExactly("r1");
        ZoneInfo moved = new ZoneInfo("r1-a", "r2", "r1-a", ZoneState.Available, Map.of(), Map.of("m1", 4));
        world.world().zone("r1-a", moved);
        world.settle();
        assertThat(regions(world)).containsExactly("r2");
        assertThat(world.world().placement(key("web")).assignment())
                .isEqualTo(Assignment.of(world.status("web").zones()));
        assertThat(world.violations("web")).contains("ZoneNotAllowed");
    }

    private static List<String> regions(TestWorld world) {
        return world.status("web").zones().stream().map(ZoneAssignment::region).toList();
    }
}
