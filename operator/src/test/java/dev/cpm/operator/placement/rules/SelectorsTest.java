package dev.cpm.operator.placement.rules;

import static dev.cpm.operator.api.PlacementSpec.ZoneSelector.Operator.DoesNotExist;
import static dev.cpm.operator.api.PlacementSpec.ZoneSelector.Operator.Exists;
import static dev.cpm.operator.api.PlacementSpec.ZoneSelector.Operator.In;
import static dev.cpm.operator.api.PlacementSpec.ZoneSelector.Operator.NotIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.PlacementSpec.ZoneSelector;
import dev.cpm.operator.api.PlacementSpec.ZoneSelector.Operator;
import dev.cpm.operator.api.PlacementSpec.ZoneSelector.Requirement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Selectors mean what they mean in Kubernetes. */
class SelectorsTest {

    @Test
    void noSelectorAndAnEmptyOneMatchEveryZone() {
        assertThat(Selectors.mismatch(null, Map.of())).isEmpty();
        assertThat(Selectors.mismatch(new ZoneSelector(null, null), Map.of("a", "b")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"gold, true", "silver, false", "GOLD, false", "'', false", ", false"})
    void matchLabelsAreEqual(String label, boolean matches) {
        assertThat(Selectors.mismatch(new ZoneSelector(Map.of("tier", "gold"), null), labels(label))
                        .isEmpty())
                .isEqualTo(matches);
    }

    /** A missing label is not In anything, and NotIn everything. */
    @ParameterizedTest
    @CsvSource({
        "In, gold, true",
        "In, silver, true",
        "In, iron, false",
        "In, '', false",
        "In, , false",
        "NotIn, gold, false",
        "NotIn, iron, true",
        "NotIn, '', true",
        "NotIn, , true",
        "Exists, gold, true",
        "Exists, '', true",
        "Exists, , false",
        "DoesNotExist, gold, false",
        "DoesNotExist, '', false",
        "DoesNotExist, , true"
    })
    void expressions(Operator operator, String label, boolean matches) {
        List<String> values = operator == In || operator == NotIn ? List.of("gold", "silver") : List.of();
        assertThat(mismatch(labels(label), new Requirement("tier", operator, values))
                        .isEmpty())
                .isEqualTo(matches);
    }

    @Test
    void allMustHoldAndEachThatDoesNotIsNamed() {
        Requirement exists = new Requirement("tier", Exists, List.of());
        Requirement absent = new Requirement("old", DoesNotExist, List.of());
        assertThat(mismatch(Map.of("tier", "x"), exists, absent)).isEmpty();
        assertThat(mismatch(Map.of("tier", "x", "old", ""), exists, absent)).isEqualTo("old DoesNotExist");
        assertThat(mismatch(Map.of("old", ""), exists, absent)).isEqualTo("tier Exists and old DoesNotExist");
        assertThat(Selectors.mismatch(new ZoneSelector(Map.of("b", "1", "a", "2"), List.of(exists)), Map.of("b", "0")))
                .isEqualTo("a=2, b=1 and tier Exists");
    }

    @Test
    void whatMatchesHasNoMismatch() {
        ZoneSelector gold = new ZoneSelector(Map.of("tier", "gold"), null);
        assertThat(Selectors.match(null, Map.of())).isTrue();
        assertThat(Selectors.match(gold, labels("gold"))).isTrue();
        assertThat(Selectors.match(gold, labels("iron"))).isFalse();
    }

    private static String mismatch(Map<String, String> labels, Requirement... requirements) {
        return Selectors.mismatch(new ZoneSelector(null, List.of(requirements)), labels);
    }

    private static Map<String, String> labels(String tier) {
        return tier == null ? Map.of("other", "gold") : Map.of("tier", tier);
    }
}
