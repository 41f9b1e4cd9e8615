package dev.cpm.operator.placement;

import dev.cpm.operator.api.BlockerReason;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A request after its decision, for the rules to judge.
 *
 * @param scene where the replicas are now
 * @param outcome the numbers of that, with the eligible sites
 * @param refusals why each zone of the requested regions takes no further replica; empty where all are placed
 * @param causes the rules for which replicas are unplaced, each with what would come out without it
 * @param heldBack why nothing new is placed at all, or null
 * @param occupied the sites that hold replicas, by zone name
 */
public record Findings(
        Scene scene,
        Outcome outcome,
        SortedMap<String, Refusal> refusals,
        Map<Rule, Outcome> causes,
        Refusal heldBack,
        List<Site> occupied) {

    public Findings(
            Scene scene,
            Outcome outcome,
            SortedMap<String, Refusal> refusals,
            Map<Rule, Outcome> causes,
            Refusal heldBack) {
        this(scene, outcome, refusals, causes, heldBack, occupied(scene));
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

    public int unplaced() {
        return scene.unplaced();
    }

    /** Whether replicas are unplaced because of this rule. */
    public boolean isCause(Rule rule) {
        return causes.containsKey(rule);
    }

    /** How many more replicas could be placed without this rule alone; 0 if it is no cause by itself. */
    public int moreWithout(Rule rule) {
        return isCause(rule) ? causes.get(rule).added() : 0;
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

    private static List<Site> occupied(Scene scene) {
        return scene.sites().stream()
                .filter(site -> site.held() > 0)
                .sorted(Comparator.comparing(Site::name))
                .toList();
    }

    /** Names of the zones that a refusal of this kind closes. */
    public List<String> zonesRefusedFor(Set<BlockerReason> reasons) {
        return refusals.entrySet().stream()
                .filter(e -> reasons.contains(e.getValue().reason()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
