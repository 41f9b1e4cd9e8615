package dev.cpm.operator.placement.rules;

import dev.cpm.operator.api.Bounds;
import dev.cpm.operator.api.InterconnectState;
import dev.cpm.operator.api.ZoneState;
import dev.cpm.operator.placement.decide.Alternative;
import dev.cpm.operator.placement.decide.Findings;
import dev.cpm.operator.placement.model.Request;
import dev.cpm.operator.placement.model.ZoneInfo;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the present catalogue has that would mend a violation: the raw material of remedies. */
final class Catalogue {
    /** How many links are tried, one by one: all between eight regions. */
    private static final int LINKS = 28;

    private Catalogue() {}

    /** The zones of the requested regions. */
    static List<ZoneInfo> requestedZones(Findings findings) {
        return findings.request().regions().stream()
                .distinct()
                .flatMap(region -> findings.snapshot().zonesOf(region).stream())
                .toList();
    }

    /** The regions that were not asked for and have an open zone with the machine type. */
    static List<String> otherRegions(Findings findings) {
        Request request = findings.request();
        if (request.regions().size() >= Bounds.REGIONS) {
            return List.of();
        }
        return findings.snapshot().regions().stream()
                .filter(region -> !request.regions().contains(region))
                .filter(region -> opensIn(region, findings))
                .toList();
    }

    /** Whether a region has an open zone that would take replicas if the region was asked for. */
    static boolean opensIn(String region, Findings findings) {
        return findings.snapshot().zonesOf(region).stream()
                .anyMatch(zone -> zone.state() == ZoneState.Available && findings.wouldTake(zone));
    }

    /** How to get an Active interconnect between two regions for the account. */
    static String link(Findings findings, String a, String b) {
        String account = findings.request().account();
        String pair = a.compareTo(b) < 0 ? a + "–" + b : b + "–" + a;
        Optional<InterconnectState> state = findings.snapshot().links().state(account, a, b);
        return state.isPresent()
                ? "activate the interconnect " + pair + " of account " + account + " (it is " + state.get() + ")"
                : "request an Active interconnect " + pair + " for account " + account;
    }

    /** The request with one more Active interconnect of its account: each of some pairs of regions, of many the first. */
    static Stream<Alternative> linked(Findings findings, Stream<List<String>> pairs) {
        return pairs.limit(LINKS).map(pair -> linked(findings, pair.get(0), pair.get(1)));
    }

    private static Alternative linked(Findings findings, String a, String b) {
        String account = findings.request().account();
        String pair = a.compareTo(b) < 0 ? a + "–" + b : b + "–" + a;
        return Alternative.in(
                "an Active interconnect " + pair + " for account " + account,
                findings.scene().with(findings.request(), findings.snapshot().linked(account, a, b)));
    }
}
