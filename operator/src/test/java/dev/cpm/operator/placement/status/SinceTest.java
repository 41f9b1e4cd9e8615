package dev.cpm.operator.placement.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.Violation;
import dev.cpm.operator.api.ViolationType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** "{@code since} does not change while the violation lasts." */
class SinceTest {
    private static final String NOW = "2026-06-01T00:00:00Z";

    @Test
    void aNewViolationBeginsNow() {
        assertThat(since(List.of(skew("3 in r1-a", null)), List.of())).containsExactly(NOW);
    }

    @Test
    void itLastsThoughItsNumbersChange() {
        assertThat(since(List.of(skew("4 in r1-a", null)), List.of(skew("3 in r1-a", "then"))))
                .containsExactly("then");
    }

    @Test
    void aSecondOfItsKindIsNew() {
        assertThat(since(List.of(skew("x", null), skew("y", null)), List.of(skew("y", "then"))))
                .containsExactly(NOW, "then");
    }

    @Test
    void twoOfAKindAreToldApartByWordsThenByPlace() {
        Violation zones = at("zones", "r1-a", "first");
        Violation regions = at("regions", "r2-a", "second");
        assertThat(since(List.of(at("regions", "r2-b", null), at("zones", "r1-b", null)), List.of(zones, regions)))
                .containsExactly("second", "first");
        assertThat(since(
                        List.of(at("other words", "r2-a", null), at("more words", "r1-a", null)),
                        List.of(zones, regions)))
                .containsExactly("second", "first");
    }

    @Test
    void anotherSeverityIsTheSameViolation() {
        Violation warning =
                new Violation(ViolationType.SkewExceeded, Severity.Warning, "x", "", List.of(), List.of(), "then");
        assertThat(since(List.of(skew("x", null)), List.of(warning))).containsExactly("then");
    }

    @ParameterizedTest
    @EnumSource(
            names = {"PeerNotFound", "LoadBalancerNotFound", "LoadBalancerAccountMismatch", "CrossAccountPrivateNetwork"
            })
    void aboutAnotherNameItIsAnotherViolation(ViolationType type) {
        List<Violation> previous =
                List.of(named(type, "db is missing", "then"), named(type, "web is missing", "later"));
        assertThat(since(List.of(named(type, "new is missing", null), named(type, "web is missing", null)), previous))
                .containsExactly(NOW, "later");
    }

    private static Violation named(ViolationType type, String message, String since) {
        return new Violation(type, Severity.Error, message, "", List.of(), List.of(), since);
    }

    @Test
    void aTimeRemovedByHandIsNow() {
        assertThat(since(List.of(skew("x", null)), List.of(skew("x", null)))).containsExactly(NOW);
    }

    private static List<String> since(List<Violation> found, List<Violation> previous) {
        return Since.keep(found, previous, NOW).stream().map(Violation::since).toList();
    }

    private static Violation skew(String message, String since) {
        return at(message, "r1-a", since);
    }

    private static Violation at(String message, String zone, String since) {
        return new Violation(ViolationType.SkewExceeded, Severity.Error, message, "", List.of(zone), List.of(), since);
    }
}
