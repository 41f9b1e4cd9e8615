package dev.cpm.operator.placement.rules;

import dev.cpm.operator.api.BlockerReason;
import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.placement.decide.Alternative;
import dev.cpm.operator.placement.decide.Breach;
import dev.cpm.operator.placement.decide.Filter;
import dev.cpm.operator.placement.decide.Findings;
import dev.cpm.operator.placement.decide.Refusal;
import dev.cpm.operator.placement.decide.Rule;
import dev.cpm.operator.placement.decide.Scene;
import dev.cpm.operator.placement.decide.Site;
import dev.cpm.operator.placement.model.Links;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.model.Request;
import dev.cpm.operator.placement.model.Snapshot;
import dev.cpm.operator.placement.model.Words;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One of {@code spec.peers}: every replica must reach it over the private network, so each is in
 * a region of the peer's, or in one that an Active interconnect of the account joins to every region of the peer's.
 * Private networks of different accounts are always isolated. A peer without replicas restricts nothing.
 */
record PeerRule(PlacementKey peer) implements Rule {

    /** The rules of a request: one for each peer. */
    static void add(Request request, Consumer<Rule> rules) {
        request.spec()
                .peers()
                .forEach(reference -> rules.accept(new PeerRule(request.key().referredTo(reference))));
    }

    private boolean foreign(Request request, Snapshot snapshot) {
        return snapshot.neighbours().isForeign(peer, request.account());
    }

    private String name(Request request) {
        return peer.seenFrom(request.key().namespace());
    }

    /** The regions that hold replicas of the peer. */
    private Set<String> regions(Request request, Snapshot snapshot) {
        return snapshot.neighbours()
                .placement(peer, request.account())
                .map(other -> snapshot.regionsOf(other.assignment()))
                .orElse(Set.of());
    }

    /** The regions of the peer that a region does not reach. */
    Set<String> unreachable(String region, Request request, Snapshot snapshot) {
        Links links = snapshot.links();
        return regions(request, snapshot).stream()
                .filter(other -> !links.active(request.account(), region, other))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public Optional<Refusal> holdsBack(Scene scene) {
        return foreign(scene.request(), scene.snapshot())
                ? Optional.of(new Refusal(BlockerReason.PeerUnreachable, foreignMessage(scene.request())))
                : Optional.empty();
    }

    private String foreignMessage(Request request) {
        return "peer " + name(request) + " belongs to another account, and private networks of different accounts"
                + " never reach each other";
    }

    @Override
    public Filter filter(Scene scene) {
        return site -> refusal(site, scene);
    }

    private Optional<Refusal> refusal(Site site, Scene scene) {
        Request request = scene.request();
        Set<String> unreachable = unreachable(site.region(), request, scene.snapshot());
        return unreachable.isEmpty()
                ? Optional.empty()
                : Optional.of(new Refusal(
                        BlockerReason.PeerUnreachable,
                        "peer " + name(request) + " is in " + Words.list(unreachable) + ", and account "
                                + request.account() + " has no Active interconnect from " + site.region()
                                + " to there"));
    }

    @Override
    public boolean overLinks() {
        return true;
    }

    @Override
    public Stream<List<String>> missingLinks(Scene scene) {
        return scene.request().regions().stream()
                .flatMap(region -> unreachable(region, scene.request(), scene.snapshot()).stream()
                        .map(other -> List.of(region, other)));
    }

    @Override
    public boolean canLeaveUnplaced() {
        return true;
    }

    @Override
    public Stream<Alternative> alternatives(Findings findings) {
        Request request = findings.request();
        Stream<List<String>> missing = findings.zonesRefusedFor(EnumSet.of(BlockerReason.PeerUnreachable)).stream()
                .map(zone -> findings.snapshot().zone(zone).region())
                .distinct()
                .flatMap(region -> unreachable(region, request, findings.snapshot()).stream()
                        .map(other -> List.of(region, other)));
        return Stream.concat(
                Catalogue.linked(findings, missing),
                Stream.of(Alternative.without(
                        "taking " + name(findings.request()) + " out of spec.peers", findings, this)));
    }

    @Override
    public Stream<Breach> judge(Findings findings) {
        Request request = findings.request();
        if (foreign(request, findings.snapshot())) {
            return Stream.of(Breach.of(
                    ViolationType.CrossAccountPrivateNetwork,
                    Severity.Error,
                    foreignMessage(request),
                    () -> "take " + name(request)
                            + " out of spec.peers, or put both placements into namespaces of one account",
                    List.of(),
                    List.of()));
        }
        if (findings.snapshot().neighbours().placement(peer, request.account()).isEmpty()) {
            return Stream.of(Breach.of(
                    ViolationType.PeerNotFound,
                    Severity.Warning,
                    "spec.peers names " + name(request) + ", which does not exist; it restricts nothing until it does",
                    () -> "create placement " + name(request) + ", or take it out of spec.peers",
                    List.of(),
                    List.of()));
        }
        return apart(findings);
    }

    /**
     * {@code CrossRegionWithoutInterconnect}, {@code InterconnectNotActive}: "replicas away from a peer's region, with no
     * interconnect of the account, or unplaced because of that".
     */
    private Stream<Breach> apart(Findings findings) {
        Set<String> from = findings.occupied().stream()
                .map(Site::region)
                .filter(region -> !unreachable(region, findings.request(), findings.snapshot())
                        .isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        LinkGaps gaps = new LinkGaps(findings);
        String who = Words.replicasAre(findings.countIn(from)) + " in " + Words.list(from) + " and";
        LinkGaps.Sentence sentence = cannotReach(who, from, findings);
        for (String region : from) {
            unreachable(region, findings.request(), findings.snapshot())
                    .forEach(other -> gaps.broken(region, other, sentence));
        }
        if (findings.isCause(this)) {
            wanted(findings).ifPresent(region -> waiting(region, findings, gaps));
        }
        return gaps.violations();
    }

    /** The region for whose want of a link replicas are unplaced. */
    private Optional<String> wanted(Findings findings) {
        // Of the regions that would take replicas if the peer were reached, the one that is liked best.
        Set<String> gaining = findings.regionsWithout(this);
        Set<String> blocked = gaining.isEmpty() ? findings.regionsRefusedFor(BlockerReason.PeerUnreachable) : gaining;
        return findings.request().regions().stream()
                .filter(blocked::contains)
                .filter(region -> !unreachable(region, findings.request(), findings.snapshot())
                        .isEmpty())
                .findFirst();
    }

    private void waiting(String region, Findings findings, LinkGaps gaps) {
        String who = Words.replicasAre(findings.heldBackBy(this)) + " unplaced because " + region;
        LinkGaps.Sentence sentence = cannotReach(who, Set.of(region), findings);
        // The other rule over links has these, where both are the cause.
        Set<String> told =
                findings.isCause(new InterconnectRule()) && findings.request().privateNetwork()
                        ? findings.scene().occupiedRegions()
                        : Set.of();
        unreachable(region, findings.request(), findings.snapshot()).stream()
                .filter(other -> !told.contains(other))
                .forEach(other -> gaps.waiting(region, other, sentence));
    }

    private LinkGaps.Sentence cannotReach(String who, Set<String> from, Findings findings) {
        return (regions, pairs) -> {
            Set<String> to = new TreeSet<>(regions);
            to.removeAll(from);
            return who + " cannot reach " + (to.isEmpty() ? "all of peer " : "peer ") + name(findings.request())
                    + " in " + Words.list(to.isEmpty() ? regions : to);
        };
    }
}
