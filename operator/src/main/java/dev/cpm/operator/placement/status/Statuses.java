package dev.cpm.operator.placement.status;

import dev.cpm.operator.api.Bounds;
import dev.cpm.operator.api.Condition;
import dev.cpm.operator.api.ConditionReasons;
import dev.cpm.operator.api.ConditionTypes;
import dev.cpm.operator.api.FieldError;
import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.PlacementStatus.Blocker;
import dev.cpm.operator.api.PlacementStatus.Summary;
import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.SpecCheck;
import dev.cpm.operator.api.Violation;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.placement.decide.Breach;
import dev.cpm.operator.placement.decide.Findings;
import dev.cpm.operator.placement.decide.Refusals;
import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.InvalidSpec;
import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.model.Request;
import dev.cpm.operator.placement.moves.Offers;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes down what was found: the status of a placement. Pure; the same findings give an equal status. */
public final class Statuses {
    private static final int LISTED_ZONES = 6;

    /** An earlier one explains all later ones, and these explain every other error. */
    private static final List<ViolationType> ROOT_CAUSES =
            List.of(ViolationType.UnknownRegion, ViolationType.NoOpenZone, ViolationType.MachineTypeNotOffered);

    private final Findings findings;
    private final Offers offers;
    private final Evenness evenness;
    private final PlacementStatus previous;
    private final Long generation;
    private final String now;

    private Statuses(
            Findings findings,
            Offers offers,
            Evenness evenness,
            PlacementStatus previous,
            Long generation,
            String now) {
        this.findings = findings;
        this.offers = offers;
        this.evenness = evenness;
        this.previous = previous;
        this.generation = generation;
        this.now = now;
    }

    /**
     * The status of a placement.
     *
     * @param offers what is proposed, and what became of the last approval
     * @param evenness what there is to say of the skew over zones
     * @param previous the last status, whose times stay while nothing changes, or null
     * @param generation the generation of the object that was judged
     * @param now RFC 3339 in UTC with whole seconds
     */
    public static PlacementStatus of(
            Findings findings,
            Offers offers,
            Evenness evenness,
            PlacementStatus previous,
            Long generation,
            String now) {
        return new Statuses(findings.untried(), offers, evenness, previous, generation, now).build();
    }

    /**
     * The status of a placement whose spec is invalid: what is assigned stays and is shown, nothing is judged, and only
     * an edit can mend it.
     */
    public static PlacementStatus invalid(Known known, String account, List<FieldError> errors, String now) {
        PlacementStatus previous = known.told();
        int replicas = PlacementSpec.wanted(known.spec()); // a status may hold nothing else
        boolean possible = known.spec().replicas() == null || known.spec().replicas() == replicas;
        Assignment assignment = known.assignment();
        String placed = assignment.total() + "/" + (possible ? replicas : "?");
        String message = InvalidSpec.message(errors);
        return new PlacementStatus(
                known.generation(),
                SpecCheck.accountOrNull(account),
                SpecCheck.accountOrNull(known.specAccount()),
                known.heldType(),
                replicas,
                assignment.total(),
                assignment.toStatus(),
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                previous == null ? null : previous.lastProposal(),
                new Summary(placed, zones(assignment), ConditionReasons.INVALID_SPEC),
                new Conditions(previous, known.generation(), now)
                        .add(ConditionTypes.READY, false, ConditionReasons.INVALID_SPEC, message)
                        .add(
                                ConditionTypes.SCHEDULED,
                                false,
                                ConditionReasons.INVALID_SPEC,
                                placed + " replicas placed: the spec is invalid")
                        .add(
                                ConditionTypes.TOPOLOGY_SATISFIED,
                                false,
                                ConditionReasons.INVALID_SPEC,
                                "not judged: the spec is invalid")
                        .add(ConditionTypes.STALLED, true, ConditionReasons.INVALID_SPEC, message)
                        .toList());
    }

    private PlacementStatus build() {
        Request request = findings.request();
        Assignment assignment = findings.assignment();
        List<Violation> violations = violations();
        String placed = assignment.total() + "/" + request.replicas();
        String reason = reason(violations);
        return new PlacementStatus(
                generation,
                request.account(),
                request.spec().account(),
                request.machineType(),
                request.replicas(),
                assignment.total(),
                assignment.toStatus(),
                findings.topology(),
                blockers(),
                Suggestions.of(findings),
                violations.stream().limit(Bounds.VIOLATIONS).toList(),
                offers.proposal(),
                offers.last(),
                new Summary(placed, zones(assignment), reason),
                conditions(violations, placed, reason));
    }

    private List<Violation> violations() {
        List<Violation> found = findings.rules().stream()
                .flatMap(rule -> rule.judge(findings))
                .map(breach ->
                        findings.ending() ? breach.ending(findings.heldBack().message()) : breach)
                .map(Breach::violation)
                .map(offers::remedied)
                .map(Shortened::violation)
                .sorted(Comparator.comparing(Violation::severity)
                        .thenComparing(violation -> violation.type().name()))
                .toList();
        return Since.keep(found, previous == null ? List.of() : previous.violations(), now);
    }

    private List<Blocker> blockers() {
        return allPlaced() ? List.of() : Shortened.blockers(findings.refusals());
    }

    /** "3/2": the counts of the zones, by zone name; of many zones the first ones. */
    private static String zones(Assignment assignment) {
        String counts = assignment.shares().values().stream()
                .limit(LISTED_ZONES)
                .map(share -> Integer.toString(share.indexes().size()))
                .collect(Collectors.joining("/"));
        int more = assignment.shares().size() - LISTED_ZONES;
        return counts.isEmpty()
                ? "-"
                : more > 0 ? counts + "/… (" + assignment.shares().size() + " zones)" : counts;
    }

    private boolean allPlaced() {
        return findings.unplaced() == 0;
    }

    /** One word for the printer column: the worst that there is to say. */
    private String reason(List<Violation> violations) {
        Optional<Violation> stalling =
                violations.stream().filter(Statuses::stalls).findFirst();
        if (stalling.isEmpty() && findings.heldBack() != null && !allPlaced()) {
            return findings.heldBack().reason().name();
        }
        return stalling.or(() -> worst(violations))
                .map(violation -> violation.type().name())
                .orElse(allPlaced() ? ConditionReasons.ALL_PLACED : ConditionReasons.UNSCHEDULABLE);
    }

    private Optional<Violation> worst(List<Violation> violations) {
        return violations.stream()
                .filter(violation -> allPlaced() || violation.severity() == Severity.Error)
                .min(Comparator.comparing(violation -> rank(violation.type())));
    }

    private static int rank(ViolationType type) {
        int cause = ROOT_CAUSES.indexOf(type);
        return cause < 0 ? ROOT_CAUSES.size() : cause;
    }

    private List<Condition> conditions(List<Violation> violations, String placed, String reason) {
        List<Violation> errors = violations.stream()
                .filter(violation -> violation.severity() == Severity.Error)
                .toList();
        boolean ready = allPlaced() && errors.isEmpty();
        String scheduled = scheduledMessage(placed);
        String judged = (violations.isEmpty()
                        ? "no topology rule is broken"
                        : Shortened.sentences(
                                violations.stream().map(Violation::message).toList()))
                + (evenness.words().isEmpty() ? "" : " (" + evenness.words() + ")");
        Conditions conditions = new Conditions(previous, generation, now)
                .add(ConditionTypes.READY, ready, reason, readyMessage(violations, scheduled))
                .add(
                        ConditionTypes.SCHEDULED,
                        allPlaced(),
                        allPlaced() ? ConditionReasons.ALL_PLACED : unscheduledReason(),
                        scheduled)
                .add(ConditionTypes.TOPOLOGY_SATISFIED, errors.isEmpty(), satisfiedReason(violations, errors), judged);
        Optional<Violation> stalling =
                violations.stream().filter(Statuses::stalls).findFirst();
        if (stalling.isPresent()) {
            conditions.add(ConditionTypes.STALLED, true, reason, stalling.get().message());
        } else if (!allPlaced() && findings.heldBack() == null) {
            conditions.add(
                    ConditionTypes.RECONCILING,
                    true,
                    ConditionReasons.UNSCHEDULABLE,
                    findings.unplaced() + (findings.unplaced() == 1 ? " replica waits" : " replicas wait")
                            + " for what status.blockers names to change");
        }
        return conditions.toList();
    }

    private String unscheduledReason() {
        return findings.heldBack() == null
                ? ConditionReasons.UNSCHEDULABLE
                : findings.heldBack().reason().name();
    }

    private static String satisfiedReason(List<Violation> violations, List<Violation> errors) {
        if (!errors.isEmpty()) {
            return errors.get(0).type().name();
        }
        return violations.isEmpty() ? ConditionReasons.SATISFIED : ConditionReasons.SATISFIED_WITH_WARNINGS;
    }

    private String readyMessage(List<Violation> violations, String scheduled) {
        return !allPlaced()
                ? scheduled
                : violations.stream()
                        .filter(Statuses::stalls)
                        .findFirst()
                        .or(() -> worst(violations))
                        .map(Violation::message)
                        .orElse(scheduled);
    }

    /** Nothing but an edit of this object or its namespace can mend it. */
    private static boolean stalls(Violation violation) {
        return violation.type() == ViolationType.AccountMismatch
                || violation.type() == ViolationType.CrossAccountPrivateNetwork;
    }

    /** In the manner of kube-scheduler: "4/6 replicas placed: 1 zone(s) ComingSoon, 2 zone(s) had no free PS100v3". */
    private String scheduledMessage(String placed) {
        if (allPlaced()) {
            int zones = findings.assignment().shares().size();
            return placed + " replicas placed" + (zones == 0 ? "" : " in " + zones + (zones == 1 ? " zone" : " zones"));
        }
        if (findings.heldBack() != null) {
            return placed + " replicas placed: " + findings.heldBack().message();
        }
        String why = Refusals.inShort(
                findings.refusals().values(), findings.request().machineType());
        return placed + " replicas placed: " + (why.isEmpty() ? "no zone in the requested regions" : why);
    }
}
