package dev.cpm.operator.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;

/** What remedies say of how things are, where there is nothing to do, or nothing exact. */
final class Claims {
    static final Phrasebook BOOK = new Phrasebook()
            .sayOne(
                    "no other zone in the catalogue could take a replica now; it stays a single point of failure",
                    (words, c) -> nothingElsewhere())
            .say(
                    "(?:lower minAvailable to (\\d+) and )?spread (\\d+) replicas over (\\d+) or more zones; those that"
                            + " could take them now are not enough",
                    (words, c) -> List.of(enough(words), notEvenAnew()))
            .sayOne(
                    "no other zone in the catalogue could take them now",
                    (words, c) -> new Way(deeds -> deeds.recreate(spec -> {}), Claims::noneTakesThem))
            .sayOne(
                    "mend first what holds back the whole placement: (.*)",
                    (words, c) -> Way.claiming((complaint, after) -> assertThat(
                                    complaint.known().status().violations())
                            .anyMatch(other -> other.message().equals(words.group(1))
                                    && !other.remedy().startsWith("mend first"))))
            .sayOne(
                    "mend first what closes all (?:zones|regions) to new replicas",
                    (words, c) -> Way.claiming((complaint, after) ->
                            assertThat(complaint.violation().message()).startsWith("only 0 of ")));

    private Claims() {}

    /** One more replica would go to no zone that has none yet. */
    private static Way nothingElsewhere() {
        return new Way(
                deeds -> deeds.scaleUp(1),
                (complaint, after) -> assertThat(complaint.before().zones().keySet())
                        .as(
                                "zones in use, %s after %s",
                                after.zones(), complaint.before().zones())
                        .containsAll(after.zones().keySet()));
    }

    private static void noneTakesThem(Complaint complaint, Result after) {
        assertThat(after.placed() >= complaint.before().placed()
                        && after.amount(complaint.type()) < complaint.before().amount(complaint.type()))
                .as("some are taken: %s", after.zones())
                .isFalse();
    }

    /** So many zones would be enough for so many replicas. */
    private static Way enough(MatchResult words) {
        int replicas = SpecPhrases.number(words, 2);
        int zones = SpecPhrases.number(words, 3);
        return new Way(
                deeds -> {
                    if (words.group(1) != null) {
                        deeds.minAvailable(SpecPhrases.number(words, 1));
                    }
                },
                (c, after) -> {
                    assertThat(replicas).isEqualTo(after.replicas());
                    assertThat(replicas - (replicas + zones - 1) / zones)
                            .isGreaterThanOrEqualTo(
                                    after.judged().findings().request().minAvailable());
                });
    }

    private static Way notEvenAnew() {
        return new Way(
                deeds -> deeds.recreate(spec -> {}),
                (complaint, after) -> assertThat(
                                after.placed() >= complaint.before().placed()
                                        && after.of(complaint.type()).isEmpty())
                        .as("it is enough: %s", after.zones())
                        .isFalse());
    }
}
