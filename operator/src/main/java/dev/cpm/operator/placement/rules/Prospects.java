package dev.cpm.operator.placement.rules;

import dev.cpm.operator.api.Bounds;
import dev.cpm.operator.api.ZoneState;
import dev.cpm.operator.placement.decide.Findings;
import dev.cpm.operator.placement.decide.Scene;
import dev.cpm.operator.placement.decide.Site;
import dev.cpm.operator.placement.model.Request;
import dev.cpm.operator.placement.model.Snapshot;
import dev.cpm.operator.placement.model.Words;
import dev.cpm.operator.placement.model.ZoneInfo;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the present catalogue has that could be opened to a request: zones that its lists keep away, closed ones, regions
 * without a link, regions not asked for.
 */
final class Prospects {
    /** Changes of one kind, each to a zone or a region by name; in words, and as the scene that some of them lead to. */
    record Kind(
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
    record Way(String words, List<UnaryOperator<Scene>> changes) {}

    private final Findings findings;
    private final Collection<String> apart;
    private final ZoneListsRule lists;

    /** {@code apart}: zones that are to be left out. */
    Prospects(Findings findings, Collection<String> apart) {
        this.findings = findings;
        this.apart = apart;
        this.lists = ZoneListsRule.of(findings.request());
    }

    /** The nearest first. */
    List<Kind> kinds() {
        return List.of(
                new Kind(excluded(), false, this::allow, this::allowed),
                new Kind(
                        closed(EnumSet.of(ZoneState.Maintenance, ZoneState.Unavailable)),
                        false,
                        (zones, last) -> "wait until " + Words.list(zones, last)
                                + (several(zones, last) ? " are" : " is") + " Available again",
                        Prospects::opened),
                new Kind(
                        closed(EnumSet.of(ZoneState.ComingSoon)),
                        false,
                        (zones, last) ->
                                Words.list(zones, last) + (several(zones, last) ? " open later" : " opens later"),
                        Prospects::opened),
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
                .filter(zone -> !lists.allows(zone))
                .map(ZoneInfo::name)
                .limit(Opened.TRIED)
                .toList();
    }

    private String allow(List<String> zones, String last) {
        List<ZoneInfo> infos = zones.stream().map(findings.snapshot()::zone).toList();
        return lists.edits(infos, last);
    }

    private Scene allowed(List<String> zones, Scene scene) {
        Stream<String> before = findings.snapshot().zones().stream()
                .filter(zone -> lists.allows(zone))
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
                .filter(region -> !home.contains(region))
                .filter(region -> Catalogue.opensIn(region, findings))
                .filter(region -> !missing(List.of(region)).isEmpty())
                .sorted(Comparator.comparing(this::linksFor))
                .limit(Opened.TRIED)
                .toList();
    }

    /** How many links it takes to use a region: what takes fewest is named first. */
    private int linksFor(String region) {
        return missing(List.of(region)).size();
    }

    private List<String> others() {
        int room = Bounds.REGIONS - findings.request().regions().size();
        return Catalogue.otherRegions(findings).stream()
                .sorted(Comparator.comparing(this::linksFor))
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

    /** The pairs of regions that lack an Active interconnect, so that some more are joined to those in use, and to peers. */
    private List<List<String>> missing(List<String> regions) {
        Request request = findings.request();
        Set<List<String>> pairs = new LinkedHashSet<>();
        Set<String> joined = home();
        for (String region : request.privateNetwork() ? regions : List.<String>of()) {
            joined.stream()
                    .filter(other -> !findings.snapshot().links().active(request.account(), region, other))
                    .forEach(other -> pairs.add(List.of(other, region)));
            joined.add(region);
        }
        for (String region : regions) {
            peers().flatMap(peer -> peer.unreachable(region, request, findings.snapshot()).stream())
                    .filter(other -> !pairs.contains(List.of(region, other)))
                    .forEach(other -> pairs.add(List.of(other, region)));
        }
        return List.copyOf(pairs);
    }

    private Stream<PeerRule> peers() {
        return findings.rules().stream().filter(PeerRule.class::isInstance).map(PeerRule.class::cast);
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
