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
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Every rule there is, in the order in which a zone's blocker is looked for: what the zone is, what the spec allows,
 * then what other objects allow, then the numbers. A new rule is a file in {@code rules} and a line here.
 */
public final class Rules {
    private static final List<BiConsumer<Request, Consumer<Rule>>> ALL = List.of(
            (request, rules) -> rules.accept(new AccountRule()),
            (request, rules) -> rules.accept(new SuspendRule()),
            (request, rules) -> rules.accept(new NamesRule()),
            (request, rules) -> rules.accept(new ZoneStateRule()),
            (request, rules) -> rules.accept(ZoneListsRule.of(request)),
            (request, rules) -> rules.accept(new MachineTypeRule()),
            (request, rules) -> rules.accept(new ShardRule()),
            LoadBalancerRule::add,
            PeerRule::add,
            AffinityRule::add,
            InterconnectRule::add,
            (request, rules) -> rules.accept(new CapacityRule()),
            SpreadRule::add,
            AvailabilityRule::add,
            (request, rules) -> rules.accept(new SingleZoneRule()));

    private Rules() {}

    /** The rules that apply to a request. */
    public static List<Rule> of(Request request) {
        List<Rule> rules = new ArrayList<>(ALL.size());
        ALL.forEach(some -> some.accept(request, rules::add));
        return rules;
    }
}
