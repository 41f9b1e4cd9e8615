package dev.cpm.operator.placement;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.api.PlacementSpec.Availability;
import dev.cpm.operator.api.PlacementSpec.PrivateNetwork;
import dev.cpm.operator.api.PlacementSpec.Rebalance;
import dev.cpm.operator.api.PlacementSpec.TopologySpreadConstraint;
import dev.cpm.operator.api.PlacementSpec.TopologySpreadConstraint.CapacityPolicy;
import dev.cpm.operator.api.PlacementSpec.ZoneSelector;
import dev.cpm.operator.api.PlacementSpec.ZoneSelector.Operator;
import dev.cpm.operator.api.PlacementSpec.ZoneSelector.Requirement;
import dev.cpm.operator.api.WhenUnsatisfiable;
import io.fabric8.kubernetes.api.model.IntOrString;
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
        PlacementSpec of(String account, String machineType);
    }

    static Arbitrary<Mutable> spec(List<String> names, List<String> known) {
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
                        selector(), network(), spreads(), availability(), Arbitraries.of(Rebalance.values()))
                .as(Rules::new);
        return Combinators.combine(regions, replicas, zones, excluded, Arbitraries.of(-1, 0, 0, 1), suspend, rules)
                .as((r, n, z, x, priority, s, rule) -> (account, machineType) -> new PlacementSpec(
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
                        null,
                        null,
                        null,
                        priority,
                        null,
                        rule.rebalance,
                        s));
    }

    private record Rules(
            ZoneSelector selector,
            PrivateNetwork network,
            List<TopologySpreadConstraint> spreads,
            Availability availability,
            Rebalance rebalance) {}

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
