package dev.cpm.operator.placement.decide;

import dev.cpm.operator.placement.model.Snapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** Finds out why replicas are unplaced: the blocker of every zone, and the rules that are the cause. */
public final class Explaining {
    /** How many links are tried, one by one. */
    private static final int LINKS = 8;

    private Explaining() {}

    public static Findings explain(Scene scene) {
        return explain(scene, Optional.empty());
    }

    /** The same of one to which nothing is assigned any more, whatever the rules say, if there is such a reason. */
    public static Findings explain(Scene scene, Optional<Refusal> ending) {
        List<Rule> rules = scene.rules();
        Optional<Refusal> heldBack = ending.or(() -> heldBack(scene, rules));
        int unplaced = scene.unplaced();
        Outcome outcome = Placing.place(scene, rules, heldBack.isPresent() ? 0 : unplaced);
        if (unplaced == 0 && Replacing.lost(scene).total() == 0) {
            return new Findings(scene, outcome, rules, new TreeMap<>(), Map.of(), heldBack.orElse(null));
        }
        SortedMap<String, Closed> closed = closed(outcome, rules, heldBack);
        Map<Rule, Outcome> causes =
                heldBack.isPresent() || unplaced == 0 ? Map.of() : causes(scene, rules, outcome, closed.values());
        return new Findings(scene, outcome, rules, refusals(closed), causes, heldBack.orElse(null));
    }

    /** Why each zone of the requested regions takes no further replica, were one wanted; the others would take one. */
    public static SortedMap<String, Refusal> refusals(Scene scene) {
        List<Rule> rules = scene.rules();
        Optional<Refusal> heldBack = heldBack(scene, rules);
        Outcome outcome = Placing.place(scene, rules, heldBack.isPresent() ? 0 : scene.unplaced());
        return refusals(closed(outcome, rules, heldBack));
    }

    private static SortedMap<String, Refusal> refusals(SortedMap<String, Closed> closed) {
        SortedMap<String, Refusal> refusals = new TreeMap<>();
        closed.forEach((zone, why) -> refusals.put(zone, why.refusal()));
        return refusals;
    }

    public static Optional<Refusal> heldBack(Scene scene, List<Rule> rules) {
        for (Rule rule : rules) {
            Optional<Refusal> refusal = rule.holdsBack(scene);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    /** A zone that takes no further replica: why, and which rule says so (null where nothing is placed at all). */
    private record Closed(Refusal refusal, Rule rule) {}

    /** The blocker of every zone of the requested regions: the first rule that closes it, in the order of the rules. */
    private static SortedMap<String, Closed> closed(Outcome outcome, List<Rule> rules, Optional<Refusal> heldBack) {
        SortedMap<String, Closed> closed = new TreeMap<>();
        Scene scene = outcome.scene();
        List<Site> sites = scene.sites();
        List<Limits> filters = rules.stream()
                .map(rule -> {
                    Filter filter = rule.filter(scene);
                    return new Limits(rule, i -> filter.refuses(sites.get(i)));
                })
                .toList();
        List<Limits> limits = heldBack.isPresent()
                ? List.of()
                : rules.stream()
                        .map(rule -> new Limits(rule, rule.limits(outcome)))
                        .toList();
        for (int i = 0; i < sites.size(); i++) {
            int at = i;
            Site site = sites.get(i);
            if (site.requested() && site.zone() != null) {
                first(filters, at)
                        .or(() -> heldBack.map(r -> new Closed(r, null)))
                        .or(() -> first(limits, at))
                        .ifPresent(why -> closed.put(site.name(), why));
            }
        }
        return closed;
    }

    /** What a rule says of each site, before the decision or after it. */
    private record Limits(Rule rule, IntFunction<Optional<Refusal>> of) {}

    private static Optional<Closed> first(List<Limits> limits, int site) {
        return limits.stream()
                .flatMap(l -> l.of().apply(site).map(r -> new Closed(r, l.rule())).stream())
                .findFirst();
    }

    /**
     * The rules that leave replicas unplaced: each that alone, were it relaxed, would place more ("the link Active" relaxes
     * all that ask for that link); where none would, every rule that is named by the blocker of a zone.
     */
    private static Map<Rule, Outcome> causes(
            Scene scene, List<Rule> rules, Outcome outcome, Collection<Closed> closed) {
        Map<Rule, Outcome> causes = new LinkedHashMap<>();
        for (Rule rule : rules) {
            if (!rule.canLeaveUnplaced()) {
                continue;
            }
            List<Rule> others = new ArrayList<>(rules);
            others.remove(rule);
            Outcome without = Placing.place(scene, others, scene.unplaced());
            if (without.added() > outcome.added()) {
                causes.put(rule, without);
            }
        }
        if (rules.stream().filter(Rule::overLinks).noneMatch(causes::containsKey)) {
            sharedLinks(scene, rules).forEach((link, asking) -> {
                Snapshot linked = scene.snapshot().linked(scene.request().account(), List.of(link));
                Outcome joined = Placing.place(scene.with(scene.request(), linked), rules, scene.unplaced());
                if (joined.added() > outcome.added()) {
                    asking.forEach(rule -> causes.put(rule, joined));
                }
            });
        }
        if (causes.isEmpty()) {
            closed.forEach(why -> causes.put(why.rule(), outcome));
        }
        return causes;
    }

    /** The links that several rules ask for, so that to relax one of those alone does not help; the first of many. */
    private static Map<List<String>, List<Rule>> sharedLinks(Scene scene, List<Rule> rules) {
        Map<List<String>, List<Rule>> asked = new TreeMap<>(Comparator.comparing(Object::toString));
        for (Rule rule : rules) {
            rule.missingLinks(scene)
                    .map(link -> link.stream().sorted().toList())
                    .distinct()
                    .forEach(link ->
                            asked.computeIfAbsent(link, l -> new ArrayList<>()).add(rule));
        }
        Map<List<String>, List<Rule>> shared = new LinkedHashMap<>();
        asked.forEach((link, asking) -> {
            if (asking.size() > 1 && shared.size() < LINKS) {
                shared.put(link, asking);
            }
        });
        return shared;
    }
}
