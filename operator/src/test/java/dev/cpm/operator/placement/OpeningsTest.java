package dev.cpm.operator.placement;

import static dev.cpm.operator.placement.Ask.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Violation;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.api.ZoneState;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** To which zones and regions a remedy leads where none is open. */
class OpeningsTest {
    private final TestWorld world = new TestWorld()
            .zone("r1-a", ZoneState.ComingSoon, 9)
            .zone("r2-a", 0)
            .zone("r3-a", 9)
            .zone("r4-a", ZoneState.Available, Map.of("m2", 1), Map.of());

    private String remedy(String name, ViolationType type) {
        return world.status(name).violations().stream()
                .filter(violation -> violation.type() == type)
                .map(Violation::remedy)
                .findFirst()
                .orElseThrow();
    }

    /** It would end the violation, and begin the next one. */
    @Test
    void aRegionThatIsFullIsNoWayOutWhereAnotherOneIsNot() {
        world.apply(ask("web").replicas(2).in("r1"))
                .apply(ask("typed").replicas(2).in("r4"))
                .settle();
        assertThat(remedy("web", ViolationType.NoOpenZone)).isEqualTo("r1-a opens later; or add r3 to spec.regions");
        assertThat(remedy("typed", ViolationType.MachineTypeNotOffered)).startsWith("add r3 to spec.regions; or ");
    }

    /** What is lacking then is told then. */
    @Test
    void itIsOneWhereThereIsNoOther() {
        world.noZone("r3-a").apply(ask("typed").replicas(2).in("r4")).settle();
        assertThat(remedy("typed", ViolationType.MachineTypeNotOffered)).startsWith("add r2 to spec.regions; or ");
    }
}
