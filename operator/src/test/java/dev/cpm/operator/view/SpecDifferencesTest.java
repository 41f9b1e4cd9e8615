package dev.cpm.operator.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.view.Change.FieldChange;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever reviews a change reads what of a spec was edited, and reads of nothing that nobody edited. */
class SpecDifferencesTest {
    private static PlacementSpec spec(String fields) {
        String more = fields == null || fields.isBlank() ? "" : ", " + fields;
        return Serialization.unmarshal("---\n{machineType: m1" + more + "}", PlacementSpec.class);
    }

    private static List<FieldChange> between(String before, String after) {
        return SpecDifferences.of(spec(before), spec(after));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            replicas: 3                  | replicas: 6              | spec.replicas | 3 | 6
                                         | replicas: 2              | spec.replicas | 1 | 2
            suspend: true                |                          | spec.suspend  | true | false
                                         | account: ops             | spec.account  | | ops
            regions: [a]                 | regions: [b, a]          | spec.regions  | [a] | [b, a]
            regions: [a, b]              | regions: [b, a]          | spec.regions  | [a, b] | [b, a]
                                         | availability: {minAvailable: 50%} | spec.availability | | {minAvailable: 50%}
            availability: {minAvailable: 2, whenUnsatisfiable: ScheduleAnyway} | | spec.availability | {minAvailable: 2, whenUnsatisfiable: ScheduleAnyway} |
            availability: {minAvailable: 2} | availability: {minAvailable: "2"} | spec.availability.minAvailable | 2 | "2"
                                         | availability: {}         | spec.availability | | {}
            zoneSelector: {matchLabels: {disk: ssd}} | zoneSelector: {matchLabels: {disk: hdd}} | spec.zoneSelector.matchLabels.disk | ssd | hdd
            zoneSelector: {matchLabels: {a: b}} | zoneSelector: {matchLabels: {a: b, cpm.dev/x: y}} | spec.zoneSelector.matchLabels['cpm.dev/x'] | | y
                                         | zoneSelector: {matchExpressions: [{key: k, operator: Exists}]} | spec.zoneSelector | | {matchExpressions: [{key: k, operator: Exists}]}
            topologySpreadConstraints: [{topologyKey: k, maxSkew: 1}] | topologySpreadConstraints: [{topologyKey: k, maxSkew: 2}] | spec.topologySpreadConstraints[0].maxSkew | 1 | 2
            """)
    void aFieldIsAnother(String before, String after, String field, String was, String is) {
        assertThat(between(before, after)).containsExactly(FieldChange.of(field, was, is));
    }

    @Test
    void ofAListItIsToldWhatCameAndWhatWent() {
        assertThat(between("zones: [a, b]", "zones: [b, c, d]"))
                .containsExactly(FieldChange.of("spec.zones", List.of("c", "d"), List.of("a")));
        assertThat(between("", "peers: [{name: p, namespace: n}]"))
                .containsExactly(FieldChange.of("spec.peers", List.of("{name: p, namespace: n}"), List.of()));
        assertThat(between(
                        "affinity: {colocateWith: [{name: p, topologyKey: k}, {name: q, topologyKey: k}]}",
                        "affinity: {colocateWith: [{name: q, topologyKey: k}]}"))
                .containsExactly(
                        FieldChange.of("spec.affinity.colocateWith", List.of(), List.of("{name: p, topologyKey: k}")));
        assertThat(between("peers: [null], zones: [null]", "peers: [null], zones: [null, a]"))
                .containsExactly(FieldChange.of("spec.zones", List.of("a"), List.of()));
        assertThat(between("", "peers: [null]"))
                .containsExactly(FieldChange.of("spec.peers", List.of("null"), List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            replicas: 1                                   |
            zoneSelector: {}                              |
            zones: []                                     |
            zones: [a, b]                                 | zones: [b, a]
            affinity: {colocateWith: []}                  | affinity: {}
            topologySpreadConstraints: [{topologyKey: k}] | topologySpreadConstraints: [{topologyKey: k, maxSkew: 1}]
            """)
    void whatMeansTheSameIsNoDifference(String before, String after) {
        assertThat(between(before, after)).isEmpty();
        assertThat(between(after, before)).isEmpty();
    }

    @Test
    void aSpecMayNotBeThere() {
        assertThat(SpecDifferences.of(null, null)).isEmpty();
        assertThat(SpecDifferences.of(null, spec("suspend: true")))
                .containsExactly(FieldChange.of("spec", null, "{machineType: m1, suspend: true}"));
    }
}
