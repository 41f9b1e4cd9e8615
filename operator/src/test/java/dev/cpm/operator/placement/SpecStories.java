package dev.cpm.operator.placement;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.api.PlacementSpec.Affinity;
import dev.cpm.operator.api.PlacementSpec.AffinityTerm;
import dev.cpm.operator.api.PlacementSpec.Availability;
import dev.cpm.operator.api.PlacementSpec.OnZoneUnavailable;
import dev.cpm.operator.api.PlacementSpec.PlacementReference;
import dev.cpm.operator.api.PlacementSpec.PrivateNetwork;
import dev.cpm.operator.api.PlacementSpec.Rebalance;
import dev.cpm.operator.api.PlacementSpec.TopologySpreadConstraint;
import dev.cpm.operator.api.PlacementSpec.TopologySpreadConstraint.CapacityPolicy;
import dev.cpm.operator.api.PlacementSpec.ZoneSelector;
import dev.cpm.operator.api.PlacementSpec.ZoneSelector.Operator;
import dev.cpm.operator.api.PlacementSpec.ZoneSelector.Requirement;
import dev.cpm.operator.api.WhenUnsatisfiable;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.rules.Rules;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random specs of placements, with every feature that there is; now and then one that is invalid. */
final class SpecStories {

    /** A spec but for what is immutable: whose machines, and which. */
    interface Mutable {
        PlacementSpec of(PlacementKey key, String account, String machineType);
    }

    /** A spec in a world of these regions, zones and placements. */
    static Arbitrary<Mutable> spec(List<String> names, List<String> known, List<String> placements) {
        Arbitrary<List<String>> regions = Combinators.combine(
                        Arbitraries.shuffle(names), Arbitraries.integers().between(1, names.size()))
                .as((all, n) -> all.subList(0, n));
        Arbitrary<Integer> replicas = Arbitraries.frequencyOf(
                Tuple.of(30, Arbitraries.integers().between(0, 8)), Tuple.of(1, Arbitraries.just(-1)));
        Arbitrary<List<String>> zones =
                rarely(Arbitraries.of(known).list().uniqueElements().ofMaxSize(4), List.of());
        Arbitrary<List<String>> excluded =
                rarely(Arbitraries.of(List.of("r1-a"), List.of("r2-b", "r9-x"), List.of("r9-x")), List.of());
        Arbitrary<Boolean> suspend = Arbitraries.frequency(Tuple.of(9, false), Tuple.of(1, true));
        Arbitrary<Rules> rules = Combinators.combine(
                        selector(),
                        network(),
                        spreads(),
                        availability(),
                        loadBalancers(),
                        others(placements),
                        terms(placements),
                        terms(placements))
                .as(Rules::new);
        return Combinators.combine(
                        regions, replicas, zones, excluded, Arbitraries.of(-1, 0, 0, 1), suspend, moves(), rules)
                .as((r, n, z, x, priority, s, moves, rule) -> (key, account, machineType) -> new PlacementSpec(
                        account,
                        machineType,
                        n,
                        r,
                        z,
                        x.stream().filter(zone -> !z.contains(zone)).toList(),
                        rule.selector,
                        rule.network,
                        rule.spreads,
                        rule.availability,
                        rule.loadBalancers,
                        rule.peersOf(key),
                        rule.affinityOf(key),
                        priority,
                        moves.lost,
                        moves.rebalance,
                        s));
    }

    private record Rules(
            ZoneSelector selector,
            PrivateNetwork network,
            List<TopologySpreadConstraint> spreads,
            Availability availability,
            List<String> loadBalancers,
            List<String> peers,
            List<Term> together,
            List<Term> apart) {

        /** Nobody is a peer of itself. */
        List<PlacementReference> peersOf(PlacementKey key) {
            return peers.stream()
                    .filter(other -> !other.equals(key.toString()))
                    .map(other -> reference(other, key))
                    .toList();
        }

        /** Nobody is close to itself, or both close to another and not. */
        Affinity affinityOf(PlacementKey key) {
            List<AffinityTerm> close = affinity(together, key);
            List<AffinityTerm> away = affinity(apart, key).stream()
                    .filter(term -> close.stream()
                            .noneMatch(other -> other.reference().equals(term.reference())
                                    && other.topologyKey().equals(term.topologyKey())))
                    .toList();
            return close.isEmpty() && away.isEmpty() ? null : new Affinity(close, away);
        }

        private static List<AffinityTerm> affinity(List<Term> terms, PlacementKey key) {
            return terms.stream()
                    .filter(term -> !term.other.equals(key.toString()))
                    .map(term -> {
                        PlacementReference other = reference(term.other, key);
                        return new AffinityTerm(other.name(), other.namespace(), term.topologyKey, term.when);
                    })
                    .toList();
        }

        /** In the own namespace, the namespace is left out for some. */
        private static PlacementReference reference(String other, PlacementKey key) {
            PlacementKey found = TestWorld.key(other);
            boolean brief =
                    found.namespace().equals(key.namespace()) && !found.name().equals("a");
            return new PlacementReference(found.name(), brief ? null : found.namespace());
        }
    }

    private record Moves(OnZoneUnavailable lost, Rebalance rebalance) {}

    private static Arbitrary<Moves> moves() {
        return Combinators.combine(
                        Arbitraries.of(OnZoneUnavailable.values()).injectNull(0.3), Arbitraries.of(Rebalance.values()))
                .as(Moves::new);
    }

    private record Term(String other, String topologyKey, WhenUnsatisfiable when) {}

    private static Arbitrary<List<String>> loadBalancers() {
        return Arbitraries.frequencyOf(
                Tuple.of(5, Arbitraries.just(List.of())),
                Tuple.of(
                        1,
                        Arbitraries.of("lb1", "lb1", "lb2", "lb9")
                                .list()
                                .uniqueElements()
                                .ofMaxSize(2)));
    }

    /** Mostly nobody; else some of the placements, and one that is never there. */
    private static Arbitrary<List<String>> others(List<String> placements) {
        List<String> all = new ArrayList<>(placements);
        all.add("team/nobody");
        return rarely(Arbitraries.of(all).list().uniqueElements().ofMinSize(1).ofMaxSize(2), List.of());
    }

    private static Arbitrary<List<Term>> terms(List<String> placements) {
        Arbitrary<Term> term = Combinators.combine(
                        Arbitraries.of(placements),
                        Arbitraries.of(Cpm.ZONE_KEY, Cpm.REGION_KEY),
                        Arbitraries.of(WhenUnsatisfiable.values()))
                .as(Term::new);
        return rarely(term.list().ofMinSize(1).ofMaxSize(2), List.of());
    }

    private static Arbitrary<PrivateNetwork> network() {
        return Arbitraries.of(PrivateNetwork.Required, PrivateNetwork.NotRequired);
    }

    private static Arbitrary<ZoneSelector> selector() {
        Arbitrary<ZoneSelector> labels = Arbitraries.of(
                new ZoneSelector(Map.of("tier", "gold"), null),
                new ZoneSelector(null, List.of(new Requirement("tier", Operator.NotIn, List.of("gold")))),
                new ZoneSelector(null, List.of(new Requirement("tier", Operator.Exists, null))));
        return Arbitraries.frequencyOf(Tuple.of(9, Arbitraries.just(null)), Tuple.of(1, labels));
    }

    /** One of each kind at most, in any order. */
    private static Arbitrary<List<TopologySpreadConstraint>> spreads() {
        return Combinators.combine(
                        Arbitraries.shuffle(0, 1, 2, 3),
                        Arbitraries.integers().between(0, 3),
                        spread(0),
                        spread(1),
                        spread(2),
                        spread(3))
                .as((order, count, a, b, c, d) -> order.subList(0, count).stream()
                        .map(List.of(a, b, c, d)::get)
                        .toList());
    }

    private static Arbitrary<TopologySpreadConstraint> spread(int kind) {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 3),
                        rarely(Arbitraries.integers().between(1, 4), null),
                        Arbitraries.of(CapacityPolicy.Ignore, CapacityPolicy.Honor))
                .as((maxSkew, minDomains, policy) -> new TopologySpreadConstraint(
                        kind < 2 ? Cpm.ZONE_KEY : Cpm.REGION_KEY,
                        maxSkew,
                        minDomains,
                        kind % 2 == 0 ? WhenUnsatisfiable.DoNotSchedule : WhenUnsatisfiable.ScheduleAnyway,
                        policy));
    }

    private static Arbitrary<Availability> availability() {
        return rarely(
                Combinators.combine(
                                Arbitraries.of(new IntOrString("Quorum"), new IntOrString("34%"), new IntOrString(2)),
                                Arbitraries.of(WhenUnsatisfiable.values()))
                        .as(Availability::new),
                null);
    }

    private static <T> Arbitrary<T> rarely(Arbitrary<T> value, T mostly) {
        return Arbitraries.frequencyOf(Tuple.of(4, Arbitraries.just(mostly)), Tuple.of(1, value));
    }

    private SpecStories() {}
}
