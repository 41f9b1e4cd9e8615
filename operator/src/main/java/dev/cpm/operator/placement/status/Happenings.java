package dev.cpm.operator.placement.status;

import dev.cpm.operator.api.Condition;
import dev.cpm.operator.api.ConditionReasons;
import dev.cpm.operator.api.ConditionTypes;
import dev.cpm.operator.api.LoadBalancerStatus;
import dev.cpm.operator.api.LoadBalancerStatus.LoadBalancerViolation;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.PlacementStatus.LastProposal;
import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.Violation;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.status.Happening.Type;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * "Each violation that appears or goes is an Event once, with the type as its reason"; and so are replicas placed,
 * moved and released, specs that get invalid or valid, and approvals that moved nothing.
 *
 * <p>All of it is the difference of two statuses that were stored one after the other. So nothing is told twice, by
 * this process or by the next one, and a batch tells each reason at most once an object.
 */
public final class Happenings {
    private static final String NO_LONGER = "no longer: ";
    private static final String NO_LONGER_JUDGED = "no longer judged, since ";

    private Happenings() {}

    /**
     * What happened to a placement.
     *
     * @param before the last status that was stored, or null
     * @param after the status that is stored now
     */
    public static List<Happening> of(PlacementStatus before, PlacementStatus after) {
        List<Condition> conditions = before == null ? List.of() : before.conditions();
        List<Happening> happened = new ArrayList<>(Shifts.between(
                        before == null ? Assignment.NONE : Assignment.of(before.zones()), Assignment.of(after.zones()))
                .told());
        proposal(before == null ? null : before.lastProposal(), after.lastProposal())
                .ifPresent(happened::add);
        happened.addAll(ofSpec(conditions, after.conditions()));
        happened.addAll(
                violations(before == null ? List.of() : before.violations(), after.violations(), after.conditions()));
        return happened;
    }

    /** The same of a load balancer. */
    public static List<Happening> of(LoadBalancerStatus before, LoadBalancerStatus after) {
        List<Happening> happened =
                new ArrayList<>(ofSpec(before == null ? List.of() : before.conditions(), after.conditions()));
        happened.addAll(violations(
                before == null ? List.of() : asOfPlacement(before.violations()),
                asOfPlacement(after.violations()),
                after.conditions()));
        return happened;
    }

    /**
     * Whether the spec of an object of any kind became invalid, or valid again, by the conditions of its statuses; and
     * the same of a defect of the operator that came to light there.
     */
    public static List<Happening> ofSpec(List<Condition> before, List<Condition> after) {
        Optional<Condition> was = unjudged(before);
        Optional<Condition> is = unjudged(after);
        if (was.map(Condition::reason).equals(is.map(Condition::reason))) {
            return List.of();
        }
        List<Happening> happened = new ArrayList<>();
        was.ifPresent(c -> happened.add(new Happening(Type.Normal, c.reason(), "Checking", NO_LONGER + c.message())));
        is.ifPresent(c -> happened.add(new Happening(Type.Warning, c.reason(), "Checking", c.message())));
        return happened;
    }

    /** The condition that says why nothing was judged, if nothing was. */
    private static Optional<Condition> unjudged(List<Condition> conditions) {
        return conditions.stream()
                .filter(condition -> ConditionTypes.READY.equals(condition.type())
                        && (ConditionReasons.INVALID_SPEC.equals(condition.reason())
                                || ConditionReasons.INTERNAL_ERROR.equals(condition.reason())))
                .findFirst();
    }

    private static Optional<Happening> proposal(LastProposal was, LastProposal is) {
        if (is == null || is.result() == null || Objects.equals(was, is)) {
            return Optional.empty();
        }
        return switch (is.result()) {
            case Moved -> Optional.empty(); // The moves tell it.
            case NothingToDo ->
                Optional.of(new Happening(Type.Normal, "ProposalNotNeeded", "Rebalancing", is.message()));
            case Refused -> Optional.of(new Happening(Type.Warning, "ProposalRefused", "Rebalancing", is.message()));
        };
    }

    /** What lasts is found as {@code since} finds it: other words and numbers make no other violation. */
    private static List<Happening> violations(
            List<Violation> before, List<Violation> after, List<Condition> conditions) {
        List<Violation> known = before.stream()
                .filter(violation -> violation != null && violation.type() != null)
                .toList();
        List<Violation> lasting = Since.lasting(after, known);
        List<Violation> gone = new ArrayList<>(known);
        lasting.forEach(gone::remove);
        Map<ViolationType, List<String>> came = new EnumMap<>(ViolationType.class);
        for (int i = 0; i < after.size(); i++) {
            Violation violation = after.get(i);
            Violation old = lasting.get(i);
            if (old == null || old.severity() != violation.severity()) {
                add(came, violation.type(), severityChanged(old, violation) + violation.message());
            }
        }
        Map<ViolationType, List<String>> went = new EnumMap<>(ViolationType.class);
        gone.stream()
                .filter(violation -> !came.containsKey(violation.type()))
                .forEach(violation -> add(went, violation.type(), violation.message()));
        String prefix = unjudged(conditions)
                .map(why -> NO_LONGER_JUDGED
                        + (ConditionReasons.INTERNAL_ERROR.equals(why.reason())
                                ? "the operator failed: "
                                : "the spec is invalid: "))
                .orElse(NO_LONGER);
        List<Happening> happened = new ArrayList<>();
        came.forEach((type, messages) ->
                happened.add(new Happening(Type.Warning, type.name(), "Judging", String.join("; ", messages))));
        went.forEach((type, messages) -> happened.add(new Happening(
                Type.Normal, type.name(), "Judging", prefix + String.join("; ", messages) + still(type, after))));
        return happened;
    }

    /** One of a type may go while another lasts. */
    private static String still(ViolationType type, List<Violation> violations) {
        List<String> messages = violations.stream()
                .filter(violation -> violation.type() == type)
                .map(Violation::message)
                .toList();
        return messages.isEmpty() ? "" : "; still: " + String.join("; ", messages);
    }

    /** The same violation may weigh more or less than before: that is told as one thing. */
    private static String severityChanged(Violation before, Violation now) {
        return before == null ? "" : now.severity() == Severity.Error ? "now an Error: " : "now a Warning: ";
    }

    private static void add(Map<ViolationType, List<String>> messages, ViolationType type, String message) {
        messages.computeIfAbsent(type, t -> new ArrayList<>()).add(message);
    }

    /** A load balancer's violation types are placements', too. */
    private static List<Violation> asOfPlacement(List<LoadBalancerViolation> violations) {
        return violations.stream()
                .filter(v -> v != null && v.type() != null)
                .map(v -> new Violation(
                        ViolationType.valueOf(v.type().name()),
                        v.severity(),
                        v.message(),
                        v.remedy(),
                        v.zones(),
                        v.regions(),
                        v.since()))
                .toList();
    }
}
