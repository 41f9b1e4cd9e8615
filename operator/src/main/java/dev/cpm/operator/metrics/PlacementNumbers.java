package dev.cpm.operator.metrics;

import static dev.cpm.operator.api.ConditionStatuses.FALSE;
import static dev.cpm.operator.api.ConditionStatuses.TRUE;
import static dev.cpm.operator.api.ConditionStatuses.UNKNOWN;

import dev.cpm.operator.api.Condition;
import dev.cpm.operator.api.ConditionTypes;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.view.Readiness;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Counts placements: what is true of them, what they lack, how even they are. */
final class PlacementNumbers {
    /** Those that a status always has, and those that it has only while they are true. */
    private static final List<String> LASTING =
            List.of(ConditionTypes.READY, ConditionTypes.SCHEDULED, ConditionTypes.TOPOLOGY_SATISFIED);

    private static final List<String> PASSING = List.of(ConditionTypes.RECONCILING, ConditionTypes.STALLED);

    /** From this on they are counted together. */
    private static final int MUCH = 4;

    private final Tally tally;
    private final Instant now;

    PlacementNumbers(Tally tally, Instant now) {
        this.tally = tally;
        this.now = now;
    }

    /** What is there to be counted at all, so that a number that falls to nothing is 0 and not gone. */
    void begin() {
        for (List<String> some : List.of(LASTING, PASSING)) {
            for (String condition : some) {
                for (String status : List.of(TRUE, FALSE, UNKNOWN)) {
                    tally.add(Family.PLACEMENTS, 0, condition, status);
                }
            }
        }
        for (String reason : Reasons.ALL) {
            tally.add(Family.REPLICAS_UNPLACED, 0, reason);
            tally.add(Family.UNPLACED_OLDEST, 0, reason);
        }
        tally.add(Family.REPLICAS_WANTED, 0);
        tally.add(Family.REPLICAS_PLACED, 0);
        for (int skew = 0; skew <= MUCH; skew++) {
            tally.add(Family.PLACEMENTS_SKEW, 0, skew(skew));
        }
        tally.add(Family.SKEW_MAX, 0);
    }

    void count(Placement placement) {
        LASTING.forEach(type -> tally.add(Family.PLACEMENTS, 1, type, status(placement, type, UNKNOWN)));
        PASSING.forEach(type -> tally.add(Family.PLACEMENTS, 1, type, status(placement, type, FALSE)));
        int wanted = PlacementSpec.wanted(placement.getSpec());
        int placed = placed(placement);
        tally.add(Family.REPLICAS_WANTED, wanted);
        tally.add(Family.REPLICAS_PLACED, placed);
        if (placed < wanted) {
            String reason = Reasons.of(placement);
            tally.add(Family.REPLICAS_UNPLACED, wanted - placed, reason);
            tally.raise(Family.UNPLACED_OLDEST, Math.min(lacking(placement), broken(placement, reason)), reason);
        }
        PlacementStatus.Topology topology =
                placement.getStatus() == null ? null : placement.getStatus().topology();
        if (topology != null && topology.zoneSkew() != null) {
            tally.add(Family.PLACEMENTS_SKEW, 1, skew(topology.zoneSkew()));
            tally.raise(Family.SKEW_MAX, topology.zoneSkew());
        }
    }

    private static String status(Placement placement, String type, String without) {
        if (!Readiness.isAnswered(placement)) {
            return UNKNOWN;
        }
        return condition(placement, type)
                .map(Condition::status)
                .map(status -> TRUE.equals(status) || FALSE.equals(status) ? status : UNKNOWN)
                .orElse(without);
    }

    private static Optional<Condition> condition(Placement placement, String type) {
        return placement.getStatus() == null
                ? Optional.empty()
                : placement.getStatus().conditions().stream()
                        .filter(Objects::nonNull)
                        .filter(condition -> type.equals(condition.type()))
                        .findFirst();
    }

    private static int placed(Placement placement) {
        return placement.getStatus() == null || placement.getStatus().placed() == null
                ? 0
                : placement.getStatus().placed();
    }

    /** Since when it is not Scheduled; one without any answer, since it was created. */
    private double lacking(Placement placement) {
        Optional<Condition> scheduled = condition(placement, ConditionTypes.SCHEDULED);
        return scheduled.isPresent()
                ? scheduled
                        .filter(condition -> !TRUE.equals(condition.status()))
                        .map(condition -> Ages.seconds(condition.lastTransitionTime(), now))
                        .orElse(0.0)
                : Ages.seconds(placement.getMetadata().getCreationTimestamp(), now);
    }

    /** For how long that rule has been broken; what was suspended before lacks machines only since then. */
    private double broken(Placement placement, String reason) {
        return placement.getStatus() == null
                ? Double.MAX_VALUE
                : placement.getStatus().violations().stream()
                        .filter(Objects::nonNull)
                        .filter(violation -> violation.type() != null
                                && violation.type().name().equals(reason))
                        .mapToDouble(violation -> Ages.seconds(violation.since(), now))
                        .max()
                        .orElse(Double.MAX_VALUE);
    }

    private static String skew(int skew) {
        return skew < MUCH ? Integer.toString(Math.max(0, skew)) : MUCH + " or more";
    }
}
