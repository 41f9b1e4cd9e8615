package dev.cpm.operator.placement.rules;

import dev.cpm.operator.api.Bounds;
import dev.cpm.operator.api.ZoneState;
import dev.cpm.operator.placement.Findings;
import dev.cpm.operator.placement.Request;
import dev.cpm.operator.placement.Scene;
import dev.cpm.operator.placement.Site;
import dev.cpm.operator.placement.Snapshot;
import dev.cpm.operator.placement.Trial;
import dev.cpm.operator.placement.Words;
import dev.cpm.operator.placement.ZoneInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Ways to more zones than a request can use now, from the present catalogue, the nearest first: zones that its lists
 * keep away, closed ones, regions without a link, regions not asked for. Only those that were tried and help: each by
 * itself, or where none does, as few together as do.
 */
final class Openings {
    /** Changes of one kind, each to a zone or a region by name; in words, and as the scene that some of them lead to. */
    private record Kind(
            List<String> names,
            boolean first,
            BiFunction<List<String>, String, String> words,
            BiFunction<List<String>, Scene, Scene> change) {

        /** All of them together. */
        Way all(List<String> some) {
            return new Way(words.apply(some, "and"), List.of(scene -> change.apply(some, scene)));
        }

        /** Any one of them. */
        Way any(List<String> some) {
            return new Way(words.apply(some, "or"), some.stream().map(this::one).toList());
        }

        UnaryOperator<Scene> one(String name) {
            return scene -> change.apply(List.of(name), scene);
        }
    }

    /** What a person would do, and what the scene is after it, for each way to read it. */
    private record Way(String words, List<UnaryOperator<Scene>> changes) {}

    private final Findings findings;
    private final Trial trial;
    private final Collection<String> apart;

    /** {@code apart}: zones that are spoken of elsewhere. */
    Openings(Findings findings, Trial trial, Collection<String> apart) {
        this.findings = findings;
        this.trial = trial;
        this.apart = apart;
    }

    /** The ways that end it by themselves: "r1-b opens later; or add r2 to spec.regions". */
    Optional<String> ending() {
        return words(ways(trial::ends));
    }

    /** The ways that end it, or place more of the replicas that wait because of it. */
    Optional<String> mending() {
        return words(ways(trial::mends));
    }

    /**
     * The ways that mend by themselves, or where there are none, those that do once replicas come to the new zones: by
     * scaling up, by moves, or anew.
     */
    Optional<String> used() {
        Optional<String> alone = trial.restless() ? mending() : Optional.empty();
        return alone.or(this::grown)
                .or(() -> used(ways(trial::mendsByMoves), Ways.moves(findings.request())))
                .or(() -> used(ways(trial::mendsAnew), "recreate the placement"));
    }

    private Optional<String> grown() {
        return Trial.GROWTH.stream()
                .flatMap(more -> {
                    List<Way> ways = ways(scene -> trial.mendsByGrowth(scene, more));
                    boolean move = after(ways).stream().allMatch(trial::mendsByMoves);
                    return used(ways, "scale up by " + more + (move ? " or " + Ways.moves(findings.request()) : ""))
                            .stream();
                })
                .findFirst();
    }

    private static Optional<String> used(List<Way> ways, String how) {
        return words(ways)
                .map(words -> words + "; to use " + (ways.size() == 1 ? "that" : "one of those") + ", " + how);
    }

    private static Optional<String> words(List<Way> ways) {
        return ways.isEmpty()
                ? Optional.empty()
                : Optional.of(ways.stream().map(Way::words).collect(Collectors.joining("; or ")));
    }

    private List<Scene> after(List<Way> ways) {
        return ways.stream()
                .flatMap(way -> way.changes().stream())
                .map(change -> change.apply(findings.scene()))
                .toList();
    }

    private List<Way> ways(Predicate<Scene> helps) {
        List<Kind> kinds = kinds();
        List<Way> alone =
                kinds.stream().flatMap(kind -> alone(kind, helps).stream()).toList();
        return alone.isEmpty() ? together(kinds, helps).stream().toList() : alone;
    }

    /** Those of a kind that help, each by itself; the first of them where one has words of its own. */
    private Optional<Way> alone(Kind kind, Predicate<Scene> helps) {
        List<String> helping = kind.names().stream()
                .filter(name -> helps.test(kind.one(name).apply(findings.scene())))
                .limit(kind.first() ? 1 : Opened.TRIED)
                .toList();
        return helping.isEmpty() ? Optional.empty() : Optional.of(kind.any(helping));
    }

    /** The first ones of all kinds that help together, without those that are not needed. */
    private Optional<Way> together(List<Kind> kinds, Predicate<Scene> helps) {
        List<List<String>> chosen =
                kinds.stream().<List<String>>map(kind -> new ArrayList<>()).toList();
        for (int i = 0; i < kinds.size(); i++) {
            for (String name : kinds.get(i).names()) {
                chosen.get(i).add(name);
                if (help(kinds, chosen, helps)) {
                    drop(kinds, chosen, helps);
                    return Optional.of(joined(kinds, chosen));
                }
            }
        }
        return Optional.empty();
    }

    private void drop(List<Kind> kinds, List<List<String>> chosen, Predicate<Scene> helps) {
        for (List<String> some : chosen) {
            for (String name : List.copyOf(some)) {
                int place = some.indexOf(name);
                some.remove(place);
                if (!help(kinds, chosen, helps)) {
                    some.add(place, name);
                }
            }
        }
    }

    private boolean help(List<Kind> kinds, List<List<String>> chosen, Predicate<Scene> helps) {
        return after(List.of(joined(kinds, chosen))).stream().allMatch(helps);
    }

    private static Way joined(List<Kind> kinds, List<List<String>> chosen) {
        List<Way> ways = IntStream.range(0, kinds.size())
                .filter(i -> !chosen.get(i).isEmpty())
                .mapToObj(i -> kinds.get(i).all(List.copyOf(chosen.get(i))))
                .toList();
        return new Way(ways.stream().map(Way::words).collect(Collectors.joining(", and ")), List.of(scene -> {
            Scene changed = scene;
            for (Way way : ways) {
                changed = way.changes().get(0).apply(changed);
            }
            return changed;
        }));
    }

    private List<Kind> kinds() {
        return List.of(
                new Kind(excluded(), false, this::allow, this::allowed),
                new Kind(
                        closed(EnumSet.of(ZoneState.Maintenance, ZoneState.Unavailable)),
                        false,
                        (zones, last) -> "wait until " + Words.list(zones, last)
                                + (several(zones, last) ? " are" : " is") + " Available again",
                        Openings::opened),
                new Kind(
                        closed(EnumSet.of(ZoneState.ComingSoon)),
                        false,
                        (zones, last) ->
                                Words.list(zones, last) + (several(zones, last) ? " open later" : " opens later"),
                        Openings::opened),
                new Kind(unlinked(), true, (regions, last) -> Words.list(links(regions)), this::linked),
                new Kind(others(), true, (regions, last) -> adding(regions), this::added));
    }

    private static boolean several(List<String> names, String last) {
        return names.size() > 1 && last.equals("and");
    }

    private List<String> excluded() {
        return Catalogue.requestedZones(findings).stream()
                .filter(zone -> zone.state() == ZoneState.Available
                        && zone.offers(findings.request().machineType()))
                .filter(zone -> !ZoneListsRule.allows(zone, findings.request().spec()))
                .map(ZoneInfo::name)
                .limit(Opened.TRIED)
                .toList();
    }

    private String allow(List<String> zones, String last) {
        List<ZoneInfo> infos = zones.stream().map(findings.snapshot()::zone).toList();
        return ZoneListsRule.edits(infos, findings.request().spec(), last);
    }

    private Scene allowed(List<String> zones, Scene scene) {
        Stream<String> before = findings.snapshot().zones().stream()
                .filter(zone -> ZoneListsRule.allows(zone, findings.request().spec()))
                .map(ZoneInfo::name);
        List<String> all = Stream.concat(before, zones.stream()).toList();
        return scene.with(scene.request().edited(spec -> spec.onlyZones(all)), scene.snapshot());
    }

    private List<String> closed(Set<ZoneState> states) {
        return Catalogue.requestedZones(findings).stream()
                .filter(zone -> states.contains(zone.state()) && !apart.contains(zone.name()))
                .map(ZoneInfo::name)
                .limit(Opened.TRIED)
                .toList();
    }

    private static Scene opened(List<String> zones, Scene scene) {
        Snapshot snapshot = scene.snapshot();
        for (String zone : zones) {
            snapshot = snapshot.opened(zone);
        }
        return scene.with(scene.request(), snapshot);
    }

    /** Requested regions that would take replicas, were they linked to all regions in use. */
    private List<String> unlinked() {
        Request request = findings.request();
        Set<String> home = home();
        return request.regions().stream()
                .distinct()
                .filter(region -> !home.isEmpty() && !home.contains(region))
                .filter(region -> Catalogue.opensIn(region, findings))
                .filter(region -> !missing(List.of(region)).isEmpty())
                .limit(Opened.TRIED)
                .toList();
    }

    private List<String> others() {
        int room = Bounds.REGIONS - findings.request().regions().size();
        return Catalogue.otherRegions(findings).stream()
                .limit(Math.min(Opened.TRIED, room))
                .toList();
    }

    /** Where the replicas are; where none is, the regions that would be used. */
    private Set<String> home() {
        Set<String> occupied = findings.scene().occupiedRegions();
        if (!occupied.isEmpty()) {
            return new TreeSet<>(occupied);
        }
        List<Site> sites = findings.scene().sites();
        return IntStream.range(0, sites.size())
                .filter(i -> findings.outcome().eligible()[i])
                .mapToObj(i -> sites.get(i).region())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The pairs of regions that lack an Active interconnect, so that some more are joined to those in use. */
    private List<List<String>> missing(List<String> regions) {
        Request request = findings.request();
        List<List<String>> pairs = new ArrayList<>();
        Set<String> joined = home();
        for (String region : request.privateNetwork() ? regions : List.<String>of()) {
            joined.stream()
                    .filter(other -> !findings.snapshot().links().active(request.account(), region, other))
                    .forEach(other -> pairs.add(List.of(other, region)));
            joined.add(region);
        }
        return pairs;
    }

    private List<String> links(List<String> regions) {
        return missing(regions).stream()
                .map(pair -> Catalogue.link(findings, pair.get(0), pair.get(1)))
                .toList();
    }

    private Scene linked(List<String> regions, Scene scene) {
        Snapshot snapshot = scene.snapshot();
        for (List<String> pair : missing(regions)) {
            snapshot = snapshot.linked(findings.request().account(), pair.get(0), pair.get(1));
        }
        return scene.with(scene.request(), snapshot);
    }

    private String adding(List<String> regions) {
        String add = "add " + Words.list(regions) + " to spec.regions";
        List<String> links = links(regions);
        return links.size() == 1
                ? add + " and " + links.get(0).replaceFirst("^request ", "")
                : Words.list(Stream.concat(Stream.of(add), links.stream()).toList());
    }

    private Scene added(List<String> regions, Scene scene) {
        Scene joined = linked(regions, scene);
        return joined.with(joined.request().edited(spec -> spec.addRegions(regions)), joined.snapshot());
    }
}
