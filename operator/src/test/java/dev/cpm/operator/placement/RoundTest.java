package dev.cpm.operator.placement;

import static dev.cpm.operator.placement.Ask.ask;
import static dev.cpm.operator.placement.TestWorld.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.FieldError;
import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.model.PlacementKey;
import java.util.ArrayList;
import java.util.List;
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
}
