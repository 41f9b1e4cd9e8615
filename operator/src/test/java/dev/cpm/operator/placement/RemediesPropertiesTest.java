package dev.cpm.operator.placement;

import dev.cpm.operator.api.Violation;
import dev.cpm.operator.placement.model.Known;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Every clause of every remedy, followed to the letter in every world, does what it promises. */
class RemediesPropertiesTest {

    @Provide
    Arbitrary<List<List<Change>>> stories() {
        return Stories.any();
    }

    @Property(seed = "17", tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void whatARemedyPromisesComesTrue(@ForAll("stories") List<List<Change>> steps) {
        Story story = new Story();
        for (List<Change> step : steps) {
            story.play(step);
            for (Known known : List.copyOf(story.world().placements())) {
                for (Violation violation : known.status().violations()) {
                    follow(story, known, violation);
                }
            }
        }
    }

    private static void follow(Story story, Known known, Violation violation) {
        Complaint complaint = complaint(story, known, violation);
        for (Remedy.Clause clause : Remedy.of(violation.remedy()).clauses()) {
            try {
                for (Way way : ways(clause, complaint)) {
                    try (Deeds deeds = new Deeds(story, known)) {
                        way.follow(complaint, deeds);
                    }
                }
            } catch (AssertionError e) {
                throw new AssertionError(
                        known.key() + " " + known.assignment() + ": " + violation.message() + ": " + clause + ": "
                                + e.getMessage(),
                        e);
            }
        }
    }

    private static Complaint complaint(Story story, Known known, Violation violation) {
        try (Deeds deeds = new Deeds(story, known)) {
            return new Complaint(known, violation, deeds.decided());
        }
    }

    /** All the ways to do what a clause says, each with whatever it takes to use it. */
    private static List<Way> ways(Remedy.Clause clause, Complaint complaint) {
        List<Way> ways = understood(clause.words(), complaint);
        return clause.uses().isEmpty()
                ? ways
                : ways.stream()
                        .flatMap(way -> clause.uses().stream()
                                .flatMap(use -> understood(use, complaint).stream())
                                .map(way::and))
                        .toList();
    }

    private static List<Way> understood(String clause, Complaint complaint) {
        return Stream.of(SpecPhrases.BOOK, ReplicaPhrases.BOOK, ObjectPhrases.BOOK, Claims.BOOK)
                .map(book -> book.ways(clause, complaint))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> ZoneSteps.ways(clause))
                .orElseThrow(() -> new AssertionError("these words are not understood"));
    }
}
