package dev.cpm.operator.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.cli.report.Annotation.Place;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.view.Change;
import dev.cpm.operator.view.Change.Broken;
import dev.cpm.operator.view.Change.Kind;
import dev.cpm.operator.view.Change.ObjectChange;
import dev.cpm.operator.view.Change.State;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** GitHub shows ten annotations of a kind for one step: they are the worst, and the rest is counted. */
class ChangeGithubTest {
    private static ObjectChange of(String name, Kind kind, Broken... appeared) {
        return new ObjectChange(
                new PlacementKey("default", name),
                kind,
                List.of(),
                new State(true, 3, 3, false),
                new State(true, 3, 3, false),
                new TreeMap<>(),
                List.of(),
                List.of(appeared),
                List.of(),
                List.of(),
                List.of(),
                "",
                "",
                null,
                null);
    }

    private static List<String> printed(int told, Stream<ObjectChange> placements) {
        Change change = new Change(List.of(), placements.toList(), List.of(), List.of(), 0);
        return new ChangeGithub(change, List.of(), Map.of(), told).lines();
    }

    private static Stream<ObjectChange> many(int count, boolean error) {
        Broken broken = new Broken("Broken", error, "it is", "", List.of());
        return IntStream.range(0, count).mapToObj(i -> of("p" + i, Kind.Changed, broken));
    }

    @Test
    void theWorstAreShown() {
        List<String> printed = printed(
                0,
                Stream.of(many(12, false), many(14, true), Stream.of(of("old", Kind.Deleted)))
                        .flatMap(all -> all));
        assertThat(printed).filteredOn(line -> line.startsWith("::error ")).hasSize(10);
        assertThat(printed)
                .filteredOn(line -> line.startsWith("::warning "))
                .hasSize(10)
                .first()
                .isEqualTo("::warning title=Deleted::default/old is deleted: gives back 3 machines");
        assertThat(printed)
                .last()
                .isEqualTo("::notice title=More::GitHub shows 10 annotations of a kind. Left out here: 4 errors and 3"
                        + " warnings. -o json has all of them.");
    }

    private static List<String> ofCatalogue(Change.Edit edit) {
        Change change = new Change(List.of(edit), List.of(), List.of(), List.of(), 0);
        return new ChangeGithub(change, List.of(), Map.of("Zone r1-a", new Place("zones.yaml", 7)), 0).lines();
    }

    @Test
    void whatIsEditedOfTheCatalogueIsToldWhereItStands() {
        List<String> differences = List.of("Available → Maintenance", "m1: 4 → 2 machines");
        assertThat(ofCatalogue(new Change.Edit("Zone r1-a", Kind.Changed, differences, null)))
                .first()
                .isEqualTo(
                        "::notice file=zones.yaml,line=7,title=Catalogue::Zone r1-a: Available → Maintenance, m1: 4 →"
                                + " 2 machines.");
        assertThat(ofCatalogue(new Change.Edit("Zone r1-b", Kind.Deleted, List.of(), null)))
                .first()
                .isEqualTo("::warning title=Deleted::Zone r1-b is deleted.");
        assertThat(ofCatalogue(new Change.Edit("Zone r1-a", Kind.Created, differences, null)))
                .as("the verdict alone")
                .hasSize(1);
    }

    @Test
    void mistakesThatWereToldTakeTheirPlaces() {
        assertThat(printed(7, many(4, true)))
                .filteredOn(line -> line.startsWith("::error "))
                .hasSize(3);
        assertThat(printed(12, many(1, true))).last().asString().contains("Left out here: 1 error.");
        assertThat(printed(0, many(10, true))).last().asString().startsWith("::notice title=Placements::");
    }
}
