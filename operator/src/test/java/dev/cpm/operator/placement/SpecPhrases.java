package dev.cpm.operator.placement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cpm.operator.placement.model.PlacementKey;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.MatchResult;

/** Advice to ask for less, or for something else: edits of the rules in the spec. */
final class SpecPhrases {
    private static final int ANY = 1000;

    static final String ALONE = ", and mend what else holds the replicas back: neither places more by itself";
    static final Phrasebook BOOK = new Phrasebook()
            .sayOne("raise maxSkew to (\\d+)", (words, c) -> skew(words, c))
            .sayOne(
                    "raise maxSkew to (\\d+), which places (\\d+) of (\\d+)",
                    (words, c) -> placing(skew(words, c), words))
            .sayOne(
                    "ask for maxSkew (\\d+) in spec\\.topologySpreadConstraints, without which it is 1",
                    (words, c) -> skew(words, c))
            .sayOne("raise maxSkew" + ALONE, (words, c) -> useless(constraint(c, one -> one.put("maxSkew", ANY))))
            .sayOne(
                    "set capacityPolicy to Honor, so that full (?:zones|regions) no longer hold the others back",
                    (words, c) -> Way.helping(constraint(c, one -> one.put("capacityPolicy", "Honor"))))
            .sayOne(
                    "lower minDomains to (\\d+)",
                    (words, c) -> Way.helping(constraint(c, one -> one.put("minDomains", number(words, 1)))))
            .sayOne(
                    "lower minAvailable to (\\d+)",
                    (words, c) -> Way.helping(deeds -> deeds.minAvailable(number(words, 1)), Complaint::gone))
            .sayOne(
                    "take availability out of the spec: a single replica does not outlive its zone",
                    (words, c) ->
                            Way.helping(deeds -> deeds.edit(spec -> spec.remove("availability")), Complaint::gone))
            .sayOne(
                    "set whenUnsatisfiable to ScheduleAnyway in spec\\.affinity\\.(\\w+)",
                    (words, c) -> Way.helping(soft(words, c)))
            .sayOne(
                    "set whenUnsatisfiable to ScheduleAnyway in spec\\.affinity\\.(\\w+)" + ALONE,
                    (words, c) -> useless(soft(words, c)))
            .sayOne(
                    "set whenUnsatisfiable to ScheduleAnyway in spec\\.affinity\\.(\\w+), here or in one that waits in"
                            + " turn, so that one of them can go first",
                    (words, c) -> Way.helping(soft(words, c)))
            .sayOne(
                    "set whenUnsatisfiable to ScheduleAnyway in spec\\.affinity\\.(\\w+), so that this placement can go"
                            + " before (\\S+)",
                    (words, c) -> Way.helping(soft(words, c)))
            .say(
                    "set whenUnsatisfiable to ScheduleAnyway in spec\\.affinity\\.(\\w+), here or in (\\S+), so that one"
                            + " of the two can go first",
                    (words, c) -> List.of(Way.helping(soft(words, c)), softThere(words, c)))
            .sayOne(
                    "take (\\S+) out of (spec\\.(?:affinity\\.\\w+|peers|loadBalancers))(?:: none binds machines of two"
                            + " regions)?",
                    (words, c) -> without(words.group(2), words.group(1)))
            .sayOne(
                    "take (\\S+) out of spec\\.(loadBalancers|affinity\\.\\w+)" + ALONE,
                    (words, c) -> useless(deeds -> deeds.without(words.group(2), words.group(1))))
            .say(
                    "take (\\S+) out of spec\\.loadBalancers, and name one of (\\S+) in its place",
                    (words, c) -> List.of(Way.helping(deeds -> {
                        deeds.without("loadBalancers", words.group(1));
                        deeds.loadBalancer(c.key("advised"), c.account(), words.group(2));
                        deeds.edit(spec -> Deeds.list(spec, "loadBalancers").add("advised"));
                    })));

    private SpecPhrases() {}

    static int number(MatchResult words, int group) {
        return Integer.parseInt(words.group(group));
    }

    /** Takes a name out of a list; what is said of it is gone. */
    static Way without(String field, String name) {
        return Way.helping(deeds -> deeds.without(field.replace("spec.", ""), name));
    }

    private static Consumer<Deeds> constraint(Complaint complaint, Consumer<ObjectNode> change) {
        return deeds -> deeds.constraint(complaint.overRegions(), complaint.hard(), change);
    }

    private static Way skew(MatchResult words, Complaint complaint) {
        return Way.helping(constraint(complaint, one -> one.put("maxSkew", number(words, 1))));
    }

    /** "Which places 9 of 9" is exactly that. */
    private static Way placing(Way way, MatchResult words) {
        return new Way(way.deed(), way.promise().and((complaint, after) -> {
            assertThat(after.placed()).isEqualTo(number(words, 2));
            assertThat(after.replicas()).isEqualTo(number(words, 3));
        }));
    }

    static Way useless(Consumer<Deeds> deed) {
        return new Way(
                deed,
                (complaint, after) -> assertThat(after.placed())
                        .as("more by itself")
                        .isEqualTo(complaint.before().placed()));
    }

    private static Consumer<Deeds> soft(MatchResult words, Complaint complaint) {
        return deeds -> deeds.scheduleAnyway(words.group(1), complaint.other(), null);
    }

    /** The other placement gives way: it can go first. */
    private static Way softThere(MatchResult words, Complaint complaint) {
        PlacementKey key = complaint.key(words.group(2));
        return new Way(
                deeds -> deeds.softened(key, words.group(1), complaint.known().key()), (c, after) -> {});
    }
}
