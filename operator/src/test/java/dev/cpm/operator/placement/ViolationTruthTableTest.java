package dev.cpm.operator.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.ViolationType;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each violation of the README's table appears, with its severity and blockers; stays, with its time, while its words
 * follow the numbers; and goes when what its remedy says is done.
 */
class ViolationTruthTableTest {
    /** Those that are Warning or Error, as the spec says or the zone's state does. */
    private static final Set<ViolationType> EITHER = Set.of(
            ViolationType.AffinityNotSatisfied,
            ViolationType.AvailabilityAtRisk,
            ViolationType.InsufficientZones,
            ViolationType.SkewExceeded,
            ViolationType.ZoneNotAvailable);

    private static final Set<ViolationType> WARNINGS =
            Set.of(ViolationType.PeerNotFound, ViolationType.SingleZone, ViolationType.ZoneOvercommitted);

    static Stream<ViolationRow> rows() {
        return Stream.of(
                        CatalogueRows.names(),
                        CatalogueRows.openings(),
                        CatalogueRows.machines(),
                        CatalogueRows.zones(),
                        SpreadRows.domains(),
                        SpreadRows.skews(),
                        SpreadRows.losses(),
                        NeighbourRows.links(),
                        NeighbourRows.accounts(),
                        NeighbourRows.loadBalancers(),
                        NeighbourRows.apart(),
                        NeighbourRows.together())
                .flatMap(rows -> rows.stream());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void appearsStaysAndGoes(ViolationRow row) {
        row.play();
    }

    /** Every type has its lines, in every severity that section 5 gives it. */
    @Test
    void noTypeIsLeftOut() {
        Set<String> expected = Arrays.stream(ViolationType.values())
                .flatMap(type -> Arrays.stream(Severity.values())
                        .filter(severity ->
                                EITHER.contains(type) || (severity == Severity.Warning) == WARNINGS.contains(type))
                        .map(severity -> type + " " + severity))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> lines = new TreeSet<>();
        rows().forEach(row -> lines.add(row.type() + " " + row.severity()));
        assertThat(lines).isEqualTo(expected);
    }
}
