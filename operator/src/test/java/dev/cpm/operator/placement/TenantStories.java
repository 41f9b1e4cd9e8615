package dev.cpm.operator.placement;

import dev.cpm.operator.api.InterconnectSpec;
import dev.cpm.operator.api.InterconnectState;
import dev.cpm.operator.api.LoadBalancerSpec;
import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.model.ZoneInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Random stories of two tenants, acme and omega: each has a labelled namespace of its own, and both have placements and
 * load balancers in a namespace without a label. Anybody may name anything of anybody.
 */
final class TenantStories {
    static final String US = "acme";
    static final String THEM = "omega";
    private static final List<String> REGIONS = List.of("r1", "r2", "r3");
    private static final List<String> ZONES = List.of("r1-a", "r1-b", "r2-a", "r2-b", "r2-c", "r3-a");

    /** What they call things; nobody else does. */
    static final Set<String> THEIR_WORDS = Set.of(THEM, "zoo", "yak", "xerus", "zebra", "lbz");

    private static final List<String> OURS = List.of("own/a", "own/b", "common/a");
    private static final List<String> THEIRS = List.of("zoo/yak", "zoo/xerus", "common/zebra");
    private static final List<String> PLACEMENTS =
            List.of("own/a", "own/b", "common/a", "zoo/yak", "zoo/xerus", "common/zebra");
    private static final Map<String, String> LOAD_BALANCERS = new TreeMap<>(
            Map.of("own/lb1", US, "zoo/lb1", THEM, "common/lb1", US, "common/lb2", US, "common/lbz", THEM));

    /** Whether something is theirs alone. */
    static boolean theirs(Change change) {
        if (change instanceof Change.SetLink link) {
            return link.spec().account().equals(THEM);
        }
        String object = change.object().substring(change.object().lastIndexOf(' ') + 1);
        return THEIRS.contains(object) || THEM.equals(LOAD_BALANCERS.get(object));
    }

    static boolean ours(PlacementKey key) {
        return OURS.contains(key.toString()) || US.equals(LOAD_BALANCERS.get(key.toString()));
    }

    /** With machines for everybody, or with few. */
    static Arbitrary<List<List<Change>>> any(boolean machinesForAll) {
        Arbitrary<Change> zone =
                Stories.zone(Arbitraries.of(ZONES)).map(change -> machinesForAll ? free(change) : change);
        Arbitrary<Change> change = Arbitraries.frequencyOf(
                Tuple.of(3, zone), Tuple.of(2, link()), Tuple.of(2, loadBalancer()), Tuple.of(8, placement()));
        Arbitrary<List<Change>> zones = zone.list().ofSize(10);
        Arbitrary<List<Change>> first = change.list().ofMinSize(15).ofMaxSize(30);
        return Combinators.combine(
                        zones,
                        first,
                        change.list().ofMinSize(1).ofMaxSize(4).list().ofMaxSize(3))
                .as((z, f, edits) -> {
                    List<Change> begin = new ArrayList<>();
                    REGIONS.forEach(region -> begin.add(new Change.SetRegion(region, true)));
                    begin.add(new Change.Label("own", US));
                    begin.add(new Change.Label("zoo", THEM));
                    begin.addAll(z);
                    begin.addAll(f);
                    List<List<Change>> steps = new ArrayList<>();
                    steps.add(Stories.onePerObject(begin));
                    edits.forEach(step -> steps.add(Stories.onePerObject(step)));
                    return steps;
                });
    }

    private static Change free(Change change) {
        ZoneInfo zone = ((Change.SetZone) change).zone();
        return new Change.SetZone(
                zone.name(),
                new ZoneInfo(zone.name(), zone.region(), zone.displayName(), zone.state(), zone.labels(), null));
    }

    private static Arbitrary<Change> link() {
        return Combinators.combine(
                        Arbitraries.of(US, THEM),
                        Arbitraries.of(List.of("r1", "r2"), List.of("r2", "r3"), List.of("r3", "r1")),
                        Arbitraries.of(InterconnectState.Active, InterconnectState.Active, InterconnectState.Requested))
                .as((account, pair, state) ->
                        new Change.SetLink(account + pair, new InterconnectSpec(account, pair, state)));
    }

    private static Arbitrary<Change> loadBalancer() {
        return Combinators.combine(Arbitraries.of(LOAD_BALANCERS.keySet()), Arbitraries.of(REGIONS))
                .as((name, region) -> new Change.SetLoadBalancer(
                        TestWorld.key(name), new LoadBalancerSpec(LOAD_BALANCERS.get(name), region)));
    }

    private static Arbitrary<Change> placement() {
        Arbitrary<List<String>> loadBalancers = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.just(List.of())),
                Tuple.of(
                        1,
                        Arbitraries.of("lb1", "lb2", "lbz")
                                .list()
                                .uniqueElements()
                                .ofMaxSize(2)));
        return Combinators.combine(
                        Arbitraries.of(PLACEMENTS), SpecStories.spec(REGIONS, ZONES, PLACEMENTS), loadBalancers)
                .as((name, spec, behind) -> new Change.Apply(
                        TestWorld.key(name),
                        naming(
                                spec.of(TestWorld.key(name), OURS.contains(name) ? US : THEM, "m1"),
                                behind,
                                spec.of(TestWorld.key(name), null, "m1").peers()),
                        "2026-01-01T00:00:00Z"));
    }

    /** The same spec with other load balancers and peers. */
    static PlacementSpec naming(
            PlacementSpec spec, List<String> loadBalancers, List<PlacementSpec.PlacementReference> peers) {
        return new PlacementSpec(
                spec.account(),
                spec.machineType(),
                spec.replicas(),
                spec.regions(),
                spec.zones(),
                spec.excludedZones(),
                spec.zoneSelector(),
                spec.privateNetwork(),
                spec.topologySpreadConstraints(),
                spec.availability(),
                loadBalancers,
                peers,
                spec.affinity(),
                spec.priority(),
                spec.onZoneUnavailable(),
                spec.rebalance(),
                spec.suspend());
    }

    private TenantStories() {}
}
