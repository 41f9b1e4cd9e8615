package dev.cpm.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.CustomResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects come and go through the client's own mapper without loss, whichever version of the CRD is installed. */
class ApiRoundTripTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                {kind: Placement, spec: {machineType: m1, replicas: 3, regions: [r1], priority: 0, suspend: false,
                  zoneSelector: {matchExpressions: [{key: a, operator: In, values: [b]}]},
                  availability: {minAvailable: 1}, peers: [{name: db}]},
                 status: {observedGeneration: 3, account: acme, machineType: m1, replicas: 3, placed: 2,
                  zones: [{zone: z1, region: r1, replicas: 2, indexes: "0-1"}],
                  topology: {zones: 1, regions: 1, zoneSkew: 2, worstZoneLoss: {zone: z1, replicas: 2, percent: 100}},
                  blockers: [{zone: z2, reason: ZoneComingSoon, message: z2 opens later}], suggestions: [wait],
                  violations: [{type: SingleZone, severity: Warning, message: m, remedy: r, zones: [z1], regions: [],
                    since: "2026-11-01T00:00:00Z"}],
                  proposal: {id: p1, moves: [{index: 1, from: z1, to: z2}], zoneSkewBefore: 2, zoneSkewAfter: 0},
                  lastProposal: {id: p0, result: Moved, message: m, at: "2026-11-01T00:00:00Z"},
                  summary: {placed: 2/3, zones: "2", reason: CapacityExceeded},
                  conditions: [{type: Ready, status: "False", observedGeneration: 3,
                    lastTransitionTime: "2026-11-01T00:00:00Z", reason: CapacityExceeded, message: m}]}}""",
                "{kind: Zone, spec: {region: r1, capacity: [{machineType: m1, count: 2}]}}",
                "{kind: Zone, spec: {region: r1, capacity: []}}",
                "{kind: Zone, spec: {region: r1}, status: {observedGeneration: -1, allocations: [{machineType: m1,"
                        + " capacity: 2, allocated: 1, free: 1}], placements: 1, conditions: []}}",
                "{kind: Region, spec: {displayName: One}, status: {zones: 2, availableZones: 1, conditions: []}}",
                "{kind: Interconnect, spec: {account: a, regions: [r1, r2], state: Active}}",
                "{kind: LoadBalancer, spec: {region: r1}, status: {region: r1, backends: [{placement: web, zone: z1,"
                        + " replicas: 2}], violations: [{type: SingleZone, severity: Warning, message: m, zones: [z1],"
                        + " regions: []}], conditions: []}}"
            })
    void nothingIsLostAndNothingAdded(String yaml) {
        JsonNode manifest = Manifests.tree(yaml);
        CustomResource<?, ?> object = Manifests.object(manifest);
        JsonNode written = Manifests.tree(Manifests.SERIALIZATION.asJson(object));
        assertThat(written.get("spec")).isEqualTo(manifest.get("spec"));
        assertThat(written.get("status")).isEqualTo(manifest.get("status"));
        CustomResource<?, ?> again = Manifests.object(written);
        assertThat(again.getSpec()).isEqualTo(object.getSpec());
        assertThat(again.getStatus()).isEqualTo(object.getStatus());
    }

    @Test
    void anEmptyStatusAnswersWithEmptyLists() {
        Placement placement = (Placement) Manifests.object(Manifests.tree("{kind: Placement, status: {}}"));
        assertThat(Manifests.SERIALIZATION
                        .convertValue(placement, JsonNode.class)
                        .get("status")
                        .toString())
                .isEqualTo("{\"zones\":[],\"blockers\":[],\"suggestions\":[],\"violations\":[],\"conditions\":[]}");
        assertThat(placement.getSpec()).isNull();
    }

    @Test
    void fieldsAndAnswersOfANewerVersionAreSkipped() {
        Placement placement = (Placement) Manifests.object(Manifests.tree("""
                {kind: Placement, spec: {machineType: m1, regions: [r1], new: {a: b}, peers: [{name: db, new: 1}]},
                 status: {new: 1, blockers: [{zone: z1, reason: NewReason, new: 1}],
                  violations: [{type: NewType, severity: Fatal, new: 1}], lastProposal: {result: New},
                  conditions: [{type: Ready, new: 1}]}}"""));
        assertThat(placement.getSpec().peers()).hasSize(1);
        assertThat(placement.getStatus().blockers().get(0).reason()).isNull();
        assertThat(placement.getStatus().violations().get(0).type()).isNull();
    }

    @Test
    void absentListsAreEmptyExceptCapacityWhereAbsentMeansNoLimit() {
        Placement placement = (Placement)
                Manifests.object(Manifests.tree("{kind: Placement, spec: {affinity: {}, zoneSelector: {}}}"));
        PlacementSpec spec = placement.getSpec();
        assertThat(spec.regions()).isEmpty();
        assertThat(spec.zones()).isEmpty();
        assertThat(spec.affinity().colocateWith()).isEmpty();
        assertThat(spec.zoneSelector().matchLabels()).isEmpty();
        Zone zone = (Zone) Manifests.object(Manifests.tree("{kind: Zone, spec: {region: r1}}"));
        assertThat(zone.getSpec().capacity()).isNull();
    }
}
