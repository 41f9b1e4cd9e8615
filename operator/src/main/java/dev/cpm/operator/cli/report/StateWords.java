package dev.cpm.operator.cli.report;

import dev.cpm.operator.api.InterconnectState;
import dev.cpm.operator.api.ZoneState;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What each state of a Zone or an Interconnect means; where it is not a good one, it is the reason of its condition Ready, too. */
final class StateWords {
    private StateWords() {}

    static List<Explanation> all() {
        return Stream.concat(
                        Arrays.stream(ZoneState.values()).map(StateWords::zone),
                        Arrays.stream(InterconnectState.values()).map(StateWords::interconnect))
                .toList();
    }

    private static Explanation zone(ZoneState state) {
        return switch (state) {
            case Available -> zone(state, "The zone is open.", "It takes new replicas.");
            case ComingSoon ->
                zone(
                        state,
                        "The zone is not open yet: nothing can be bought there.",
                        "It takes no replica. Any that is there stays: ZoneNotAvailable, an Error.",
                        "Set its spec.state to Available once it is open.");
            case Maintenance ->
                zone(
                        state,
                        "The zone is being worked on, and comes back.",
                        "Replicas there stay, new ones go elsewhere: ZoneNotAvailable, a Warning.",
                        "Set its spec.state to Available when the work is done.");
            case Unavailable ->
                zone(
                        state,
                        "The zone is out of service.",
                        "Replicas there stay, or are assigned elsewhere where spec.onZoneUnavailable is Replace:"
                                + " ZoneNotAvailable, an Error.",
                        "Set its spec.state to Available when it is back.");
            case Retired ->
                zone(
                        state,
                        "The zone is closed for good.",
                        "It takes no new replica; those there stay: ZoneNotAvailable, an Error.",
                        "Move what is there: set spec.rebalance of its placements to OnApproval.");
        };
    }

    private static Explanation zone(ZoneState state, String when, String then, String... mend) {
        return new Explanation(state.name(), "State of a Zone.", when, then, List.of(mend));
    }

    private static Explanation interconnect(InterconnectState state) {
        return switch (state) {
            case Requested ->
                interconnect(
                        state,
                        "The link was asked for, and the cloud has not activated it yet.",
                        "It joins nothing.",
                        "Set its spec.state to Active once the cloud has activated it.");
            case Active ->
                interconnect(
                        state,
                        "The cloud has activated the link.",
                        "It joins its two regions, for its account alone, and no third one.");
            case Suspended ->
                interconnect(
                        state,
                        "The link is switched off.",
                        "It joins nothing; what is assigned stays, and is reported (InterconnectNotActive).",
                        "Set its spec.state to Active when it works again.");
        };
    }

    private static Explanation interconnect(InterconnectState state, String when, String then, String... mend) {
        return new Explanation(state.name(), "State of an Interconnect.", when, then, List.of(mend));
    }
}
