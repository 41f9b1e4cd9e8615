package dev.cpm.operator.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Defaults;
import dev.cpm.operator.api.PlacementSpec;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever reviews a change reads what of a spec was edited, and reads of nothing that nobody edited. */
class SpecDifferencesTest {
    private static final String ALWAYS = "machineType: m1";

    private static PlacementSpec spec(String fields) {
        String more = fields == null || fields.isBlank() ? "" : ", " + fields;
        return Serialization.unmarshal("---\n{" + ALWAYS + more + "}", PlacementSpec.class);
    }

    private static List<String> between(String before, String after) {
        return SpecDifferences.of(spec(before), spec(after));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            replicas: 3                              | replicas: 6                    | replicas 3 → 6
                                                     | replicas: 2                    | replicas 1 → 2
            suspend: true                            |                                | suspend true → false
                                                     | priority: 5                    | priority 0 → 5
                                                     | account: ops                   | account none → ops
            regions: [a]                             | regions: [b, a]                | regions [a] → [b, a]
            regions: [a, b]                          | regions: [b, a]                | regions [a, b] → [b, a]
            zones: [a, b]                            | zones: [b, c]                  | zones +c -a
            zones: [a, b]                            | zones: [b, a]                  | zones in another order
                                                     | excludedZones: [a]             | excludedZones +a
                                                     | availability: {minAvailable: 50%} | availability.minAvailable none → 50%
            availability: {minAvailable: 2}          |                                | availability.minAvailable 2 → none
            zoneSelector: {matchLabels: {disk: ssd}} | zoneSelector: {matchLabels: {disk: hdd}} | zoneSelector.matchLabels.disk ssd → hdd
                                                     | zoneSelector: {matchLabels: {cpm.dev/x: y}} | zoneSelector.matchLabels['cpm.dev/x'] none → y
            loadBalancers: [l]                       | loadBalancers: []              | loadBalancers -l
                                                     | peers: [{name: p, namespace: n}] | peers +{name: p, namespace: n}
            affinity: {colocateWith: [{name: p, topologyKey: k}]} | | affinity.colocateWith -{name: p, topologyKey: k}
            """)
    void whatIsEditedIsNamed(String before, String after, String told) {
        assertThat(between(before, after)).containsExactly(told);
    }

    @Test
    void whatWasDefaultedIsNoDifferenceInAnItemEither() {
        assertThat(between(
                        "topologySpreadConstraints: [{topologyKey: k, maxSkew: 1, whenUnsatisfiable: DoNotSchedule}]",
                        "topologySpreadConstraints: [{topologyKey: k, maxSkew: 2}]"))
                .containsExactly("topologySpreadConstraints +{topologyKey: k, maxSkew: 2} -{topologyKey: k}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            replicas: 1                                     |
            zoneSelector: {}                                |
            zones: []                                       |
            affinity: {colocateWith: []}                    | affinity: {}
            topologySpreadConstraints: [{topologyKey: k}]   | topologySpreadConstraints: [{topologyKey: k, maxSkew: 1}]
            """)
    void whatMeansTheSameIsNoDifference(String before, String after) {
        assertThat(between(before, after)).isEmpty();
        assertThat(Defaults.same(spec(before), spec(after))).isTrue();
    }

    @Test
    void aLongListIsCounted() {
        String zones =
                IntStream.range(0, 1000).mapToObj(i -> "z" + i).collect(Collectors.joining(", ", "zones: [", "]"));
        assertThat(between("", zones)).containsExactly("zones +z0 +z1 +z2 +z3 +z4 and 995 more");
    }

    @Test
    void aSpecMayNotBeThere() {
        assertThat(SpecDifferences.of(null, spec("suspend: true"))).containsExactly("spec added");
        assertThat(SpecDifferences.of(spec("suspend: true"), null)).containsExactly("spec removed");
        assertThat(SpecDifferences.of(null, null)).isEmpty();
    }

    @Test
    void anItemMayBeNothing() {
        assertThat(between("", "peers: [null]")).containsExactly("peers +none");
    }
}
