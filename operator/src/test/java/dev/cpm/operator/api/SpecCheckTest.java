package dev.cpm.operator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What users read about a wrong spec. That nothing is missed is for {@link SpecCheckAgreesTest}. */
class SpecCheckTest {
    private static final String GOOD = "machineType: PS100v3, regions: [ap-beijing]";

    @Test
    void aPlacementThatSaysEverythingIsGood() {
        assertThat(placement("""
                account: acme, machineType: PS100v3, replicas: 10000, regions: [ap-beijing, ap-shanghai],
                zones: [ap-beijing-bls-1], excludedZones: [ap-beijing-bls-2], privateNetwork: NotRequired,
                zoneSelector: {matchLabels: {example.com/tier: gold, empty: ""},
                  matchExpressions: [{key: tier, operator: NotIn, values: [a]}, {key: tier, operator: Exists}]},
                topologySpreadConstraints: [
                  {topologyKey: topology.kubernetes.io/zone, maxSkew: 10000, minDomains: 1000},
                  {topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: ScheduleAnyway, minDomains: 2},
                  {topologyKey: topology.kubernetes.io/region, capacityPolicy: Honor}],
                availability: {minAvailable: 67%, whenUnsatisfiable: ScheduleAnyway}, loadBalancers: [front],
                peers: [{name: db}, {name: web, namespace: other}],
                affinity: {colocateWith: [{name: db, topologyKey: topology.kubernetes.io/region}],
                  separateFrom: [{name: db, topologyKey: topology.kubernetes.io/zone}]},
                priority: -1000000000, onZoneUnavailable: Replace, rebalance: OnApproval, suspend: true""")).isEmpty();
    }

    static Stream<Arguments> placements() {
        return Stream.of(
                arguments("machineType: m1", "spec.regions: Required value: name 1 to 16 regions"),
                arguments("regions: [r1]", "spec.machineType: Required value: name the machine type, such as PS100v3"),
                arguments(GOOD + ", replicas: -1", "spec.replicas: Invalid value: -1: must be between 0 and 10000"),
                arguments(
                        GOOD + ", account: a b",
                        "spec.account: Invalid value: \"a b\": must be letters, digits, '-', '_' or '.', starting and"
                                + " ending with a letter or digit"),
                arguments(
                        GOOD + ", zones: [A]",
                        "spec.zones[0]: Invalid value: \"A\": must be lower-case letters, digits, '-' or '.', each part"
                                + " starting and ending with a letter or digit"),
                arguments(
                        GOOD + ", excludedZones: [a, a]",
                        "spec.excludedZones[1]: Duplicate value: \"a\": remove the repeated zone"),
                arguments(
                        GOOD + ", loadBalancers: [" + "x".repeat(300) + "]",
                        "spec.loadBalancers[0]: Invalid value: \"" + "x".repeat(80)
                                + "...\": must be at most 253 characters long"),
                arguments(
                        GOOD + ", topologySpreadConstraints: [{topologyKey: zone}]",
                        "spec.topologySpreadConstraints[0].topologyKey: Unsupported value: \"zone\": supported values:"
                                + " \"topology.kubernetes.io/zone\", \"topology.kubernetes.io/region\""),
                arguments(
                        GOOD + ", topologySpreadConstraints: [{topologyKey: topology.kubernetes.io/zone, maxSkew: 0}]",
                        "spec.topologySpreadConstraints[0].maxSkew: Invalid value: 0: must be between 1 and 10000"),
                arguments(
                        GOOD + ", topologySpreadConstraints: [{topologyKey: topology.kubernetes.io/zone},"
                                + " {topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: DoNotSchedule}]",
                        "spec.topologySpreadConstraints[1]: Duplicate value: \"topology.kubernetes.io/zone,"
                                + " DoNotSchedule\": one constraint for each topologyKey and whenUnsatisfiable: merge the"
                                + " two"),
                arguments(
                        GOOD + ", zoneSelector: {matchLabels: {a/b/c: x}}",
                        "spec.zoneSelector.matchLabels: Invalid value: \"a/b/c\": must be a label key: a name of up to 63"
                                + " letters, digits, '-', '_' or '.', with or without a DNS prefix and a slash before it,"
                                + " such as example.com/tier"),
                arguments(
                        GOOD + ", availability: {}",
                        "spec.availability.minAvailable: Required value: say a number, a percentage or Quorum"),
                arguments(
                        GOOD + ", availability: {minAvailable: 110%}",
                        "spec.availability.minAvailable: Invalid value: \"110%\": " + Messages.MIN_AVAILABLE),
                arguments(
                        GOOD + ", peers: [{name: db}, {name: db, namespace: default}]",
                        "spec.peers[1]: Duplicate value: \"default/db\": " + Messages.PEERS_DISTINCT),
                arguments(
                        GOOD + ", peers: [{name: web, namespace: default}]",
                        "spec.peers[0]: Invalid value: \"default/web\": " + Messages.PEERS_SELF),
                arguments(
                        GOOD + ", affinity: {separateFrom: [{name: web, namespace: default, topologyKey:"
                                + " topology.kubernetes.io/zone}]}",
                        "spec.affinity.separateFrom[0]: Invalid value: \"default/web\": " + Messages.AFFINITY_SELF));
    }

    @ParameterizedTest
    @MethodSource("placements")
    void aWrongPlacementSaysWhatWouldBeRight(String spec, String error) {
        assertThat(placement(spec)).extracting(FieldError::toString).containsExactly(error);
    }

    static Stream<Arguments> others() {
        return Stream.of(
                arguments(
                        "{kind: Zone, spec: {region: r1, capacity: [{machineType: m1, count: 1000001}]}}",
                        "spec.capacity[0].count: Invalid value: 1000001: must be between 0 and 1000000"),
                arguments(
                        "{kind: Zone, spec: {region: r1, capacity: [{machineType: m1}]}}",
                        "spec.capacity[0].count: Required value: say how many machines there are"),
                arguments("{kind: Zone, spec: {}}", "spec.region: Required value: name the zone's region"),
                arguments("{kind: Zone}", "spec: Required value: say at least region"),
                arguments(
                        "{kind: Interconnect, spec: {account: acme, regions: [a]}}",
                        "spec.regions: Invalid value: [a]: must name exactly two regions"),
                arguments(
                        "{kind: Interconnect, spec: {account: acme, regions: [a, a]}}",
                        "spec.regions[1]: Duplicate value: \"a\": name two different regions"),
                arguments(
                        "{kind: LoadBalancer, spec: {account: acme}}",
                        "spec.region: Required value: name the region of the load balancer"),
                arguments("{kind: Region}", "spec: Required value: write at least spec: {}"));
    }

    @ParameterizedTest
    @MethodSource("others")
    void soDoTheOtherKinds(String manifest, String error) {
        assertThat(Specs.check(Manifests.tree(manifest)))
                .extracting(FieldError::toString)
                .containsExactly(error);
    }

    @Test
    void anEditOfWhatWasAcceptedNamesBothValues() {
        PlacementSpec spec = ((Placement) Manifests.object(manifest(GOOD + ", account: other"))).getSpec();
        assertThat(SpecCheck.checkImmutable(spec, Specs.accepted("acme", "PI100v3")))
                .extracting(FieldError::toString)
                .containsExactly(
                        "spec.account: Invalid value: \"other\": " + Messages.PLACEMENT_ACCOUNT
                                + " (it was accepted as acme)",
                        "spec.machineType: Invalid value: \"PS100v3\": " + Messages.MACHINE_TYPE
                                + " (it was accepted as PI100v3)");
    }

    @Test
    void anAccountIsNeitherSetNorTakenAwayLater() {
        PlacementSpec without = ((Placement) Manifests.object(manifest(GOOD))).getSpec();
        PlacementSpec with = ((Placement) Manifests.object(manifest(GOOD + ", account: acme"))).getSpec();
        assertThat(SpecCheck.checkImmutable(with, Specs.accepted(null, "PS100v3")))
                .extracting(FieldError::toString)
                .containsExactly("spec.account: Invalid value: \"acme\": " + Messages.PLACEMENT_ACCOUNT
                        + " (it was accepted without one)");
        assertThat(SpecCheck.checkImmutable(without, Specs.accepted("acme", "PS100v3")))
                .extracting(FieldError::message)
                .containsExactly(Messages.PLACEMENT_ACCOUNT + " (it was accepted as acme)");
    }

    @Test
    void whatWasNotAcceptedYetMayChange() {
        PlacementSpec spec = ((Placement) Manifests.object(manifest(GOOD))).getSpec();
        assertThat(SpecCheck.checkImmutable(spec, null)).isEmpty();
        assertThat(SpecCheck.checkImmutable(spec, Specs.accepted(null, null))).isEmpty();
        assertThat(SpecCheck.checkImmutable(spec, Specs.accepted(null, "PS100v3")))
                .isEmpty();
        assertThat(SpecCheck.checkImmutable(
                        new InterconnectSpec("acme", List.of("a", "b"), null),
                        new InterconnectStatus(1L, "acme", List.of("b", "a"), null)))
                .isEmpty();
    }

    private static List<FieldError> placement(String spec) {
        return Specs.check(manifest(spec));
    }

    private static JsonNode manifest(String spec) {
        return Manifests.tree("{kind: Placement, metadata: {name: web, namespace: default}, spec: {" + spec + "}}");
    }
}
