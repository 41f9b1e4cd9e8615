package dev.cpm.operator.placement.rules;

import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.placement.decide.Alternative;
import dev.cpm.operator.placement.decide.Breach;
import dev.cpm.operator.placement.decide.Findings;
import dev.cpm.operator.placement.decide.Rule;
import dev.cpm.operator.placement.model.Snapshot;
import dev.cpm.operator.placement.model.Words;
import dev.cpm.operator.placement.model.ZoneInfo;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** {@code UnknownRegion}, {@code UnknownZone}: "the spec names one that does not exist". */
record NamesRule() implements Rule {

    /** One more region that exists. */
    @Override
    public Stream<Alternative> alternatives(Findings findings) {
        return Catalogue.otherRegions(findings).stream()
                .limit(Opened.TRIED)
                .map(region -> Alternative.in(
                        "adding " + region + " to spec.regions",
                        findings.scene()
                                .with(
                                        findings.request().edited(spec -> spec.addRegions(List.of(region))),
                                        findings.snapshot())));
    }

    @Override
    public Stream<Breach> judge(Findings findings) {
        Snapshot snapshot = findings.snapshot();
        List<String> regions = findings.request().regions().stream()
                .distinct()
                .filter(region -> !snapshot.regions().contains(region))
                .toList();
        TreeSet<String> zones = new TreeSet<>(findings.request().spec().zones());
        zones.addAll(findings.request().spec().excludedZones());
        zones.removeIf(zone -> snapshot.zone(zone) != null);
        return Stream.concat(
                unknown(ViolationType.UnknownRegion, "region", regions, snapshot.regions(), List.of(), regions),
                unknown(ViolationType.UnknownZone, "zone", zones, known(findings), zones, List.of()));
    }

    /** The zones of the requested regions; of all, where those have none. */
    private static List<String> known(Findings findings) {
        List<ZoneInfo> requested = Catalogue.requestedZones(findings);
        return (requested.isEmpty() ? findings.snapshot().zones() : requested)
                .stream().map(ZoneInfo::name).toList();
    }

    private static Stream<Breach> unknown(
            ViolationType type,
            String kind,
            Collection<String> names,
            Collection<String> known,
            Collection<String> zones,
            Collection<String> regions) {
        if (names.isEmpty()) {
            return Stream.empty();
        }
        String create = "create the " + (kind.equals("zone") ? "Zone" : "Region");
        String there = "there " + (known.size() == 1 ? "is " : "are ") + Words.list(known);
        return Stream.of(Breach.of(
                type,
                Severity.Error,
                "the spec names " + kind + (names.size() == 1 ? " " : "s ") + Words.list(names)
                        + (names.size() == 1 ? ", which does not exist" : ", which do not exist"),
                () -> known.isEmpty() ? create + "; none exists yet" : "correct the name (" + there + "), or " + create,
                zones,
                regions));
    }
}
