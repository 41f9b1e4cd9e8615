package dev.cpm.operator.placement.status;

import dev.cpm.operator.api.ConditionReasons;
import dev.cpm.operator.api.ConditionTypes;
import dev.cpm.operator.api.FieldError;
import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.InterconnectSpec;
import dev.cpm.operator.api.InterconnectState;
import dev.cpm.operator.api.InterconnectStatus;
import dev.cpm.operator.placement.model.InvalidSpec;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** The status of an interconnect: Ready when it is Active and both its regions exist. */
public final class InterconnectStatuses {
    private InterconnectStatuses() {}

    /**
     * The status of an interconnect; times stay as they are in its present status while nothing changes.
     *
     * @param regions names of the regions that exist
     * @param now RFC 3339 in UTC with whole seconds
     */
    public static InterconnectStatus of(Interconnect interconnect, Collection<String> regions, String now) {
        InterconnectStatus previous = interconnect.getStatus();
        Long generation = interconnect.getMetadata().getGeneration();
        List<FieldError> errors = InvalidSpec.errors(interconnect);
        Conditions conditions = new Conditions(previous, generation, now);
        if (errors.isEmpty()) {
            ready(interconnect.getSpec(), regions, conditions);
        } else {
            conditions.add(ConditionTypes.READY, false, ConditionReasons.INVALID_SPEC, InvalidSpec.message(errors));
        }
        boolean accepted = previous != null && previous.account() != null;
        InterconnectSpec spec = errors.isEmpty() ? interconnect.getSpec() : null;
        return new InterconnectStatus(
                generation,
                accepted ? previous.account() : spec == null ? null : spec.account(),
                accepted ? previous.regions() : spec == null ? null : spec.regions(),
                conditions.toList());
    }

    private static void ready(InterconnectSpec spec, Collection<String> regions, Conditions conditions) {
        InterconnectState state = Objects.requireNonNullElse(spec.state(), InterconnectState.Requested);
        String pair = String.join("–", spec.regions());
        List<String> unknown = spec.regions().stream()
                .filter(region -> !regions.contains(region))
                .toList();
        if (state != InterconnectState.Active) {
            conditions.add(ConditionTypes.READY, false, state.name(), waiting(state));
        } else if (!unknown.isEmpty()) {
            conditions.add(
                    ConditionTypes.READY,
                    false,
                    "UnknownRegion",
                    "there is no Region " + String.join(" and no ", unknown));
        } else {
            conditions.add(
                    ConditionTypes.READY, true, state.name(), "joins " + pair + " for account " + spec.account());
        }
    }

    private static String waiting(InterconnectState state) {
        return switch (state) {
            case Requested -> "requested, not activated yet: it joins nothing";
            case Suspended -> "switched off: it joins nothing";
            case Active -> throw new IllegalArgumentException("an Active interconnect waits for nothing");
        };
    }
}
