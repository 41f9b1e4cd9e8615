package dev.cpm.operator.placement;

import dev.cpm.operator.api.BlockerReason;
import dev.cpm.operator.placement.fill.Slot;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * A request after its decision, for the rules to judge.
 *
 * @param scene where the replicas are now
 * @param outcome the numbers of that, with the eligible sites
 * @param refusals why each zone of the requested regions takes no further replica; empty where all are placed
 * @param causes the rules for which replicas are unplaced, each with how many more it would let place
 * @param heldBack why nothing new is placed at all, or null
 */
public record Findings(
        Scene scene,
        Outcome outcome,
        SortedMap<String, Refusal> refusals,
        Map<Rule, Integer> causes,
        Refusal heldBack) {

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
        return causes.getOrDefault(rule, 0);
    }

    /** The sites that hold replicas, by zone name. */
    public List<Site> occupied() {
        return scene.sites().stream()
                .filter(site -> assignment().count(site.name()) > 0)
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

    /** Free machines at a site, as text for a sentence. */
    public static String machines(int count) {
        return count >= Slot.UNLIMITED ? "any number" : Integer.toString(count);
    }
}
