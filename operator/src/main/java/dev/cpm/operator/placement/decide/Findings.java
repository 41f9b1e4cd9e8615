package dev.cpm.operator.placement.decide;

import dev.cpm.operator.api.BlockerReason;
import dev.cpm.operator.api.PlacementStatus.Topology;
import dev.cpm.operator.api.PlacementStatus.ZoneLoss;
import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.Request;
import dev.cpm.operator.placement.model.Snapshot;
import dev.cpm.operator.placement.model.ZoneInfo;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A request after its decision, for the rules to judge.
 *
 * @param scene where the replicas are now
 * @param outcome the numbers of that, with the eligible sites
 * @param rules the rules that apply to the request
 * @param refusals why each zone of the requested regions takes no further replica; empty where none wants a zone
 * @param causes the rules for which replicas are unplaced, each with what would come out without it
 * @param heldBack why nothing new is placed at all, or null
 * @param occupied the sites that hold replicas, by zone name
 * @param effort how much may still be tried to find remedies for it: all that asks for one takes from it, so it belongs
 *     to whoever writes the findings down once. It is no part of what was found, and the only thing here that changes
 */
public record Findings(
        Scene scene,
        Outcome outcome,
        List<Rule> rules,
        SortedMap<String, Refusal> refusals,
        Map<Rule, Outcome> causes,
        Refusal heldBack,
        List<Site> occupied,
        Effort effort) {

    Findings(
            Scene scene,
            Outcome outcome,
            List<Rule> rules,
            SortedMap<String, Refusal> refusals,
            Map<Rule, Outcome> causes,
            Refusal heldBack) {
        this(scene, outcome, rules, refusals, causes, heldBack, occupied(scene), new Effort());
    }

    /** The same, of which nothing was tried yet. */
    public Findings untried() {
        return new Findings(scene, outcome, rules, refusals, causes, heldBack, occupied, new Effort());
    }

    /** Whether the placement is being deleted, so that nothing is decided for it, nor to be mended. */
    public boolean ending() {
        return heldBack == Refusal.ENDING;
    }

    public Request request() {
        return scene.request();
    }

    public Snapshot snapshot() {
        return scene.snapshot();
    }

    public Assignment assignment() {
        return scene.current();
    }

    /** Whether a zone would take replicas if it were open, its region asked for and linked, as far as capacity lets it. */
    public boolean wouldTake(ZoneInfo zone) {
        Site site = new Site(zone.name(), zone.region(), zone.opened(), -1, true, 0, 0);
        return rules.stream()
                .filter(rule -> !rule.overLinks())
                .noneMatch(rule -> rule.filter(scene).refuses(site).isPresent());
    }

    public int unplaced() {
        return scene.unplaced();
    }

    /** Whether replicas are unplaced because of this rule. */
    public boolean isCause(Rule rule) {
        return causes.containsKey(rule);
    }

    /** Replicas that would be placed without this rule, which is a cause; all that are unplaced where none alone is. */
    public int heldBackBy(Rule rule) {
        int more = causes.get(rule).added() - outcome.added();
        return more > 0 ? more : unplaced();
    }

    /** How many more replicas each zone would get without this rule alone; empty if it is no cause by itself. */
    public SortedMap<String, Integer> zonesWithout(Rule rule) {
        SortedMap<String, Integer> more = new TreeMap<>();
        for (int i = 0; isCause(rule) && i < scene.sites().size(); i++) {
            String zone = scene.sites().get(i).name();
            int added = causes.get(rule).counts()[i] - scene.sites().get(i).held();
            if (added > 0) {
                more.put(zone, added);
            }
        }
        return more;
    }

    /** Where the replicas are, in numbers. */
    public Topology topology() {
        int regions = (int) occupied.stream().map(Site::region).distinct().count();
        int skew = SkewReport.of(outcome, request().zoneSpread()).skew();
        ZoneLoss worst = occupied.stream()
                .max(Comparator.comparingInt(Site::held).thenComparing(Site::name, Comparator.reverseOrder()))
                .map(this::loss)
                .orElse(null);
        return new Topology(occupied.size(), regions, skew, worst);
    }

    private ZoneLoss loss(Site site) {
        int replicas = assignment().count(site.name());
        int total = assignment().total();
        return new ZoneLoss(site.name(), replicas, (replicas * 100 + total - 1) / total);
    }

    private static List<Site> occupied(Scene scene) {
        return scene.sites().stream()
                .filter(site -> site.held() > 0)
                .sorted(Comparator.comparing(Site::name))
                .toList();
    }

    /** The regions that would get more replicas without this rule alone, by name; may be changed by the caller. */
    public SortedSet<String> regionsWithout(Rule rule) {
        return regionsOf(zonesWithout(rule).keySet());
    }

    /** The regions of the zones that a refusal of this kind closes, by name. */
    public SortedSet<String> regionsRefusedFor(BlockerReason reason) {
        return regionsOf(zonesRefusedFor(EnumSet.of(reason)));
    }

    private SortedSet<String> regionsOf(Collection<String> zones) {
        return zones.stream()
                .map(zone -> snapshot().zone(zone).region())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Replicas in some zones. */
    public int count(Collection<String> zones) {
        return zones.stream().mapToInt(assignment()::count).sum();
    }

    /** Replicas in some regions. */
    public int countIn(Collection<String> regions) {
        return occupied().stream()
                .filter(site -> regions.contains(site.region()))
                .mapToInt(site -> assignment().count(site.name()))
                .sum();
    }

    /** Names of the zones that a refusal of this kind closes. */
    public List<String> zonesRefusedFor(Set<BlockerReason> reasons) {
        return refusals.entrySet().stream()
                .filter(e -> reasons.contains(e.getValue().reason()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
