package dev.cpm.operator.placement.rules;

import dev.cpm.operator.placement.decide.Rule;
import dev.cpm.operator.placement.decide.Scene;
import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.Request;
import dev.cpm.operator.placement.model.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Every rule there is, in the order in which a zone's blocker is looked for: what the zone is, what the spec allows,
 * then what other objects allow, then the numbers. A new rule is a file in this package and a line here.
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

    /** Where one placement is, to be decided by all rules there are. */
    public static Scene scene(Request request, Snapshot snapshot, Assignment current) {
        return Scene.of(request, snapshot, current, Rules::of);
    }

    /** Those that apply to a request. */
    private static List<Rule> of(Request request) {
        List<Rule> rules = new ArrayList<>(ALL.size());
        ALL.forEach(some -> some.accept(request, rules::add));
        return rules;
    }
}
