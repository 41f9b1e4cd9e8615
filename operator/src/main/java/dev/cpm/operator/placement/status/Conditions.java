package dev.cpm.operator.placement.status;

import dev.cpm.operator.api.Answer;
import dev.cpm.operator.api.Condition;
import dev.cpm.operator.api.ConditionStatuses;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds the conditions of a status; a transition time stays as long as the condition's status does, and never goes back,
 * even if the clock does.
 */
final class Conditions {
    private final List<Condition> previous;
    private final Long generation;
    private final String now;
    private final List<Condition> conditions = new ArrayList<>();

    /** Starts from the previous status, or from null; {@code now} is RFC 3339 in UTC with whole seconds. */
    Conditions(Answer previous, Long generation, String now) {
        this(previous == null ? List.of() : previous.conditions(), generation, now);
    }

    /** The same from the previous conditions. */
    Conditions(List<Condition> previous, Long generation, String now) {
        this.previous = previous;
        this.generation = generation;
        this.now = now;
    }

    Conditions add(String type, boolean status, String reason, String message) {
        return add(type, status ? ConditionStatuses.TRUE : ConditionStatuses.FALSE, reason, message);
    }

    /** A condition of which it is not known whether it holds. */
    Conditions addUnknown(String type, String reason, String message) {
        return add(type, ConditionStatuses.UNKNOWN, reason, message);
    }

    private Conditions add(String type, String text, String reason, String message) {
        String since = previous.stream()
                .filter(c -> type.equals(c.type()) && c.lastTransitionTime() != null)
                .map(c -> text.equals(c.status()) ? c.lastTransitionTime() : Times.later(c.lastTransitionTime(), now))
                .findFirst()
                .orElse(now);
        conditions.add(new Condition(type, text, generation, since, reason, message));
        return this;
    }

    List<Condition> toList() {
        return List.copyOf(conditions);
    }
}
