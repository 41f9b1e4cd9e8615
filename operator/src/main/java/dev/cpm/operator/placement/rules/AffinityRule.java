package dev.cpm.operator.placement.rules;

import dev.cpm.operator.api.BlockerReason;
import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.PlacementSpec.Affinity;
import dev.cpm.operator.api.PlacementSpec.AffinityTerm;
import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.api.WhenUnsatisfiable;
import dev.cpm.operator.placement.decide.Alternative;
import dev.cpm.operator.placement.decide.Breach;
import dev.cpm.operator.placement.decide.Filter;
import dev.cpm.operator.placement.decide.Findings;
import dev.cpm.operator.placement.decide.Refusal;
import dev.cpm.operator.placement.decide.Rule;
import dev.cpm.operator.placement.decide.Scene;
import dev.cpm.operator.placement.decide.Shape;
import dev.cpm.operator.placement.decide.Site;
import dev.cpm.operator.placement.fill.Wish;
import dev.cpm.operator.placement.model.Neighbour;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.model.Request;
import dev.cpm.operator.placement.model.Snapshot;
import dev.cpm.operator.placement.model.Words;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One term of {@code spec.affinity}. colocateWith: each replica is in a zone (or region) that holds a replica of the
 * other placement. separateFrom: none is. When hard, no new replica breaks it; when soft, as few assignments as
 * possible do. A placement of another account does not exist here.
 *
 * @param other the other placement
 * @param together whether it is colocateWith; else separateFrom
 * @param byRegion whether it is about regions; else about zones
 * @param hard whether no new replica may break it
 */
record AffinityRule(PlacementKey other, boolean together, boolean byRegion, boolean hard) implements Rule {
    /** The rules of a request: one for each term. */
    static void add(Request request, Consumer<? super AffinityRule> rules) {
        Affinity affinity = request.spec().affinity();
        if (affinity != null) {
            Stream.concat(
                            affinity.colocateWith().stream().map(term -> of(term, true, request)),
                            affinity.separateFrom().stream().map(term -> of(term, false, request)))
                    .distinct() // What is said twice is one rule.
                    .forEach(rules);
        }
    }

    static List<AffinityRule> all(Request request) {
        List<AffinityRule> all = new ArrayList<>();
        add(request, all::add);
        return all;
    }

    private static AffinityRule of(AffinityTerm term, boolean together, Request request) {
        return new AffinityRule(
                request.key().referredTo(term.reference()),
                together,
                Cpm.REGION_KEY.equals(term.topologyKey()),
                term.whenUnsatisfiable() != WhenUnsatisfiable.ScheduleAnyway);
    }

    /** The other placement as the request may call it. */
    String name(Request request) {
        return other.seenFrom(request.key().namespace());
    }

    Optional<Neighbour> find(Request request, Snapshot snapshot) {
        return snapshot.neighbours().placement(other, request.account());
    }

    /** The zones, or regions, that hold replicas of the other placement, by name. */
    private Set<String> domains(Request request, Snapshot snapshot) {
        return find(request, snapshot)
                .map(Neighbour::assignment)
                .map(other ->
                        byRegion ? snapshot.regionsOf(other) : other.shares().keySet())
                .orElse(Set.of());
    }

    boolean allows(Site site, Set<String> domains) {
        return domains.contains(byRegion ? site.region() : site.name()) == together;
    }

    @Override
    public Filter filter(Scene scene) {
        if (!hard) {
            return Filter.NONE;
        }
        Set<String> domains = domains(scene.request(), scene.snapshot());
        return site -> allows(site, domains)
                ? Optional.empty()
                : Optional.of(new Refusal(BlockerReason.AffinityNotSatisfied, why(site, domains, scene.request())));
    }

    private String why(Site site, Set<String> domains, Request request) {
        String name = name(request);
        if (!together) {
            return field() + " " + name + ", which has replicas in " + (byRegion ? site.region() : site.name());
        }
        return field() + " " + name + ", which has "
                + (domains.isEmpty() ? "no replica yet" : "none in " + (byRegion ? site.region() : site.name()));
    }

    /** The field of {@code spec.affinity} that it stands in. */
    String field() {
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
        String name = name(findings.request());
        return hard
                ? Stream.of(Alternative.instead(
                        "ScheduleAnyway for " + field() + " " + name + over(findings), findings, this, softened()))
                : Stream.empty();
    }

    AffinityRule softened() {
        return new AffinityRule(other, together, byRegion, false);
    }

    AffinityRule hardened() {
        return new AffinityRule(other, together, byRegion, true);
    }

    /** Says which term is meant where there are two about the same placement. */
    private String over(Findings findings) {
        boolean both = findings.rules().stream()
                .anyMatch(rule -> rule instanceof AffinityRule term
                        && term.other.equals(other)
                        && term.together == together
                        && term.byRegion != byRegion);
        return !both ? "" : byRegion ? " over regions" : " over zones";
    }

    /** {@code AffinityNotSatisfied}: "colocateWith or separateFrom is broken", or leaves replicas unplaced. */
    @Override
    public Stream<Breach> judge(Findings findings) {
        Set<String> domains = domains(findings.request(), findings.snapshot());
        List<Site> strays = findings.occupied().stream()
                .filter(site -> !allows(site, domains))
                .toList();
        if (strays.isEmpty() && !findings.isCause(this)) {
            return Stream.empty();
        }
        List<String> zones = strays.stream().map(Site::name).toList();
        return Stream.of(Breach.of(
                ViolationType.AffinityNotSatisfied,
                hard ? Severity.Error : Severity.Warning,
                message(zones, domains, findings),
                () -> new AffinityRemedy(this, findings).words(zones, domains),
                zones,
                strays.stream().map(Site::region).distinct().toList()));
    }

    private String message(List<String> strays, Set<String> domains, Findings findings) {
        String name = name(findings.request());
        String there = byRegion ? "that region" : "that zone";
        if (!strays.isEmpty()) {
            return Words.replicasAre(findings.count(strays)) + " in " + Words.list(strays) + ", but "
                    + (together
                            ? name + ", which the placement is to be colocated with, "
                                    + (domains.isEmpty() ? "has no replica" : "is only in " + Words.list(domains))
                            : name + ", which the placement is to be separated from, is in "
                                    + (strays.size() == 1 ? there : (byRegion ? "those regions" : "those zones"))
                                    + " too")
                    + (findings.isCause(this)
                            ? "; and " + Words.replicasAre(findings.heldBackBy(this)) + " held back for that"
                            : "");
        }
        String waits = Words.replicasAre(findings.heldBackBy(this)) + " held back by " + field() + " " + name;
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
                        : new Turns(this, findings).inTurn()
                                ? ", which has no replica and waits for this placement in turn"
                                : ", which has no replica yet");
    }

    /** Whether no placement with replicas in a zone is one that the request is to be colocated with. */
    static boolean noneWantedIn(String zone, Findings findings) {
        return all(findings.request()).stream()
                .filter(AffinityRule::together)
                .flatMap(term -> term.find(findings.request(), findings.snapshot()).stream())
                .allMatch(wanted -> wanted.assignment().count(zone) == 0);
    }

    /** A scene decided with the terms soft that are like this one and about a placement. */
    Alternative soft(List<Rule> rules, PlacementKey about, Scene scene) {
        List<Rule> softer = rules.stream()
                .map(rule -> rule instanceof AffinityRule term && term.other.equals(about) && term.together == together
                        ? term.softened()
                        : rule)
                .toList();
        return new Alternative("", false, scene, softer);
    }
}
