package dev.cpm.operator.placement;

import dev.cpm.operator.placement.rules.AccountRule;
import dev.cpm.operator.placement.rules.AffinityRule;
import dev.cpm.operator.placement.rules.AvailabilityRule;
import dev.cpm.operator.placement.rules.CapacityRule;
import dev.cpm.operator.placement.rules.InterconnectRule;
import dev.cpm.operator.placement.rules.LoadBalancerRule;
import dev.cpm.operator.placement.rules.MachineTypeRule;
import dev.cpm.operator.placement.rules.NamesRule;
import dev.cpm.operator.placement.rules.PeerRule;
import dev.cpm.operator.placement.rules.ShardRule;
import dev.cpm.operator.placement.rules.SingleZoneRule;
import dev.cpm.operator.placement.rules.SpreadRule;
import dev.cpm.operator.placement.rules.SuspendRule;
import dev.cpm.operator.placement.rules.ZoneListsRule;
import dev.cpm.operator.placement.rules.ZoneStateRule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Every rule there is, in the order in which a zone's blocker is looked for: what the zone is, what the spec allows,
 * then what other objects allow, then the numbers. A new rule is a file in {@code rules} and a line here.
 */
public final class Rules {
    private static final List<Function<Request, Stream<? extends Rule>>> ALL = List.of(
            request -> Stream.of(new AccountRule()),
            request -> Stream.of(new SuspendRule()),
            request -> Stream.of(new NamesRule()),
            request -> Stream.of(new ZoneStateRule()),
            request -> Stream.of(ZoneListsRule.of(request)),
            request -> Stream.of(new MachineTypeRule()),
            request -> Stream.of(new ShardRule()),
            LoadBalancerRule::of,
            PeerRule::of,
            AffinityRule::of,
            InterconnectRule::of,
            request -> Stream.of(new CapacityRule()),
            SpreadRule::of,
            AvailabilityRule::of,
            request -> Stream.of(new SingleZoneRule()));

    private Rules() {}

    /** The rules that apply to a request. */
    public static List<Rule> of(Request request) {
        List<Rule> rules = new ArrayList<>(ALL.size());
        ALL.forEach(some -> some.apply(request).forEach(rules::add));
        return rules;
    }
}
