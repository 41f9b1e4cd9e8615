package dev.cpm.operator.placement.rules;

import dev.cpm.operator.api.BlockerReason;
import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.api.PlacementSpec.ZoneSelector;
import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.api.ZoneState;
import dev.cpm.operator.placement.decide.Alternative;
import dev.cpm.operator.placement.decide.Breach;
import dev.cpm.operator.placement.decide.Filter;
import dev.cpm.operator.placement.decide.Findings;
import dev.cpm.operator.placement.decide.Refusal;
import dev.cpm.operator.placement.decide.Rule;
import dev.cpm.operator.placement.decide.Scene;
import dev.cpm.operator.placement.decide.Site;
import dev.cpm.operator.placement.model.Request;
import dev.cpm.operator.placement.model.Words;
import dev.cpm.operator.placement.model.ZoneInfo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The spec's own choice of zones: allow-list, deny-list, selector. {@code ZoneNotAllowed}: "holds replicas in a zone
 * that the spec's regions, lists or selector (as edited since) do not allow".
 */
record ZoneListsRule(Set<String> zones, Set<String> excludedZones, ZoneSelector selector) implements Rule {

    /** The rule of a request. */
    static ZoneListsRule of(Request request) {
        return of(request.spec());
    }

    static ZoneListsRule of(PlacementSpec spec) {
        return new ZoneListsRule(set(spec.zones()), set(spec.excludedZones()), spec.zoneSelector());
    }

    private static Set<String> set(List<String> names) {
        return names.isEmpty() ? Set.of() : new HashSet<>(names);
    }

    boolean allows(ZoneInfo zone) {
        return !unlisted(zone.name()) && !excluded(zone.name()) && Selectors.match(selector, zone.labels());
    }

    private boolean unlisted(String zone) {
        return !zones.isEmpty() && !zones.contains(zone);
    }

    private boolean excluded(String zone) {
        return excludedZones.contains(zone);
    }

    private Stream<String> byName(String zone) {
        return Stream.concat(
                unlisted(zone) ? Stream.of("is not in spec.zones") : Stream.empty(),
                excluded(zone) ? Stream.of("is in spec.excludedZones") : Stream.empty());
    }

    /** Lists and selector, where they agree: who takes the zone out of the one would find the other. */
    private Optional<String> objection(ZoneInfo zone) {
        if (allows(zone)) { // mostly; it is asked of every zone in every decision
            return Optional.empty();
        }
        String mismatch = Selectors.mismatch(selector, zone.labels());
        return together(Stream.concat(
                byName(zone.name()),
                mismatch.isEmpty()
                        ? Stream.empty()
                        : Stream.of("does not match spec.zoneSelector (" + mismatch + ")")));
    }

    private static Optional<String> together(Stream<String> objections) {
        return objections.reduce((some, more) -> some + " and " + more);
    }

    /** To replicas that are there: the lists go by name, whether or not there is such a Zone any more. */
    private Optional<String> objection(Site site) {
        return site.zone() == null ? together(byName(site.name())) : objection(site.zone());
    }

    /** What to edit so that zones are allowed: "take r1-b out of spec.excludedZones". */
    String edits(List<ZoneInfo> some, String last) {
        Map<String, List<String>> byEdit = new LinkedHashMap<>();
        some.forEach(zone ->
                byEdit.computeIfAbsent(edit(zone), e -> new ArrayList<>()).add(zone.name()));
        return byEdit.entrySet().stream()
                .map(e -> e.getKey().replace("{}", Words.list(e.getValue(), last)))
                .collect(Collectors.joining(" " + last + " "));
    }

    private String edit(ZoneInfo zone) {
        List<String> edits = new ArrayList<>();
        if (unlisted(zone.name())) {
            edits.add("add {} to spec.zones");
        }
        if (excluded(zone.name())) {
            edits.add("take {} out of spec.excludedZones");
        }
        if (!Selectors.match(selector, zone.labels())) {
            edits.add("let spec.zoneSelector match {}");
        }
        return String.join(" and ", edits);
    }

    @Override
    public Filter filter(Scene scene) {
        return this::refusal;
    }

    private Optional<Refusal> refusal(Site site) {
        if (!site.requested()) {
            return Optional.of(new Refusal(BlockerReason.ZoneExcluded, "its region is not in spec.regions"));
        }
        return site.zone() == null
                ? Optional.empty()
                : objection(site.zone()).map(why -> new Refusal(BlockerReason.ZoneExcluded, site.name() + " " + why));
    }

    @Override
    public Stream<Alternative> alternatives(Findings findings) {
        return Catalogue.requestedZones(findings).stream()
                .filter(zone -> zone.state() == ZoneState.Available)
                .flatMap(zone -> objection(zone).stream()
                        .map(why -> Alternative.instead(
                                "allowing " + zone.name() + ", which " + why + ",",
                                findings,
                                this,
                                new Opened(this, zone.name()))))
                .limit(Opened.TRIED);
    }

    @Override
    public Stream<Breach> judge(Findings findings) {
        List<Site> strays = findings.occupied().stream()
                .filter(site -> outside(site) || objection(site).isPresent())
                .toList();
        if (strays.isEmpty()) {
            return Stream.empty();
        }
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        strays.forEach(site -> byReason.computeIfAbsent(
                        outside(site)
                                ? site.region().isEmpty()
                                        ? "is in no region that is known"
                                        : "is in " + site.region() + ", which is not in spec.regions"
                                : objection(site).orElseThrow(),
                        why -> new ArrayList<>())
                .add(site.name()));
        List<String> names = strays.stream().map(Site::name).toList();
        List<String> regions = strays.stream()
                .filter(site -> outside(site) && !goneAndNotListed(site))
                .map(Site::region)
                .filter(region -> !region.isEmpty())
                .distinct()
                .toList();
        List<ZoneInfo> disallowed = strays.stream()
                .map(Site::zone)
                .filter(zone -> zone != null && !allows(zone))
                .toList();
        List<String> ways = new ArrayList<>();
        if (!regions.isEmpty()) {
            ways.add("add " + Words.list(regions) + " to spec.regions again");
        }
        if (!disallowed.isEmpty()) {
            ways.add(edits(disallowed, "and"));
        }
        String edit = String.join(" and ", ways);
        return Stream.of(Breach.of(
                ViolationType.ZoneNotAllowed,
                Severity.Error,
                Words.replicasAre(findings.count(names)) + " in " + Words.list(names)
                        + ", which the spec no longer allows: "
                        + byReason.entrySet().stream()
                                .limit(Words.LISTED)
                                .map(e -> Words.list(e.getValue()) + " "
                                        + (e.getValue().size() == 1 ? e.getKey() : several(e.getKey())))
                                .collect(Collectors.joining("; "))
                        + (byReason.size() > Words.LISTED ? "; and so on" : ""),
                () -> remedy(edit, findings),
                names,
                strays.stream().map(Site::region).distinct().toList()));
    }

    private static String several(String isSo) {
        return isSo.replaceAll("(^| and )is ", "$1are ").replaceAll("(^| and )does ", "$1do ");
    }

    private static String remedy(String edit, Findings findings) {
        return Remedies.outOf(ViolationType.ZoneNotAllowed, findings)
                .say(edit.isEmpty() ? Optional.empty() : Optional.of(edit))
                .moves()
                .anew("elsewhere")
                .orNone("no other zone in the catalogue could take them now");
    }

    /** Then its region would not make it allowed, and the lists cannot name it: it does not exist. */
    private boolean goneAndNotListed(Site site) {
        return site.zone() == null && objection(site).isPresent();
    }

    private static boolean outside(Site site) {
        return !site.requested();
    }

    /** Without the lists, which can be long. */
    @Override
    public String toString() {
        return "ZoneListsRule";
    }
}
