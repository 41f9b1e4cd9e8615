package dev.cpm.operator.placement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.api.ZoneState;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.model.ZoneInfo;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.stream.Stream;

/** Advice about other objects: zones, regions, load balancers, other placements, namespaces, and how they are named. */
final class ObjectPhrases {
    static final Phrasebook BOOK = new Phrasebook()
            .say(
                    "correct the name \\(there (?:is|are) (.*)\\), or create the (Region|Zone)",
                    (words, c) -> List.of(named(words, c), created(c)))
            .sayOne("create the (Region|Zone); none exists yet", (words, c) -> created(c))
            .sayOne("create Zone " + ZoneSteps.NAMES + " again", (words, c) -> created(c))
            .say(
                    "create a Zone with state Available in " + ZoneSteps.NAMES + "( that the spec allows)?",
                    (words, c) -> each(
                            words.group(1),
                            region -> Way.helping(deeds -> {
                                deeds.zone(zone("r9-new", region));
                                if (words.group(2) != null) {
                                    deeds.allow("r9-new");
                                }
                            })))
            .sayOne(
                    "set the state of Zone " + ZoneSteps.NAMES + " to Available once (?:it is|they are) open",
                    (words, c) -> Way.helping(
                            deeds -> ZoneSteps.names(words.group(1)).forEach(deeds::open), Complaint::saidNoMore))
            .say(
                    "correct the capacity of Zone " + ZoneSteps.NAMES,
                    (words, c) -> each(
                            words.group(1), zone -> Way.helping(deeds -> deeds.machinesForAll(zone, c.machineType()))))
            .sayOne(
                    "scale down to (\\d+)",
                    (words, c) -> new Way(
                            deeds -> deeds.replicas(SpecPhrases.number(words, 1)),
                            (complaint, after) -> assertThat(after.of(ViolationType.ZoneOvercommitted))
                                    .isEmpty()))
            .sayOne(
                    "correct the label cpm\\.dev/account of namespace (\\S+), if it is wrong",
                    (words, c) -> Way.helping(deeds ->
                            deeds.namespace(words.group(1), deeds.spec().account())))
            .say(
                    "scale down what else uses (\\S+) in " + ZoneSteps.NAMES,
                    (words, c) -> each(
                            words.group(2),
                            zone -> Way.helping(deeds -> deeds.freed(zone, words.group(1), deeds.key()))))
            .say(
                    "recreate the placement with a type that is offered \\(only (.*)\\)",
                    (words, c) -> each(
                            words.group(1),
                            type -> new Way(
                                    deeds -> deeds.recreate(spec -> spec.put("machineType", type)),
                                    Complaint::saidNoMore)))
            .say(
                    "provide 1 or more (\\S+) in " + ZoneSteps.NAMES,
                    (words, c) ->
                            each(words.group(2), zone -> Way.helping(deeds -> deeds.machines(zone, words.group(1), 1))))
            .say(
                    "provide more (\\S+) in " + ZoneSteps.NAMES + SpecPhrases.ALONE,
                    (words, c) -> List.of(SpecPhrases.useless(deeds -> ZoneSteps.names(words.group(2))
                            .forEach(zone -> deeds.machines(zone, words.group(1), 1000)))))
            .say(
                    "create LoadBalancer (\\S+), or take it out of spec\\.loadBalancers",
                    (words, c) -> List.of(
                            Way.helping(deeds -> deeds.loadBalancer(c.key(words.group(1)), null, region(c))),
                            SpecPhrases.without("spec.loadBalancers", words.group(1))))
            .sayOne(
                    "correct LoadBalancer (\\S+); its status says what is wrong with it",
                    (words, c) -> Way.helping(deeds -> deeds.loadBalancer(c.key(words.group(1)), null, region(c))))
            .say(
                    "recreate LoadBalancer (\\S+) for account (\\S+), or take it out of spec\\.loadBalancers",
                    (words, c) -> List.of(
                            Way.helping(deeds -> {
                                PlacementKey key = c.key(words.group(1));
                                String region =
                                        deeds.catalogue().loadBalancers.get(key).region();
                                deeds.loadBalancer(key, words.group(2), region == null ? region(c) : region);
                            }),
                            SpecPhrases.without("spec.loadBalancers", words.group(1))))
            .say(
                    "create placement (\\S+), or take it out of spec\\.peers",
                    (words, c) -> List.of(
                            Way.helping(deeds -> deeds.create(c.key(words.group(1)), c.account(), List.of())),
                            SpecPhrases.without("spec.peers", words.group(1))))
            .say(
                    "create placement (\\S+) for account (\\S+), or take it out of spec\\.affinity\\.colocateWith",
                    (words, c) -> List.of(
                            Way.helping(deeds -> somewhere(
                                    deeds, c, zones -> deeds.create(c.key(words.group(1)), words.group(2), zones))),
                            SpecPhrases.without("spec.affinity.colocateWith", words.group(1))))
            .say(
                    "create placement (\\S+) for account (\\S+), or take it out of spec\\.affinity\\.colocateWith"
                            + SpecPhrases.ALONE,
                    (words, c) -> List.of(
                            SpecPhrases.useless(
                                    deeds -> deeds.create(c.key(words.group(1)), words.group(2), requested(deeds))),
                            SpecPhrases.useless(deeds -> deeds.without("affinity.colocateWith", words.group(1)))))
            .sayOne(
                    "create (\\S+) where the replicas are",
                    (words, c) -> new Way(
                            deeds -> deeds.create(
                                    c.key(words.group(1)),
                                    c.account(),
                                    c.before().zones().keySet()),
                            Complaint::saidNoMore))
            .sayOne(
                    "have (\\S+) placed where the replicas are",
                    (words, c) -> new Way(
                            deeds -> deeds.placed(
                                    c.key(words.group(1)), c.before().zones().keySet()),
                            Complaint::saidNoMore))
            .sayOne(
                    "(?:nothing to do once|scale up|set spec\\.suspend of) (\\S+)(?: is placed| to false)?",
                    (words, c) -> Way.helping(deeds ->
                            somewhere(deeds, c, zones -> deeds.placed(c.key(words.group(1)), zones))))
            .say(
                    "take (\\S+) out of spec\\.peers, or put both placements into namespaces of one account",
                    (words, c) -> List.of(SpecPhrases.without("spec.peers", words.group(1)), Way.helping(deeds -> {
                        deeds.namespace(c.known().key().namespace(), c.account());
                        deeds.namespace(c.key(words.group(1)).namespace(), c.account());
                    })))
            .say(
                    "recreate the placement with spec\\.account (\\S+) or without it, or move it to a namespace of account"
                            + " (\\S+)",
                    (words, c) -> List.of(
                            new Way(
                                    deeds -> deeds.recreate(spec -> spec.put("account", words.group(1))),
                                    Complaint::saidNoMore),
                            new Way(deeds -> deeds.recreate(spec -> spec.remove("account")), Complaint::saidNoMore),
                            Way.helping(deeds -> deeds.namespace(c.known().key().namespace(), words.group(2)))));

    private ObjectPhrases() {}

    private static List<Way> each(String names, Function<String, Way> way) {
        return ZoneSteps.names(names).stream().map(way).toList();
    }

    private static String region(Complaint complaint) {
        return complaint.regions().get(0);
    }

    private static List<String> requested(Deeds deeds) {
        return deeds.world().zones().stream()
                .filter(zone -> deeds.spec().regions().contains(zone.region()))
                .map(ZoneInfo::name)
                .toList();
    }

    private static ZoneInfo zone(String name, String region) {
        return new ZoneInfo(name, region, name, ZoneState.Available, Map.of(), null);
    }

    /** Has another placement placed where that is of use: in one of the zones, or in all. */
    private static void somewhere(Deeds deeds, Complaint complaint, Consumer<List<String>> placing) {
        List<String> zones = requested(deeds);
        Stream.concat(zones.stream().map(List::of), Stream.of(zones))
                .peek(placing)
                .anyMatch(tried -> deeds.decided().placed() > complaint.before().placed());
    }

    /** The regions or zones that the complaint is about are there. */
    private static Way created(Complaint complaint) {
        return Way.helping(
                deeds -> {
                    if (complaint.type() == ViolationType.UnknownRegion) {
                        complaint.violation().regions().forEach(deeds::region);
                    } else {
                        complaint.violation().zones().forEach(name -> deeds.zone(zone(name, name.substring(0, 2))));
                    }
                },
                Complaint::saidNoMore);
    }

    /** Whatever is named and does not exist is named as one that does. */
    private static Way named(MatchResult words, Complaint complaint) {
        String known = ZoneSteps.names(words.group(1)).get(0);
        boolean regions = words.group(2).equals("Region");
        List<String> unknown = regions
                ? complaint.violation().regions()
                : complaint.violation().zones();
        return Way.helping(
                deeds -> deeds.edit(spec -> {
                    for (String field : regions ? List.of("regions") : List.of("zones", "excludedZones")) {
                        ArrayNode names = Deeds.list(spec, field);
                        int before = names.size();
                        Deeds.remove(names, name -> unknown.contains(name.asText()));
                        boolean named = Stream.of("regions", "zones", "excludedZones")
                                .flatMap(list -> Stream.of(Deeds.list(spec, list)))
                                .anyMatch(list -> list.toString().contains("\"" + known + "\""));
                        if (names.size() < before && !named) {
                            names.add(known);
                        }
                    }
                }),
                (c, after) -> assertThat(after.of(complaint.type())).isEmpty());
    }
}
