package dev.cpm.operator.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.view.Change.FieldChange;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EditWordsTest {
    private static final List<String> NONE = List.of();

    private static FieldChange scalar(String field, String before, String after) {
        return new FieldChange(field, before, after, NONE, NONE);
    }

    private static FieldChange list(List<String> added, List<String> removed) {
        return new FieldChange("spec.zones", null, null, added, removed);
    }

    private static List<String> many(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> name + i).toList();
    }

    @Test
    void fieldsAreNamedAsTheSpecHasThem() {
        assertThat(EditWords.of(List.of())).isEmpty();
        assertThat(EditWords.of(List.of(scalar("spec.priority", "0", "5"), list(List.of("b", "c"), List.of("a")))))
                .isEqualTo("edited: priority 0 → 5, zones -a +b +c");
        assertThat(EditWords.of(List.of(scalar("spec", null, "{}")))).isEqualTo("edited: spec none → {}");
    }

    @Test
    void nothingIsNotWhatIsEmptyOrCalledNone() {
        assertThat(EditWords.of(List.of(scalar("spec.account", null, "none"), scalar("spec.x", "a", ""))))
                .isEqualTo("edited: account none → \"none\", x a → \"\"");
    }

    @Test
    void whatIsManyIsCountedAndWhatWentIsNotLostInIt() {
        assertThat(EditWords.of(List.of(list(many("z", 10), List.of("old")))))
                .isEqualTo("edited: zones -old +z0 +z1 +z2 +z3 +z4 +5 more");
        assertThat(EditWords.of(many("spec.f", 14).stream()
                        .map(field -> scalar(field, "1", "2"))
                        .toList()))
                .startsWith("edited: f0 1 → 2, f1 1 → 2, ")
                .endsWith(", f11 1 → 2 and 2 more");
    }

    @Test
    void whatIsLongIsCut() {
        assertThat(EditWords.of(List.of(scalar("spec.a", "x".repeat(1000), "y"))))
                .hasSizeLessThan(250);
    }
}
