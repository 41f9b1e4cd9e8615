package dev.cpm.operator.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Zone;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a loss takes of placements in some state. */
class LossesTest {
    private static final String FAILED =
            "violations: [{type: ZoneNotAvailable, severity: %s, message: m, zones: [r1-b]}]";

    private static Placement placement(String name, String spec, String status) {
        return Serialization.unmarshal("""
                apiVersion: cpm.dev/v1alpha1
                kind: Placement
                metadata: {name: %s, namespace: shop}
                spec: {machineType: m1, regions: [r1], %s}
                status:
                  observedGeneration: 1
                  zones:
                  - {zone: r1-a, region: r1, replicas: 1, indexes: "0"}
                  - {zone: r1-b, region: r1, replicas: 1, indexes: "1"}
                  - {zone: r1-c, region: r1, replicas: 1, indexes: "2"}
                  %s
                """.formatted(name, spec, status), Placement.class);
    }

    private static Loss loss(Set<String> zones, HasMetadata... unlessZones) {
        return Losses.of(
                Inventory.of(List.of(unlessZones), List.of(Placement.class, LoadBalancer.class, Region.class)), zones);
    }

    /** A zone that is Unavailable has lost what is in it; who may not read zones sees only that something is wrong. */
    @Test
    void whoCouldNotReadTheZonesIsNotToldThatItGoesOn() {
        Placement web = placement("web", "replicas: 3", FAILED.formatted("Error"));
        Loss loss = loss(Set.of("r1-a"), web, placement("other", "replicas: 3", ""));
        assertThat(loss.notJudged()).containsExactly("Placement shop/web");
        assertThat(loss.placements()).extracting(hit -> hit.placement().name()).containsExactly("other");
        assertThat(loss.survived()).isFalse();
        assertThat(loss.untouched()).isZero();
    }

    @Test
    void whatIsLostWithoutThatIsTold() {
        Placement web = placement("web", "replicas: 3, availability: {minAvailable: 3}", FAILED.formatted("Error"));
        Loss loss = loss(Set.of("r1-a"), web);
        assertThat(loss.notJudged()).isEmpty();
        assertThat(loss.broken()).isTrue();
    }

    @Test
    void inMaintenanceNothingIsLost() {
        Loss loss = loss(Set.of("r1-a"), placement("web", "replicas: 3", FAILED.formatted("Warning")));
        assertThat(loss.survived()).isTrue();
    }

    @Test
    void whereZonesAreReadTheyAreJudgedByTheirStates() {
        Zone zone = Serialization.unmarshal("""
                apiVersion: cpm.dev/v1alpha1
                kind: Zone
                metadata: {name: r1-b}
                spec: {region: r1, state: Unavailable}
                """, Zone.class);
        Loss loss = Losses.of(
                Inventory.of(List.of(zone, placement("web", "replicas: 3", FAILED.formatted("Error")))),
                Set.of("r1-a"));
        assertThat(loss.notJudged()).isEmpty();
        assertThat(loss.placements()).extracting(Loss.Hit::left).containsExactly(1);
        assertThat(loss.broken()).isTrue();
    }

    @Test
    void whatIsSuspendedIsNotReplaced() {
        String replace = "replicas: 3, onZoneUnavailable: Replace";
        assertThat(loss(Set.of("r1-a"), placement("web", replace, "")).placements())
                .extracting(Loss.Hit::replaced)
                .containsExactly(true);
        assertThat(loss(Set.of("r1-a"), placement("web", replace + ", suspend: true", ""))
                        .placements())
                .extracting(Loss.Hit::replaced)
                .containsExactly(false);
    }

    /** Scaled to 0, and not answered yet. */
    @Test
    void whoWantsNoneMissesNone() {
        Loss loss = loss(Set.of("r1-a", "r1-b", "r1-c"), placement("web", "replicas: 0", ""));
        assertThat(loss.survived()).isTrue();
        assertThat(loss.placements()).extracting(Loss.Hit::needed).containsExactly(0);
    }
}
