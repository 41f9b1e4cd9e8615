package dev.cpm.operator.placement.rules;

import dev.cpm.operator.api.BlockerReason;
import dev.cpm.operator.placement.decide.Alternative;
import dev.cpm.operator.placement.decide.Breach;
import dev.cpm.operator.placement.decide.Findings;
import dev.cpm.operator.placement.decide.Outcome;
import dev.cpm.operator.placement.decide.Refusal;
import dev.cpm.operator.placement.decide.Rule;
import dev.cpm.operator.placement.decide.Scene;
import dev.cpm.operator.placement.decide.Site;
import dev.cpm.operator.placement.model.Links;
import dev.cpm.operator.placement.model.Request;
import dev.cpm.operator.placement.model.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rule 2: "All replicas live in regions that are pairwise linked by an Active interconnect of the account, or in one
 * region. A region that holds replicas already stays in the set."
 */
record InterconnectRule() implements Rule {
    /** The rule of a request whose replicas need the private network. */
    static void add(Request request, Consumer<Rule> rules) {
        if (request.privateNetwork()) {
            rules.accept(new InterconnectRule());
        }
    }

    /**
     * The largest sets of pairwise linked regions. A smaller one would only hide zones that may take replicas ("eligible")
     * from the skew, and the next look would find them again.
     */
    @Override
    public Optional<List<Set<String>>> regionSets(Scene scene, Set<String> openRegions) {
        Links links = scene.snapshot().links();
        String account = scene.request().account();
        Set<String> occupied = scene.occupiedRegions();
        List<String> candidates = new ArrayList<>(scene.request().regions());
        candidates.removeIf(region -> !openRegions.contains(region) || !linkedToAll(region, occupied, links, account));
        int[] linked = new int[candidates.size()];
        for (int a = 0; a < linked.length; a++) {
            for (int b = 0; b < a; b++) {
                if (links.active(account, candidates.get(a), candidates.get(b))) {
                    linked[a] |= 1 << b;
                    linked[b] |= 1 << a;
                }
            }
        }
        List<Set<String>> sets = new ArrayList<>();
        grow(0, (1 << linked.length) - 1, 0, linked, set -> sets.add(named(set, candidates)));
        return Optional.of(sets);
    }

    /**
     * Bron and Kerbosch's search for maximal cliques, sets as bits: {@code more} can join the set, {@code done} could
     * too but was looked at before.
     */
    private static void grow(int set, int more, int done, int[] linked, IntConsumer found) {
        if ((more | done) == 0) {
            found.accept(set);
            return;
        }
        // A region linked to most others: whatever set is without it has one that it is not linked to.
        int most = 0;
        for (int region = 0; region < linked.length; region++) {
            boolean known = ((more | done) & 1 << region) != 0;
            if (known && Integer.bitCount(more & linked[region]) >= Integer.bitCount(more & most)) {
                most = linked[region];
            }
        }
        for (int left = more & ~most; left != 0; left &= left - 1) {
            int region = Integer.numberOfTrailingZeros(left);
            grow(set | 1 << region, more & linked[region], done & linked[region], linked, found);
            more &= ~(1 << region);
            done |= 1 << region;
        }
    }

    private static Set<String> named(int set, List<String> candidates) {
        Set<String> named = new TreeSet<>();
        for (int left = set; left != 0; left &= left - 1) {
            named.add(candidates.get(Integer.numberOfTrailingZeros(left)));
        }
        return named;
    }

    private static boolean linkedToAll(String region, Set<String> others, Links links, String account) {
        for (String other : others) {
            if (!links.active(account, region, other)) {
                return false;
            }
        }
        return true;
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
                        "account " + account + " has no Active interconnect from " + region + " to "
                                + Words.list(apart)));
    }

    @Override
    public boolean overLinks() {
        return true;
    }

    /** Of the requested regions with those in use. */
    @Override
    public Stream<List<String>> missingLinks(Scene scene) {
        Links links = scene.snapshot().links();
        String account = scene.request().account();
        return scene.request().regions().stream()
                .flatMap(region -> scene.occupiedRegions().stream()
                        .filter(other -> !links.active(account, region, other))
                        .map(other -> List.of(region, other)));
    }

    @Override
    public boolean canLeaveUnplaced() {
        return true;
    }

    /** One more Active interconnect: from a region in use to another, or where none is in use, between any two. */
    @Override
    public Stream<Alternative> alternatives(Findings findings) {
        Set<String> occupied = findings.scene().occupiedRegions();
        Set<String> regions = new TreeSet<>(findings.request().regions());
        regions.addAll(occupied);
        Links links = findings.snapshot().links();
        String account = findings.request().account();
        return Catalogue.linked(
                findings,
                regions.stream()
                        .flatMap(a -> regions.stream()
                                .filter(b -> a.compareTo(b) < 0 && !links.active(account, a, b))
                                .filter(b -> occupied.isEmpty() || occupied.contains(a) || occupied.contains(b))
                                .map(b -> List.of(a, b))));
    }

    /** {@code CrossRegionWithoutInterconnect}, or {@code InterconnectNotActive} "where the interconnect exists". */
    @Override
    public Stream<Breach> judge(Findings findings) {
        List<String> occupied = findings.occupied().stream()
                .map(Site::region)
                .distinct()
                .sorted()
                .toList();
        LinkGaps gaps = new LinkGaps(findings);
        LinkGaps.Sentence broken = (regions, pairs) -> "replicas in " + pairs + " cannot reach each other";
        for (String a : occupied) {
            occupied.forEach(b -> gaps.broken(a, b, broken));
        }
        if (findings.isCause(this)) {
            LinkGaps.Sentence waiting = (regions, pairs) ->
                    Words.replicasAre(waiting(findings)) + " unplaced because " + pairs + " are not joined";
            wantedPairs(findings).forEach(pair -> gaps.waiting(pair.get(0), pair.get(1), waiting));
        }
        return gaps.violations();
    }

    /** How many replicas the links that are named keep from being placed: by themselves, or with others. */
    private int waiting(Findings findings) {
        int more = LinkGaps.placed(wantedPairs(findings), findings)
                - findings.assignment().total();
        return more > 0 ? more : findings.heldBackBy(this);
    }

    /**
     * The regions in use and the first one that would take replicas, linked to each other; with as many more of those
     * that wait for a link as it takes for a replica to be placed. If none is by links alone, without them. Where no
     * other region would take any, those in use.
     */
    private List<List<String>> wantedPairs(Findings findings) {
        Set<String> occupied = new TreeSet<>(findings.scene().occupiedRegions());
        Set<String> gaining = findings.regionsWithout(this);
        gaining.removeAll(occupied);
        Set<String> waiting = findings.regionsRefusedFor(BlockerReason.NoInterconnect);
        List<String> regions = findings.request().regions().stream()
                .filter(region -> gaining.contains(region) || waiting.contains(region))
                .sorted(Comparator.comparing(region -> !gaining.contains(region)))
                .toList();
        // Where all links together place nobody, fewer do not: that need not be tried one by one.
        int most = places(pairs(occupied, regions), findings) ? regions.size() : 0;
        if (regions.isEmpty()) {
            return pairs(Set.of(), List.copyOf(occupied));
        }
        return IntStream.rangeClosed(1, most)
                .mapToObj(count -> pairs(occupied, regions.subList(0, count)))
                .filter(pairs -> places(pairs, findings))
                .findFirst()
                .orElseGet(() -> pairs(occupied, regions.stream().limit(1).toList()));
    }

    /** Each of some regions with each of those in use, and with each other. */
    private static List<List<String>> pairs(Set<String> occupied, List<String> regions) {
        List<List<String>> pairs = new ArrayList<>();
        Set<String> joined = new TreeSet<>(occupied);
        for (String region : regions) {
            joined.forEach(
                    other -> pairs.add(region.compareTo(other) < 0 ? List.of(region, other) : List.of(other, region)));
            joined.add(region);
        }
        return pairs;
    }

    private static boolean places(List<List<String>> pairs, Findings findings) {
        return LinkGaps.placed(pairs, findings) > findings.assignment().total();
    }
}
