package dev.cpm.operator.placement.rules;

import dev.cpm.operator.api.InterconnectState;
import dev.cpm.operator.api.ZoneState;
import dev.cpm.operator.placement.Alternative;
import dev.cpm.operator.placement.Findings;
import dev.cpm.operator.placement.Request;
import dev.cpm.operator.placement.Words;
import dev.cpm.operator.placement.ZoneInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What the present catalogue has that would mend a violation: the raw material of remedies. */
final class Catalogue {
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
        return findings.snapshot().regions().stream()
                .filter(region -> !request.regions().contains(region))
                .filter(region -> findings.snapshot().zonesOf(region).stream().anyMatch(zone -> open(zone, findings)))
                .toList();
    }

    private static boolean open(ZoneInfo zone, Findings findings) {
        return zone.state() == ZoneState.Available && findings.wouldTake(zone);
    }

    /**
     * How to reach more zones than the request has now, the nearest way first: "X opens later; or add Y to spec.regions and
     * an Active interconnect X–Y ...".
     */
    static Optional<String> moreZones(Findings findings) {
        List<String> ways = new ArrayList<>();
        List<ZoneInfo> excluded = requestedZones(findings).stream()
                .filter(zone -> zone.state() == ZoneState.Available
                        && zone.offers(findings.request().machineType()))
                .filter(zone -> !ZoneListsRule.allows(zone, findings.request().spec()))
                .toList();
        if (!excluded.isEmpty()) {
            ways.add(ZoneListsRule.edits(excluded, findings.request().spec(), "or"));
        }
        List<String> returning = closed(findings, ZoneState.Maintenance, ZoneState.Unavailable);
        if (!returning.isEmpty()) {
            ways.add("wait until " + Words.list(returning, "or") + " is Available again");
        }
        List<String> later = closed(findings, ZoneState.ComingSoon);
        if (!later.isEmpty()) {
            ways.add(Words.list(later) + (later.size() == 1 ? " opens later" : " open later"));
        }
        List<String> linkable = unlinkedRequestedRegions(findings);
        if (!linkable.isEmpty()) {
            ways.add(link(findings, linkable.get(0)));
        }
        otherRegion(findings).ifPresent(region -> ways.add(add(findings, region)));
        return ways.isEmpty() ? Optional.empty() : Optional.of(String.join("; or ", ways));
    }

    /** The zones of the requested regions that are in one of these states, and would do if they were not. */
    static List<String> closed(Findings findings, ZoneState... states) {
        return requestedZones(findings).stream()
                .filter(zone -> List.of(states).contains(zone.state()))
                .filter(findings::wouldTake)
                .map(ZoneInfo::name)
                .toList();
    }

    /** The first region that was not asked for and has an open zone with a free machine. */
    private static Optional<String> otherRegion(Findings findings) {
        String type = findings.request().machineType();
        return otherRegions(findings).stream()
                .filter(region -> findings.snapshot().zonesOf(region).stream()
                        .anyMatch(zone ->
                                open(zone, findings) && findings.snapshot().free(zone, type) > 0))
                .findFirst();
    }

    /** How to use machines that are free in a region that was not asked for. */
    static Optional<String> regionWithFree(Findings findings) {
        return otherRegion(findings)
                .map(region ->
                        add(findings, region) + ", where " + findings.request().machineType() + " is free");
    }

    private static String add(Findings findings, String region) {
        return "add " + region + " to spec.regions" + linkFor(findings, region);
    }

    /** Requested regions with an open zone that no Active interconnect joins to where the replicas are. */
    private static List<String> unlinkedRequestedRegions(Findings findings) {
        Request request = findings.request();
        Optional<String> home = home(findings);
        if (!request.privateNetwork() || home.isEmpty()) {
            return List.of();
        }
        return request.regions().stream()
                .filter(region -> !region.equals(home.get()))
                .filter(region -> findings.snapshot().zonesOf(region).stream().anyMatch(zone -> open(zone, findings)))
                .filter(region -> !findings.snapshot().links().active(request.account(), home.get(), region))
                .toList();
    }

    private static String linkFor(Findings findings, String region) {
        Optional<String> home = home(findings);
        if (!findings.request().privateNetwork()
                || home.isEmpty()
                || findings.snapshot().links().active(findings.request().account(), home.get(), region)) {
            return "";
        }
        return " and " + link(findings, region).replaceFirst("^request ", "");
    }

    /** How to link a region to where the replicas are. */
    private static String link(Findings findings, String region) {
        return link(findings, home(findings).orElseThrow(), region);
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

    /** The request with one more Active interconnect of its account. */
    static Alternative linked(Findings findings, String a, String b) {
        String account = findings.request().account();
        String pair = a.compareTo(b) < 0 ? a + "–" + b : b + "–" + a;
        return Alternative.in(
                "an Active interconnect " + pair + " for account " + account,
                findings.scene().with(findings.request(), findings.snapshot().linked(account, a, b)));
    }

    /** How replicas get to other zones than where they are: by moves, if there is room for some, or all anew. */
    static String assignedAgain(Findings findings, String where, Collection<String> from) {
        return proposals(findings, from).map(ways -> ways + "; or ").orElse("")
                + "recreate the placement to have its replicas assigned " + where;
    }

    /** How to have moves proposed; empty where they are already, where none can be spared, or nobody could go anywhere. */
    static Optional<String> proposals(Findings findings, Collection<String> from) {
        Request request = findings.request();
        boolean settled = findings.heldBack() == null && findings.unplaced() == 0;
        boolean spared = findings.assignment().total() > request.minAvailable();
        boolean room = requestedZones(findings).stream()
                .filter(zone -> !from.contains(zone.name()) && open(zone, findings))
                .anyMatch(zone -> findings.snapshot().free(zone, request.machineType()) > 0);
        return settled && spared && room && !request.movesOnApproval()
                ? Optional.of("set spec.rebalance to OnApproval to have moves proposed")
                : Optional.empty();
    }

    /** The first region that holds replicas, in the order of preference; empty where none is placed. */
    private static Optional<String> home(Findings findings) {
        return findings.scene().sites().stream()
                .filter(site -> site.held() > 0)
                .map(site -> site.region())
                .findFirst();
    }
}
