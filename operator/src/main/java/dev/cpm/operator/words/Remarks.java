package dev.cpm.operator.words;

import dev.cpm.operator.api.Answer;
import dev.cpm.operator.api.Condition;
import dev.cpm.operator.api.ConditionReasons;
import dev.cpm.operator.api.ConditionStatuses;
import dev.cpm.operator.api.ConditionTypes;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.LoadBalancerStatus;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.PlacementStatus.Blocker;
import dev.cpm.operator.api.Severity;
import dev.cpm.operator.view.Deletion;
import dev.cpm.operator.view.Readiness;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** What is wrong with one object, what would mend it, and what waits for approval; nothing for a healthy one. */
public final class Remarks {
    /** Up to so many different reasons are told in full. */
    private static final int EACH = 4;

    private Remarks() {}

    /** Whether there is anything to say of a placement. */
    public static boolean any(Placement placement) {
        PlacementStatus status = placement.getStatus();
        return status != null
                && (!Readiness.isReady(placement)
                        || Deletion.of(placement) != null
                        || !status.violations().isEmpty()
                        || MoveWords.any(placement));
    }

    /** Of a placement; what is long is folded. */
    public static List<Remark> of(Placement placement) {
        return any(placement) ? of(placement, true) : List.of();
    }

    /** Of a placement that was answered, be it healthy or not; nothing is folded. */
    public static List<Remark> unfolded(Placement placement) {
        return of(placement, false);
    }

    private static List<Remark> of(Placement placement, boolean folded) {
        PlacementStatus status = placement.getStatus();
        List<Remark> remarks = new ArrayList<>();
        Deletion deletion = Deletion.of(placement);
        if (deletion != null) {
            remarks.add(Remark.of("Deleting", "is being deleted: " + DeletionWords.keeps(deletion)));
        }
        stalled(status).forEach(condition -> remarks.add(error(condition)));
        status.violations().stream()
                .filter(Objects::nonNull)
                .forEach(violation -> remarks.add(
                        violation(violation.severity(), violation.type(), violation.message(), violation.remedy())));
        if (deletion != null) {
            return remarks.stream().map(Remark::withoutRemedy).toList(); // Nothing else can be done about it.
        }
        status.suggestions().stream()
                .filter(Objects::nonNull)
                .forEach(suggestion -> remarks.add(Remark.of("Helps", suggestion)));
        blockers(remarks, status.blockers(), folded);
        if (remarks.isEmpty() || failed(placement)) {
            unready(placement).ifPresent(condition -> remarks.add(0, error(condition)));
        }
        remarks.addAll(MoveWords.of(placement));
        return remarks;
    }

    /** Of a load balancer. */
    public static List<Remark> of(LoadBalancer loadBalancer) {
        LoadBalancerStatus status = loadBalancer.getStatus();
        Deletion deletion = Deletion.of(loadBalancer);
        List<Remark> remarks = new ArrayList<>();
        if (deletion != null) {
            remarks.add(Remark.of("Deleting", DeletionWords.is(deletion)));
        }
        if (status == null) {
            return remarks;
        }
        List<Remark> violations = status.violations().stream()
                .filter(Objects::nonNull)
                .map(violation ->
                        violation(violation.severity(), violation.type(), violation.message(), violation.remedy()))
                .toList();
        if (violations.isEmpty() || failed(loadBalancer)) {
            unready(loadBalancer).ifPresent(condition -> remarks.add(error(condition)));
        }
        remarks.addAll(violations);
        return remarks;
    }

    /** The condition that says why an object is not ready. */
    private static Optional<Condition> unready(CustomResource<?, ? extends Answer> object) {
        return Readiness.of(object).filter(ready -> !ready.status().equals(ConditionStatuses.TRUE));
    }

    /** Whether a defect of the operator came to light, so that all else is from before. */
    private static boolean failed(CustomResource<?, ? extends Answer> object) {
        return Readiness.of(object)
                .filter(ready -> ConditionReasons.INTERNAL_ERROR.equals(ready.reason()))
                .isPresent();
    }

    /** "5 of 9 replicas are placed in 3 zones"; of an invalid spec, which asks for no number, "5 replicas are placed". */
    public static String placed(Placement placement) {
        PlacementStatus status = placement.getStatus();
        if (status.placed() == null || status.replicas() == null) {
            return "not answered yet";
        }
        int zones = status.zones().size();
        return (Readiness.isInvalid(placement)
                        ? status.placed() == 0 ? "no replica is" : Plural.is(status.placed(), "replica")
                        : status.placed() + " of " + status.replicas()
                                + (status.replicas() == 1 ? " replica is" : " replicas are"))
                + " placed" + (zones == 0 ? "" : " in " + Plural.of(zones, "zone"));
    }

    /** An invalid spec is no violation: there is only its condition. */
    private static List<Condition> stalled(PlacementStatus status) {
        return status.conditions().stream()
                .filter(Objects::nonNull)
                .filter(condition -> ConditionTypes.STALLED.equals(condition.type())
                        && status.violations().isEmpty())
                .toList();
    }

    private static Remark error(Condition condition) {
        return new Remark(Remark.ERROR, known(condition.reason()), known(condition.message()), "");
    }

    private static Remark violation(Severity severity, Enum<?> type, String message, String remedy) {
        return new Remark(
                severity == Severity.Error ? Remark.ERROR : Remark.WARNING,
                String.valueOf(type),
                known(message),
                known(remedy));
    }

    private static String known(String text) {
        return text == null ? "" : text;
    }

    /** Zones with the same words together; where there are many different words, by reason only. */
    private static void blockers(List<Remark> remarks, List<Blocker> blockers, boolean folded) {
        Map<String, List<String>> zones = zonesBy(blockers, b -> b.reason() + ", " + b.message());
        if (folded && zones.size() > EACH) {
            zones = zonesBy(blockers, b -> String.valueOf(b.reason()));
        }
        zones.forEach((why, names) -> remarks.add(
                Remark.of("Blocked", (folded ? Names.list(names) : String.join(", ", names)) + ": " + why)));
    }

    private static Map<String, List<String>> zonesBy(List<Blocker> blockers, Function<Blocker, String> why) {
        Map<String, List<String>> zones = new LinkedHashMap<>();
        blockers.stream()
                .filter(Objects::nonNull)
                .forEach(b -> zones.computeIfAbsent(why.apply(b), w -> new ArrayList<>())
                        .add(b.zone()));
        return zones;
    }
}
