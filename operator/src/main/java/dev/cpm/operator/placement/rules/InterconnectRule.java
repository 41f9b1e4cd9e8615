package dev.cpm.operator.placement.rules;

import dev.cpm.operator.api.BlockerReason;
import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.Violation;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.placement.Findings;
import dev.cpm.operator.placement.Links;
import dev.cpm.operator.placement.Outcome;
import dev.cpm.operator.placement.Refusal;
import dev.cpm.operator.placement.Request;
import dev.cpm.operator.placement.Rule;
import dev.cpm.operator.placement.Scene;
import dev.cpm.operator.placement.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rule 2: "All replicas live in regions that are pairwise linked by an Active interconnect of the account, or in one
 * region. A region that holds replicas already stays in the set."
 */
public record InterconnectRule() implements Rule {

    /** The rule of a request whose replicas need the private network. */
    public static Stream<InterconnectRule> of(Request request) {
        return request.privateNetwork() ? Stream.of(new InterconnectRule()) : Stream.empty();
    }

    @Override
    public Optional<List<Set<String>>> regionSets(Scene scene, Set<String> openRegions) {
        Links links = scene.snapshot().links();
        String account = scene.request().account();
        Set<String> occupied = new TreeSet<>(scene.occupiedRegions());
        List<String> candidates = openRegions.stream()
                .filter(region -> linkedToAll(region, occupied, links, account))
                .toList();
        List<Set<String>> sets = new ArrayList<>();
        grow(new TreeSet<>(), 0, candidates, occupied, scene, sets);
        return Optional.of(sets);
    }

    /** Every set of pairwise linked candidates; a candidate that holds replicas is open as long as it fits the rest. */
    private static void grow(
            Set<String> set,
            int next,
            List<String> candidates,
            Set<String> occupied,
            Scene scene,
            List<Set<String>> sets) {
        Links links = scene.snapshot().links();
        String account = scene.request().account();
        if (next == candidates.size()) {
            sets.add(new TreeSet<>(set));
            return;
        }
        String region = candidates.get(next);
        boolean fits = linkedToAll(region, set, links, account);
        if (fits) {
            set.add(region);
            grow(set, next + 1, candidates, occupied, scene, sets);
            set.remove(region);
        }
        if (!fits || !occupied.contains(region)) {
            grow(set, next + 1, candidates, occupied, scene, sets);
        }
    }

    private static boolean linkedToAll(String region, Set<String> others, Links links, String account) {
        return others.stream().allMatch(other -> links.active(account, region, other));
    }

    @Override
    public IntFunction<Optional<Refusal>> limits(Outcome outcome) {
        Set<String> occupied = new TreeSet<>(outcome.scene().occupiedRegions());
        return site -> outcome.eligible()[site] ? Optional.empty() : apart(outcome.scene(), site, occupied);
    }

    private static Optional<Refusal> apart(Scene scene, int site, Set<String> occupied) {
        String region = scene.sites().get(site).region();
        String account = scene.request().account();
        List<String> apart = occupied.stream()
                .filter(other -> !scene.snapshot().links().active(account, region, other))
                .toList();
        return apart.isEmpty()
                ? Optional.empty()
                : Optional.of(new Refusal(
                        BlockerReason.NoInterconnect,
                        "account " + account + " has no Active interconnect between " + region + " and "
                                + Words.list(apart)));
    }

    @Override
    public boolean canLeaveUnplaced() {
        return true;
    }

    /** {@code CrossRegionWithoutInterconnect}, or {@code InterconnectNotActive} "where the interconnect exists". */
    @Override
    public Stream<Violation> judge(Findings findings) {
        Request request = findings.request();
        Links links = findings.snapshot().links();
        Set<String> missing = new TreeSet<>();
        Set<String> inactive = new TreeSet<>();
        List<String> occupied = findings.occupied().stream()
                .map(Site::region)
                .distinct()
                .sorted()
                .toList();
        List<List<String>> pairs = new ArrayList<>();
        for (int a = 0; a < occupied.size(); a++) {
            for (int b = a + 1; b < occupied.size(); b++) {
                pairs.add(List.of(occupied.get(a), occupied.get(b)));
            }
        }
        if (findings.isCause(this)) {
            pairs.addAll(wantedPairs(findings));
        }
        List<String> toRequest = new ArrayList<>();
        List<String> activate = new ArrayList<>();
        for (List<String> pair : pairs) {
            if (!links.active(request.account(), pair.get(0), pair.get(1))) {
                boolean exists =
                        links.state(request.account(), pair.get(0), pair.get(1)).isPresent();
                (exists ? inactive : missing).addAll(pair);
                (exists ? activate : toRequest).add(Catalogue.link(findings, pair.get(0), pair.get(1)));
            }
        }
        return Stream.of(
                        violation(findings, ViolationType.CrossRegionWithoutInterconnect, missing, toRequest),
                        violation(findings, ViolationType.InterconnectNotActive, inactive, activate))
                .flatMap(Optional::stream);
    }

    private static Optional<Violation> violation(
            Findings findings, ViolationType type, Set<String> regions, List<String> remedies) {
        if (regions.isEmpty()) {
            return Optional.empty();
        }
        String link =
                type == ViolationType.InterconnectNotActive ? "the interconnect is not Active" : "no interconnect";
        Set<String> occupied = findings.scene().occupiedRegions();
        boolean apart = occupied.containsAll(regions);
        String message = apart
                ? "replicas in " + Words.list(regions) + " cannot reach each other: " + link + " for account "
                        + findings.request().account()
                : Words.replicasAre(findings.unplaced()) + " unplaced because " + Words.list(regions)
                        + " are not joined: " + link + " for account "
                        + findings.request().account();
        return Optional.of(Words.violation(
                type,
                Severity.Error,
                message,
                remedies.stream().distinct().limit(2).collect(Collectors.joining("; and ")),
                List.of(),
                regions));
    }

    /** Pairs of a region in use and one that could take replicas if they were linked. */
    private static List<List<String>> wantedPairs(Findings findings) {
        List<List<String>> pairs = new ArrayList<>();
        Set<String> chosen = findings.scene().occupiedRegions();
        Set<String> wanted = new TreeSet<>();
        findings.refusals().forEach((zone, refusal) -> {
            if (refusal.reason() == BlockerReason.NoInterconnect) {
                wanted.add(findings.snapshot().zone(zone).region());
            }
        });
        for (String region : wanted) {
            for (String other : chosen) {
                if (!region.equals(other)) {
                    pairs.add(region.compareTo(other) < 0 ? List.of(region, other) : List.of(other, region));
                }
            }
        }
        return pairs;
    }
}
