package dev.cpm.operator.placement;

import dev.cpm.operator.api.InterconnectSpec;
import dev.cpm.operator.api.InterconnectState;
import dev.cpm.operator.api.LoadBalancerSpec;
import dev.cpm.operator.api.ZoneState;
import dev.cpm.operator.placement.model.ZoneInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random stories: a catalogue with some placements, then edits of anything, each step settled before the next. */
final class Stories {
    private static final List<String> REGIONS = List.of("r1", "r2", "r3");
    private static final List<String> ZONES = List.of("r1-a", "r1-b", "r2-a", "r2-b", "r2-c", "r3-a");
    private static final List<String> PLACEMENTS =
            List.of("default/a", "default/b", "default/c", "team/a", "team/d", "shop/e");
    private static final List<String> LOAD_BALANCERS = List.of("default/lb1", "default/lb2", "team/lb1", "shop/lb1");

    static Arbitrary<List<List<Change>>> any() {
        Arbitrary<List<Change>> beginning = Combinators.combine(
                        some(ZONES, name -> zone(Arbitraries.just(name))),
                        links(),
                        some(LOAD_BALANCERS, name -> loadBalancer(Arbitraries.just(name))),
                        some(List.of("team", "shop"), name -> label(Arbitraries.just(name))),
                        some(PLACEMENTS, name -> placement(Arbitraries.just(name))))
                .as((zones, links, loadBalancers, labels, asks) -> {
                    List<Change> all = new ArrayList<>();
                    REGIONS.forEach(region -> all.add(new Change.SetRegion(region, true)));
                    all.addAll(zones);
                    all.addAll(links);
                    all.addAll(loadBalancers);
                    all.addAll(labels);
                    all.addAll(asks);
                    return all;
                });
        Arbitrary<Change> edit = Arbitraries.frequencyOf(
                Tuple.of(5, zone(Arbitraries.of(ZONES))),
                Tuple.of(1, Arbitraries.of(ZONES).map(name -> new Change.SetZone(name, null))),
                Tuple.of(1, Arbitraries.of(REGIONS).map(name -> new Change.SetRegion(name, false))),
                Tuple.of(2, link(Arbitraries.of(REGIONS), Arbitraries.of(REGIONS))),
                Tuple.of(1, label(Arbitraries.of("team", "shop", "default"))),
                Tuple.of(2, loadBalancer(Arbitraries.of(LOAD_BALANCERS))),
                Tuple.of(
                        1,
                        Arbitraries.of(LOAD_BALANCERS)
                                .map(name -> new Change.SetLoadBalancer(TestWorld.key(name), null))),
                Tuple.of(8, placement(Arbitraries.of(PLACEMENTS))),
                Tuple.of(2, Arbitraries.of(PLACEMENTS).map(name -> new Change.Delete(TestWorld.key(name)))));
        return Combinators.combine(
                        beginning, edit.list().ofMinSize(1).ofMaxSize(4).list().ofMaxSize(4))
                .as((first, edits) -> {
                    List<List<Change>> steps = new ArrayList<>();
                    steps.add(first);
                    edits.forEach(step -> steps.add(onePerObject(step)));
                    return steps;
                });
    }

    /** The last change of each object: what is applied together has each object once. */
    static List<Change> onePerObject(List<Change> changes) {
        Map<String, Change> last = new TreeMap<>();
        changes.forEach(change -> last.put(change.object(), change));
        return List.copyOf(last.values());
    }

    /** Most of these, each in its own way. */
    private static Arbitrary<List<Change>> some(List<String> names, Function<String, Arbitrary<Change>> make) {
        List<Arbitrary<List<Change>>> each = names.stream()
                .map(name -> Arbitraries.frequencyOf(
                        Tuple.of(4, make.apply(name).map(List::of)), Tuple.of(1, Arbitraries.just(List.<Change>of()))))
                .toList();
        return Combinators.combine(each)
                .as(lists -> lists.stream().flatMap(List::stream).toList());
    }

    /** The zone's region is the beginning of its name. */
    static Arbitrary<Change> zone(Arbitrary<String> name) {
        Arbitrary<ZoneState> state = Arbitraries.frequency(
                Tuple.of(12, ZoneState.Available),
                Tuple.of(1, ZoneState.ComingSoon),
                Tuple.of(1, ZoneState.Maintenance),
                Tuple.of(2, ZoneState.Unavailable),
                Tuple.of(1, ZoneState.Retired));
        Arbitrary<Map<String, Integer>> capacity = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(Map.of())),
                Tuple.of(7, Arbitraries.integers().between(0, 4).map(n -> Map.of("m1", n))),
                Tuple.of(2, Arbitraries.integers().between(0, 4).map(n -> Map.of("m1", n, "m2", 2))),
                Tuple.of(1, Arbitraries.just(Map.of("m2", 3))));
        Arbitrary<Map<String, String>> labels = Arbitraries.of(Map.of(), Map.of("tier", "gold"));
        return Combinators.combine(name, state, capacity, labels)
                .as((zone, s, c, l) -> new Change.SetZone(
                        zone, new ZoneInfo(zone, zone.substring(0, 2), zone, s, l, c.isEmpty() ? null : c)));
    }

    private static Arbitrary<List<Change>> links() {
        return Combinators.combine(
                        link(Arbitraries.just("r1"), Arbitraries.just("r2")),
                        link(Arbitraries.just("r1"), Arbitraries.just("r3")),
                        link(Arbitraries.just("r2"), Arbitraries.just("r3")))
                .as((a, b, c) -> onePerObject(List.of(a, b, c)));
    }

    private static Arbitrary<Change> link(Arbitrary<String> from, Arbitrary<String> to) {
        Arbitrary<InterconnectState> state = Arbitraries.frequency(
                Tuple.of(5, InterconnectState.Active),
                Tuple.of(1, InterconnectState.Requested),
                Tuple.of(1, InterconnectState.Suspended));
        return Combinators.combine(Arbitraries.of("acme", "acme", "default", "beta"), from, to, state)
                .filter((account, a, b, s) -> !a.equals(b))
                .as((account, a, b, s) -> new Change.SetLink(
                        account + "-" + a + "-" + b, new InterconnectSpec(account, List.of(a, b), s)));
    }

    private static Arbitrary<Change> label(Arbitrary<String> namespace) {
        return Combinators.combine(namespace, Arbitraries.of("acme", "acme", "beta", ""))
                .as((name, account) -> new Change.Label(name, account.isEmpty() ? null : account));
    }

    /** Now and then one of another account than its namespace's, or an invalid one. */
    private static Arbitrary<Change> loadBalancer(Arbitrary<String> names) {
        Arbitrary<String> account = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just(null)), Tuple.of(1, Arbitraries.of("acme", "beta")));
        Arbitrary<String> region =
                Arbitraries.frequencyOf(Tuple.of(12, Arbitraries.of(REGIONS)), Tuple.of(1, Arbitraries.just(null)));
        return Combinators.combine(names, account, region)
                .as((name, a, r) -> new Change.SetLoadBalancer(TestWorld.key(name), new LoadBalancerSpec(a, r)));
    }

    /** Names ending in "c" want another machine type; team/d names its account, the others leave it open. */
    private static Arbitrary<Change> placement(Arbitrary<String> names) {
        return Combinators.combine(names, SpecStories.spec(REGIONS, ZONES, PLACEMENTS))
                .as((name, spec) -> new Change.Apply(
                        TestWorld.key(name),
                        spec.of(
                                TestWorld.key(name),
                                name.equals("team/d") ? "acme" : null,
                                name.endsWith("c") ? "m2" : "m1"),
                        "2026-01-0" + (1 + PLACEMENTS.indexOf(name) % 2) + "T00:00:00Z"));
    }

    private Stories() {}
}
