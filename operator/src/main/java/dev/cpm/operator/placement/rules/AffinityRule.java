package dev.cpm.operator.placement.rules;

import dev.cpm.operator.api.BlockerReason;
import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.PlacementSpec.Affinity;
import dev.cpm.operator.api.PlacementSpec.AffinityTerm;
import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.Violation;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.api.WhenUnsatisfiable;
import dev.cpm.operator.placement.Alternative;
import dev.cpm.operator.placement.Findings;
import dev.cpm.operator.placement.Neighbour;
import dev.cpm.operator.placement.Neighbours;
import dev.cpm.operator.placement.PlacementKey;
import dev.cpm.operator.placement.Refusal;
import dev.cpm.operator.placement.Request;
import dev.cpm.operator.placement.Rule;
import dev.cpm.operator.placement.Scene;
import dev.cpm.operator.placement.Shape;
import dev.cpm.operator.placement.Site;
import dev.cpm.operator.placement.Snapshot;
import dev.cpm.operator.placement.Words;
import dev.cpm.operator.placement.fill.Wish;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One term of {@code spec.affinity}. colocateWith: each replica is in a zone (or region) that holds a replica of the
 * other placement. separateFrom: none is. When hard, no new replica breaks it; when soft, as few assignments as
 * possible do. A placement of another account does not exist here.
 *
 * @param other the other placement
 */
public record AffinityRule(PlacementKey other, boolean together, boolean byRegion, boolean hard) implements Rule {
    private static final int LONGEST_CIRCLE = 64;

    /** The rules of a request: one for each term. */
    public static Stream<AffinityRule> of(Request request) {
        Affinity affinity = request.spec().affinity();
        return affinity == null
                ? Stream.empty()
                : Stream.concat(
                        affinity.colocateWith().stream().map(term -> of(term, true, request)),
                        affinity.separateFrom().stream().map(term -> of(term, false, request)));
    }

    private static AffinityRule of(AffinityTerm term, boolean together, Request request) {
        return new AffinityRule(
                request.key().referredTo(term.reference()),
                together,
                Cpm.REGION_KEY.equals(term.topologyKey()),
                term.whenUnsatisfiable() != WhenUnsatisfiable.ScheduleAnyway);
    }

    private Optional<Neighbour> find(Request request, Snapshot snapshot) {
        return snapshot.neighbours().placement(other, request.account());
    }

    /** The zones, or regions, that hold replicas of the other placement, by name. */
    private Set<String> domains(Request request, Snapshot snapshot) {
        Set<String> domains = new TreeSet<>();
        find(request, snapshot)
                .ifPresent(found -> found.assignment()
                        .shares()
                        .forEach((zone, share) -> domains.add(byRegion ? snapshot.regionOf(zone, share) : zone)));
        return domains;
    }

    private boolean allows(Site site, Set<String> domains) {
        return domains.contains(byRegion ? site.region() : site.name()) == together;
    }

    @Override
    public Optional<Refusal> refuses(Site site, Scene scene) {
        if (!hard) {
            return Optional.empty();
        }
        Set<String> domains = domains(scene.request(), scene.snapshot());
        return allows(site, domains)
                ? Optional.empty()
                : Optional.of(new Refusal(BlockerReason.AffinityNotSatisfied, why(site, domains, scene.request())));
    }

    private String why(Site site, Set<String> domains, Request request) {
        String name = other.seenFrom(request.key().namespace());
        if (!together) {
            return field() + " " + name + ", which has replicas in " + (byRegion ? site.region() : site.name());
        }
        return field() + " " + name + ", which has "
                + (domains.isEmpty() ? "no replica yet" : "none in " + (byRegion ? site.region() : site.name()));
    }

    private String field() {
        return together ? "colocateWith" : "separateFrom";
    }

    @Override
    public void shape(Shape shape) {
        if (hard) {
            return;
        }
        List<Site> sites = shape.scene().sites();
        Set<String> domains = domains(shape.scene().request(), shape.scene().snapshot());
        BitSet allowed = new BitSet();
        for (int i = 0; i < sites.size(); i++) {
            allowed.set(i, allows(sites.get(i), domains));
        }
        shape.wish(new Wish.Within(false, allowed));
    }

    @Override
    public boolean canLeaveUnplaced() {
        return hard;
    }

    @Override
    public Stream<Alternative> alternatives(Findings findings) {
        String name = other.seenFrom(findings.request().key().namespace());
        return hard
                ? Stream.of(Alternative.instead(
                        "ScheduleAnyway for " + field() + " " + name,
                        findings,
                        this,
                        new AffinityRule(other, together, byRegion, false)))
                : Stream.empty();
    }

    /** {@code AffinityNotSatisfied}: "colocateWith or separateFrom is broken", or leaves replicas unplaced. */
    @Override
    public Stream<Violation> judge(Findings findings) {
        Set<String> domains = domains(findings.request(), findings.snapshot());
        List<Site> strays = findings.occupied().stream()
                .filter(site -> !allows(site, domains))
                .toList();
        if (strays.isEmpty() && !findings.isCause(this)) {
            return Stream.empty();
        }
        List<String> zones = strays.stream().map(Site::name).toList();
        return Stream.of(Words.violation(
                ViolationType.AffinityNotSatisfied,
                hard ? Severity.Error : Severity.Warning,
                message(zones, domains, findings),
                remedy(zones, domains, findings),
                zones,
                strays.stream().map(Site::region).distinct().toList()));
    }

    private String message(List<String> strays, Set<String> domains, Findings findings) {
        String name = other.seenFrom(findings.request().key().namespace());
        String there = byRegion ? "that region" : "that zone";
        if (!strays.isEmpty()) {
            return Words.replicasAre(findings.count(strays)) + " in " + Words.list(strays) + ", but "
                    + (together
                            ? name + ", which the placement is to be colocated with, "
                                    + (domains.isEmpty() ? "has no replica" : "is only in " + Words.list(domains))
                            : name + ", which the placement is to be separated from, is in "
                                    + (strays.size() == 1 ? there : (byRegion ? "those regions" : "those zones"))
                                    + " too");
        }
        String waits = Words.replicasAre(findings.unplaced()) + " held back by " + field() + " " + name;
        if (!together) {
            return waits + ", which is in " + Words.list(domains);
        }
        if (!domains.isEmpty()) {
            return waits + ", which is only in " + Words.list(domains);
        }
        return waits
                + (find(findings.request(), findings.snapshot()).isEmpty()
                        ? ", which does not exist for account "
                                + findings.request().account()
                        : waitsInTurn(findings)
                                ? ", which has no replica and waits for this placement in turn"
                                : ", which has no replica yet");
    }

    private String remedy(List<String> strays, Set<String> domains, Findings findings) {
        String name = other.seenFrom(findings.request().key().namespace());
        String soft = "set whenUnsatisfiable to ScheduleAnyway in spec.affinity." + field();
        if (!strays.isEmpty()) {
            return (together
                            ? domains.isEmpty()
                                    ? "create " + name + " where the replicas are"
                                    : Catalogue.assignedAgain(findings, "in " + Words.list(domains, "or"), strays)
                            : Catalogue.assignedAgain(findings, "away from " + Words.list(domains), strays))
                    + "; or take " + name + " out of spec.affinity." + field();
        }
        if (!together) {
            return Catalogue.moreZones(findings).map(ways -> ways + "; or ").orElse("") + soft;
        }
        if (domains.isEmpty()) {
            return find(findings.request(), findings.snapshot()).isEmpty()
                    ? "create placement " + name + " for account "
                            + findings.request().account() + ", or take it out of spec.affinity.colocateWith"
                    : waitsInTurn(findings)
                            ? soft + ", here or in " + name + ", so that one of the two can go first"
                            : "nothing to do once " + name + " is placed; or " + soft;
        }
        return "allow and make room in " + Words.list(domains, "or") + "; or " + soft;
    }

    /**
     * Whether the other placement, or one that it waits for, waits for this one: then none of them can go first. Looks
     * at no more than a few dozen: a longer circle is one that nobody would find by reading either.
     */
    private boolean waitsInTurn(Findings findings) {
        Neighbours neighbours = findings.snapshot().neighbours();
        Set<PlacementKey> seen = new LinkedHashSet<>();
        Deque<PlacementKey> next = new ArrayDeque<>(List.of(other));
        while (!next.isEmpty() && seen.size() < LONGEST_CIRCLE) {
            PlacementKey key = next.poll();
            if (key.equals(findings.request().key())) {
                return true;
            }
            if (seen.add(key)) {
                neighbours
                        .placement(key, findings.request().account())
                        .filter(found -> found.assignment().total() == 0)
                        .ifPresent(found -> next.addAll(waitsFor(found)));
            }
        }
        return false;
    }

    /** The placements near which another one must go. */
    private static List<PlacementKey> waitsFor(Neighbour waiting) {
        Affinity affinity = waiting.spec().affinity();
        return affinity == null
                ? List.of()
                : affinity.colocateWith().stream()
                        .filter(term -> term != null && term.whenUnsatisfiable() != WhenUnsatisfiable.ScheduleAnyway)
                        .map(term -> waiting.key().referredTo(term.reference()))
                        .toList();
    }
}
