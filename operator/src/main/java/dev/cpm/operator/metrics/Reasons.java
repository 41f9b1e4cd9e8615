package dev.cpm.operator.metrics;

import dev.cpm.operator.api.BlockerReason;
import dev.cpm.operator.api.ConditionReasons;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.view.Readiness;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Why replicas are unplaced, in one of a fixed number of words: a status may say anything. */
final class Reasons {
    /** Nothing is answered yet, as the spec stands now. */
    static final String WAITING = "Waiting";

    private static final String OTHER = "Other";

    /** All that there are. */
    static final SortedSet<String> ALL;

    static {
        SortedSet<String> all = new TreeSet<>();
        Stream.of(ViolationType.values()).map(Enum::name).forEach(all::add);
        all.add(BlockerReason.Suspended.name());
        all.add(ConditionReasons.INVALID_SPEC);
        all.add(ConditionReasons.INTERNAL_ERROR);
        all.add(ConditionReasons.UNSCHEDULABLE);
        all.add(WAITING);
        all.add(OTHER);
        ALL = Collections.unmodifiableSortedSet(all);
    }

    private Reasons() {}

    /** The word of a placement that lacks replicas. */
    static String of(Placement placement) {
        if (!Readiness.isAnswered(placement)) {
            return WAITING;
        }
        PlacementStatus.Summary summary = placement.getStatus().summary();
        return summary != null && summary.reason() != null && ALL.contains(summary.reason()) ? summary.reason() : OTHER;
    }
}
