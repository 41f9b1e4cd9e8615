package dev.cpm.operator.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.LoadBalancerStatus.LoadBalancerViolation;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.view.Change.Broken;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A rule that is broken in other zones than before: what appears, what lasts, and that only what is not there is gone. */
class LastingTest {
    private static final List<String> TYPES = Stream.<Enum<?>>concat(
                    Arrays.stream(ViolationType.values()), Arrays.stream(LoadBalancerViolation.Type.values()))
            .map(Enum::name)
            .distinct()
            .toList();

    /** "E a b": an Error in a and b; "W -": a Warning of no place. Several are divided by a slash. */
    private static List<Broken> broken(String type, String said) {
        return Arrays.stream(said.split("/"))
                .map(String::trim)
                .filter(one -> !one.equals("none"))
                .map(one -> new Broken(
                        type,
                        one.startsWith("E"),
                        "it is broken in " + one.substring(2),
                        "",
                        Arrays.stream(one.substring(2).split(" "))
                                .filter(place -> !place.equals("-"))
                                .toList()))
                .toList();
    }

    private static String said(List<Broken> broken) {
        String said = broken.stream()
                .map(one -> (one.error() ? "E " : "W ") + one.message().replace("it is broken in ", ""))
                .collect(Collectors.joining(" / "));
        return said.isEmpty() ? "none" : said;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
                    before      | after       | appeared    | lasting | gone
                    E a b c     | E b c       | none        | E b c   | none
                    W a b c     | W b c       | none        | W b c   | none
                    E a b       | E a b       | none        | none    | none
                    E a         | E a b       | E a b       | none    | none
                    E a         | E b         | E b         | none    | none
                    E a b       | E b c       | E b c       | none    | none
                    E a b       | E -         | E -         | none    | none
                    E -         | E a         | E a         | none    | none
                    W a         | E a         | E a         | none    | none
                    E a         | W a         | W a         | none    | none
                    E a / W b   | E a b       | E a b       | none    | none
                    E a b       | E a / W b   | W b         | E a     | none
                    E a / W b   | E a         | none        | E a     | none
                    E a / E b   | E b         | none        | E b     | none
                    E a         | none        | none        | none    | E a
                    E a / W b   | none        | none        | none    | E a / W b
                    none        | E a         | E a         | none    | none
                    """)
    void whateverItsTypeARuleIsGoneOnlyOnceNothingBreaksIt(
            String before, String after, String appeared, String lasting, String gone) {
        for (String type : TYPES) {
            Lasting told = new Lasting(List.of(), broken(type, before), broken(type, after));
            assertThat(said(told.appeared())).as(type + " appeared").isEqualTo(appeared);
            assertThat(said(told.changed())).as(type + " lasting").isEqualTo(lasting);
            assertThat(said(told.gone())).as(type + " gone").isEqualTo(gone);
        }
    }

    @Test
    void anotherTypeIsAnotherRule() {
        Lasting told = new Lasting(List.of(), broken("SingleZone", "W a"), broken("ZoneNotAvailable", "W a"));
        assertThat(said(told.appeared())).isEqualTo("W a");
        assertThat(told.changed()).isEmpty();
        assertThat(told.gone()).extracting(Broken::type).containsExactly("SingleZone");
    }
}
