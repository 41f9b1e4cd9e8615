package dev.cpm.operator.placement.model;

import dev.cpm.operator.api.InterconnectState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The interconnects of all accounts. Pairwise, not transitive; of several for one pair the Active one counts. */
public final class Links {
    private record Pair(String account, String first, String second) {
        static Pair of(String account, String a, String b) {
            return a.compareTo(b) < 0 ? new Pair(account, a, b) : new Pair(account, b, a);
        }
    }

    private final Map<Pair, InterconnectState> states = new HashMap<>();

    /** Adds the interconnect of an account between exactly two regions; anything else connects nothing. */
    public void add(String account, List<String> regions, InterconnectState state) {
        if (account == null || regions == null || regions.size() != 2) {
            return;
        }
        InterconnectState known = state == null ? InterconnectState.Requested : state;
        states.merge(Pair.of(account, regions.get(0), regions.get(1)), known, Links::better);
    }

    Links copy() {
        Links copy = new Links();
        copy.states.putAll(states);
        return copy;
    }

    /** Whether two regions reach each other over the private network of an account; a region reaches itself. */
    public boolean active(String account, String a, String b) {
        return a.equals(b) || states.get(Pair.of(account, a, b)) == InterconnectState.Active;
    }

    /** The state of the account's interconnect between two regions, if there is one. */
    public Optional<InterconnectState> state(String account, String a, String b) {
        return Optional.ofNullable(states.get(Pair.of(account, a, b)));
    }

    private static InterconnectState better(InterconnectState a, InterconnectState b) {
        if (a == InterconnectState.Active || b == InterconnectState.Active) {
            return InterconnectState.Active;
        }
        return a.compareTo(b) <= 0 ? a : b;
    }
}
