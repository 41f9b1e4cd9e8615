package dev.cpm.operator.view;

import dev.cpm.operator.api.Condition;
import dev.cpm.operator.api.ConditionReasons;
import dev.cpm.operator.api.ConditionStatuses;
import dev.cpm.operator.api.ConditionTypes;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.PlacementStatus.LastProposal;
import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.view.Change.Broken;
import dev.cpm.operator.view.Change.State;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One object at one time, before a change or after it; {@code spec} is what was asked for, to be compared only. */
record Side(
        Record spec,
        State state,
        Assignment assignment,
        List<Broken> broken,
        Optional<Condition> ready,
        LastProposal answered,
        Deletion deletion) {

    private static final Set<String> HOLDING_BACK =
            Set.of(ViolationType.AccountMismatch.name(), ViolationType.CrossAccountPrivateNetwork.name());

    /** How the message begins of what has a replica without a zone. */
    private static final String PLACED = "^\\d+/\\S+ replicas placed: ";

    /** Nobody can mend what is being deleted. */
    Side {
        if (deletion != null) {
            broken = broken.stream()
                    .map(b -> new Broken(b.type(), b.error(), b.message(), "", b.places()))
                    .toList();
        }
    }

    /** A placement. */
    static Side of(Placement placement) {
        PlacementStatus status = placement.getStatus();
        Assignment assignment = status == null ? Assignment.NONE : Assignment.of(status.zones());
        List<Broken> broken = status == null
                ? List.of()
                : broken(
                        status.violations().stream()
                                .map(v -> broken(
                                        v.type(), v.severity(), v.message(), v.remedy(), v.zones(), v.regions())),
                        status.conditions());
        PlacementSpec spec = placement.getSpec();
        Optional<Condition> ready = Readiness.of(placement);
        boolean invalid = Readiness.isInvalid(placement);
        return new Side(
                spec,
                new State(
                        Readiness.isReady(placement),
                        invalid ? assignment.total() : PlacementSpec.wanted(spec),
                        assignment.total(),
                        spec != null && Boolean.TRUE.equals(spec.suspend()),
                        null,
                        invalid),
                assignment,
                broken,
                ready,
                status == null ? null : status.lastProposal(),
                Deletion.of(placement));
    }

    /** A load balancer; {@code losses} know what is behind it. */
    static Side of(LoadBalancer loadBalancer, Losses losses) {
        List<Broken> broken = loadBalancer.getStatus() == null
                ? List.of()
                : broken(
                        loadBalancer.getStatus().violations().stream()
                                .map(v -> broken(
                                        v.type(), v.severity(), v.message(), v.remedy(), v.zones(), v.regions())),
                        loadBalancer.getStatus().conditions());
        Optional<Condition> ready = Readiness.of(loadBalancer);
        return new Side(
                loadBalancer.getSpec(),
                new State(
                        Readiness.isReady(loadBalancer),
                        0,
                        0,
                        false,
                        losses.behind(PlacementKey.of(loadBalancer)),
                        Readiness.isInvalid(loadBalancer)),
                Assignment.NONE,
                broken,
                ready,
                null,
                Deletion.of(loadBalancer));
    }

    /** An invalid spec is no violation: there is only its condition. */
    private static List<Broken> broken(Stream<Broken> violations, List<Condition> conditions) {
        Stream<Broken> invalid = conditions.stream()
                .filter(condition -> ConditionTypes.READY.equals(condition.type()))
                .filter(Side::isInvalid)
                .map(condition -> new Broken(condition.reason(), true, condition.message(), "", List.of()));
        return Stream.concat(invalid, violations).toList();
    }

    private static Broken broken(
            Enum<?> type, Severity severity, String message, String remedy, List<String> zones, List<String> regions) {
        List<String> places =
                Stream.concat(zones.stream(), regions.stream()).distinct().toList();
        return new Broken(String.valueOf(type), severity == Severity.Error, message, remedy, places);
    }

    private static boolean isInvalid(Condition condition) {
        return ConditionReasons.INVALID_SPEC.equals(condition.reason());
    }

    boolean invalid() {
        return state.invalid();
    }

    /** Whether nothing is placed for it, whatever there is. */
    boolean heldBack() {
        return state.suspended() || broken.stream().anyMatch(rule -> HOLDING_BACK.contains(rule.type()));
    }

    /** Whether this is the reason why it is not Ready. */
    boolean isWhy(Broken rule) {
        return rule.error()
                && ready.filter(condition -> rule.type().equals(condition.reason()))
                        .isPresent();
    }

    /** What would mend the rule that is why it is not Ready; empty where nothing is known to. */
    String remedy() {
        return broken.stream()
                .filter(this::isWhy)
                .map(Broken::remedy)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    /** Why it is not Ready, without the numbers that are told anyway. */
    String why() {
        return ready.filter(condition -> !ConditionStatuses.TRUE.equals(condition.status()))
                .map(condition -> condition.reason() + ": "
                        + String.valueOf(condition.message()).replaceFirst(PLACED, ""))
                .orElse("");
    }
}
