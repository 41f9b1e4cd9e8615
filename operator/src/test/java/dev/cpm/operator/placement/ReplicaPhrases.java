package dev.cpm.operator.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.placement.moves.Proposals;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;

/** Advice about the replicas themselves: more of them, moves, all of them anew. */
final class ReplicaPhrases {
    static final Phrasebook BOOK = new Phrasebook()
            .sayOne(
                    "scale up by (\\d+)",
                    (words, c) -> Way.helping(
                            deeds -> deeds.scaleUp(SpecPhrases.number(words, 1)), ReplicaPhrases::allPlaced))
            .sayOne(
                    "scale up by (\\d+), since new replicas go to " + ZoneSteps.NAMES + " first",
                    (words, c) ->
                            Way.helping(deeds -> deeds.scaleUp(SpecPhrases.number(words, 1)), (complaint, after) -> {
                                allPlaced(complaint, after);
                                newOnesIn(ZoneSteps.names(words.group(2)), complaint, after);
                            }))
            .sayOne(
                    "scale to (\\d+) replicas, since (\\d+) replicas over (\\d+) zones keep (\\d+) after the loss of one",
                    (words, c) -> Way.helping(
                            deeds -> deeds.replicas(SpecPhrases.number(words, 1)),
                            (complaint, after) -> survives(words, after)))
            .sayOne(
                    "set spec\\.rebalance to OnApproval to have moves proposed",
                    (words, c) -> Way.helping(deeds -> {
                        deeds.edit(spec -> spec.put("rebalance", "OnApproval"));
                        deeds.approveAll();
                    }))
            .sayOne("approve the moves that (?:will be|are) proposed", (words, c) -> Way.helping(Deeds::approveAll))
            .sayOne(
                    "approve proposal (\\w+) \\((\\d+)(?: of (\\d+))? moves?\\)",
                    (words, c) -> Way.helping(deeds -> {
                        Proposals.Offer offer = deeds.proposal().orElseThrow();
                        assertThat(offer.proposal().id()).isEqualTo(words.group(1));
                        assertThat(offer.proposal().moves()).hasSize(SpecPhrases.number(words, 2));
                        deeds.approveAll();
                    }))
            .sayOne("recreate the placement", (words, c) -> Way.helping(deeds -> deeds.recreate(spec -> {})))
            .sayOne(
                    "recreate the placement to have its replicas assigned (anew|elsewhere)",
                    (words, c) -> Way.helping(deeds -> deeds.recreate(spec -> {}), (complaint, after) -> {
                        if (words.group(1).equals("elsewhere")) {
                            assertThat(after.zones())
                                    .doesNotContainKeys(
                                            complaint.violation().zones().toArray(String[]::new));
                        }
                    }))
            .sayOne(
                    "(?:(provide .*) and )?recreate the placement( with whenUnsatisfiable DoNotSchedule in"
                            + " spec\\.affinity\\.\\w+)? to have its replicas assigned (in|away from) "
                            + ZoneSteps.NAMES,
                    (words, c) -> provided(words, recreated(words, c)))
            .sayOne(
                    "set spec\\.onZoneUnavailable to Replace to have (?:its|their) replicas assigned elsewhere",
                    (words, c) -> Way.helping(deeds -> deeds.edit(spec -> spec.put("onZoneUnavailable", "Replace"))))
            .sayOne(
                    "set spec\\.suspend to false: until then no replica is assigned or moved",
                    (words, c) -> Way.helping(deeds -> deeds.edit(spec -> spec.put("suspend", false))))
            .sayOne(
                    "set spec\\.suspend to false and approve the moves that will be proposed",
                    (words, c) -> Way.helping(deeds -> {
                        deeds.edit(spec -> spec.put("suspend", false));
                        deeds.approveAll();
                    }))
            .sayOne(
                    "set spec\\.suspend to false first: until then no replica is assigned or moved",
                    (words, c) -> new Way(
                            deeds -> deeds.edit(spec -> spec.put("suspend", false)),
                            (complaint, after) -> assertThat(
                                            after.judged().findings().request().suspended())
                                    .isFalse()))
            .say(
                    "wait until the maintenance of " + ZoneSteps.NAMES
                            + " ends; the replicas there stay, and (new replicas go elsewhere|no new replica finds a zone now)",
                    (words, c) -> maintained(
                            ZoneSteps.names(words.group(1)), words.group(2).startsWith("new")));

    private ReplicaPhrases() {}

    private static void allPlaced(Complaint complaint, Result after) {
        assertThat(after.placed()).as("placed").isEqualTo(after.replicas());
    }

    private static void newOnesIn(List<String> domains, Complaint complaint, Result after) {
        Map<String, Integer> before = complaint.before().zones();
        after.zones().forEach((zone, count) -> {
            if (count > before.getOrDefault(zone, 0)) {
                assertThat(domains).containsAnyOf(zone, after.regionOf(zone));
            }
        });
    }

    private static void survives(MatchResult words, Result after) {
        assertThat(words.group(2)).isEqualTo(words.group(1));
        assertThat(after.placed()).isEqualTo(SpecPhrases.number(words, 1));
        assertThat(after.zones()).hasSizeLessThanOrEqualTo(SpecPhrases.number(words, 3));
        assertThat(after.placed() - after.largest()).isEqualTo(SpecPhrases.number(words, 4));
    }

    private static Way provided(MatchResult words, Way then) {
        return words.group(1) == null
                ? then
                : ZoneSteps.ways(words.group(1)).orElseThrow().get(0).and(then);
    }

    private static Way recreated(MatchResult words, Complaint complaint) {
        String field = complaint.violation().message().contains("colocated") ? "colocateWith" : "separateFrom";
        return Way.helping(
                deeds -> deeds.recreate(spec -> {
                    if (words.group(2) != null) {
                        deeds.when("DoNotSchedule", spec, field, complaint.other(), level(words));
                    }
                }),
                (c, after) -> {
                    List<String> domains = ZoneSteps.names(words.group(4));
                    after.zones()
                            .keySet()
                            .forEach(
                                    zone -> assertThat(domains.contains(zone) || domains.contains(after.regionOf(zone)))
                                            .as("%s is %s %s", zone, words.group(3), domains)
                                            .isEqualTo(words.group(3).equals("in")));
                });
    }

    /** Of two terms about one placement, that one is meant which is about what is named: zones ("r1-a"), or regions. */
    private static String level(MatchResult words) {
        return words.group(4).contains("-") ? "zone" : "region";
    }

    private static List<Way> maintained(List<String> zones, boolean more) {
        Way ends = Way.helping(deeds -> zones.forEach(deeds::open), (complaint, after) -> {
            complaint.saidNoMore(after);
            assertThat(after.zones()).containsKeys(zones.toArray(String[]::new));
        });
        Way meanwhile = new Way(deeds -> deeds.scaleUp(1), (complaint, after) -> {
            TreeMap<String, Integer> there = new TreeMap<>(complaint.before().zones());
            there.keySet().retainAll(new TreeSet<>(zones));
            assertThat(after.zones()).containsAllEntriesOf(there);
            assertThat(after.placed() == after.replicas())
                    .as("whether all are placed")
                    .isEqualTo(more);
        });
        return List.of(ends, meanwhile);
    }
}
