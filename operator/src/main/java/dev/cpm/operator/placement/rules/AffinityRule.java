package dev.cpm.operator.placement.rules;

import dev.cpm.operator.api.BlockerReason;
import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.PlacementSpec.Affinity;
import dev.cpm.operator.api.PlacementSpec.AffinityTerm;
import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.api.WhenUnsatisfiable;
import dev.cpm.operator.placement.Alternative;
import dev.cpm.operator.placement.Breach;
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
                        "ScheduleAnyway for " + field() + " " + name + over(findings), findings, this, soft(true)))
                : Stream.empty();
    }

    private AffinityRule soft(boolean anyway) {
        return new AffinityRule(other, together, byRegion, !anyway);
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
                () -> remedy(zones, domains, findings),
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
        Ways ways = Ways.outOf(ViolationType.AffinityNotSatisfied, findings, findings.isCause(this));
        String out = "take " + name + " out of spec.affinity." + field();
        if (!strays.isEmpty()) {
            return ways.moves()
                    .say(
                            together && domains.isEmpty()
                                    ? Optional.of("create " + name + " where the replicas are")
                                    : recreate(domains, findings))
                    .orOpenedAndUsed()
                    .say(out)
                    .or(out);
        }
        String soft = "set whenUnsatisfiable to ScheduleAnyway in spec.affinity." + field();
        if (!together || !domains.isEmpty()) {
            return ways.say(CapacityRule.provide(findings))
                    .opened()
                    .say(softened(soft, findings))
                    .or(soft + ", and mend what else holds the replicas back: neither places more by itself");
        }
        if (find(findings.request(), findings.snapshot()).isEmpty()) {
            return "create placement " + name + " for account "
                    + findings.request().account() + ", or take it out of spec.affinity.colocateWith";
        }
        return waitsInTurn(findings)
                ? soft
                        + (waitsForMe(findings)
                                ? ", here or in " + name + ", so that one of the two can go first"
                                : ", here or in one that waits in turn, so that one of them can go first")
                : "nothing to do once " + name + " is placed; or " + soft;
    }

    private Optional<String> softened(String words, Findings findings) {
        boolean more = Alternative.instead(words, findings, this, soft(true)).placed()
                > findings.assignment().total();
        return more ? Optional.of(words) : Optional.empty();
    }

    /** How to recreate the placement so that the term is kept, as deciding it from nothing shows; empty where it cannot be. */
    private Optional<String> recreate(Set<String> domains, Findings findings) {
        Anew anew = new Anew(findings, site -> allows(site, domains));
        String again = "recreate the placement";
        String insisting = again + " with whenUnsatisfiable DoNotSchedule in spec.affinity." + field();
        String where = " to have its replicas assigned "
                + (together ? "in " + Words.list(domains, "or") : "away from " + Words.list(domains));
        if (anew.helps(this, this)) {
            return Optional.of(again + where);
        }
        if (!hard && anew.helps(this, soft(false))) {
            return Optional.of(insisting + where);
        }
        for (AffinityRule term : hard ? List.of(this) : List.of(this, soft(false))) {
            Optional<String> machines = anew.machines(this, term)
                    .filter(lacking -> !lacking.isEmpty())
                    .map(lacking -> "provide "
                            + CapacityRule.words(lacking, findings.request().machineType()) + " and "
                            + (term.equals(this) ? again : insisting) + where);
            if (machines.isPresent()) {
                return machines;
            }
        }
        return Optional.empty();
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

    /** Whether the other placement waits for this one without any other between them. */
    private boolean waitsForMe(Findings findings) {
        return find(findings.request(), findings.snapshot())
                .filter(found -> waitsFor(found).contains(findings.request().key()))
                .isPresent();
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
