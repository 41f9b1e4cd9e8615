package dev.cpm.operator.placement;

import static dev.cpm.operator.placement.Ask.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.Violation;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.api.ZoneState;
import dev.cpm.operator.api.ZoneStatus;
import dev.cpm.operator.placement.model.Allocations;
import dev.cpm.operator.placement.status.ZoneStatuses;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A zone of which nobody can read what it is keeps what it has, whatever a placement says of zones that are lost. */
class InvalidZoneTest {

    private static Ask web(int replicas) {
        return ask("web").replicas(replicas).replacesLost();
    }

    private static Violation notAvailable(TestWorld world) {
        return world.status("web").violations().stream()
                .filter(violation -> violation.type() == ViolationType.ZoneNotAvailable)
                .findFirst()
                .orElseThrow();
    }

    /** As after a rollback: one state is unknown to an older operator, one capacity was let through by an older CRD. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{region: r1, state: Draining, capacity: [{machineType: m1, count: 9}]}",
                "{region: r1, capacity: [{machineType: m1, count: -1}]}",
                "{region: r1, capacity: many}",
                "{capacity: [{machineType: m1, count: 9}]}",
                "null"
            })
    void aZoneOfWhichNobodyCanReadWhatItIsLosesNothing(String spec) {
        TestWorld world =
                new TestWorld().zone("r1-a", 9).zone("r1-b", 9).apply(web(4)).settle();
        world.world().put(zone("r1-b", spec));
        world.settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 2, "r1-b", 2));
        assertThat(world.violations("web")).containsExactly("ZoneNotAvailable");
        assertThat(notAvailable(world).message()).isEqualTo("2 replicas are in r1-b, whose spec is invalid");
        assertThat(notAvailable(world).severity()).isEqualTo(Severity.Error);

        world.apply(web(6)).settle();
        assertThat(world.zones("web")).as("nor does it get anything").isEqualTo(Map.of("r1-a", 4, "r1-b", 2));
        world.zone("r1-b", 9).settle();
        assertThat(world.violations("web")).doesNotContain("ZoneNotAvailable");
    }

    @Test
    void whoWaitsForAZoneWithAnInvalidSpecIsToldSo() {
        TestWorld world = new TestWorld().region("r1");
        world.world().put(zone("r1-a", "{region: r1, state: Draining}"));
        world.apply(web(1)).settle();
        assertThat(world.blockers("web")).isEqualTo(Map.of("r1-a", "ZoneUnavailable"));
        assertThat(world.status("web").conditions())
                .anySatisfy(condition -> assertThat(condition.message())
                        .isEqualTo("0/1 replicas placed: 1 zone(s) with an invalid spec"));
        assertThat(world.status("web").suggestions()).isEmpty();
    }

    /** Nobody opens a zone that the spec keeps out by mending it. */
    @Test
    void toCorrectItIsAWayOutWhereTheSpecAllowsIt() {
        TestWorld world = new TestWorld().zone("r1-a", ZoneState.ComingSoon, 9);
        world.world().put(zone("r1-b", "{region: r1, state: Draining}"));
        world.apply(web(1)).apply(ask("out").replicas(1).notIn("r1-b")).settle();
        assertThat(noOpenZone(world, "web")).startsWith("r1-a opens later; or correct the spec of Zone r1-b: ");
        assertThat(noOpenZone(world, "out")).isEqualTo("r1-a opens later");
    }

    private static String noOpenZone(TestWorld world, String name) {
        return world.status(name).violations().stream()
                .filter(violation -> violation.type() == ViolationType.NoOpenZone)
                .map(Violation::remedy)
                .findFirst()
                .orElseThrow();
    }

    /** It is in nobody's way: what is asked of the zones of a region is not asked of it. */
    @Test
    void aZoneThatNamesNoRegionIsNoZoneOfAny() {
        TestWorld world = new TestWorld().zone("r1-a", 9).loadBalancer("front", "r1");
        world.world().put(zone("nowhere", "{state: Available}"));
        world.apply(ask("web").replicas(2).behind("front")).settle();
        assertThat(world.zones("web")).isEqualTo(Map.of("r1-a", 2));
        assertThat(world.violations("web")).containsExactly("SingleZone");
        assertThat(world.loadBalancerViolations("front")).containsExactly("SingleZone");
    }

    private static Zone zone(String name, String spec) {
        return Serialization.unmarshal(
                "---\n{apiVersion: cpm.dev/v1alpha1, kind: Zone, metadata: {name: %s}, spec: %s}".formatted(name, spec),
                Zone.class);
    }

    /** As Kubernetes 1.20 lets it pass: its machines are those of the region in which it was accepted. */
    @Test
    void aZoneWhoseRegionWasEditedShowsItsMachines() {
        Zone zone = zone("r1-a", "{region: r2, capacity: [{machineType: m1, count: 3}]}");
        zone.setStatus(new ZoneStatus(1L, "r1", List.of(), 0, List.of()));
        ZoneStatus status = ZoneStatuses.of(zone, 0, new Allocations(), TestWorld.NOW);
        assertThat(status.conditions().get(0).reason()).isEqualTo("InvalidSpec");
        assertThat(status.allocations())
                .singleElement()
                .satisfies(machines -> assertThat(machines.free()).isEqualTo(3));
    }
}
