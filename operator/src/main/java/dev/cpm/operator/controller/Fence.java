package dev.cpm.operator.controller;

import dev.cpm.operator.api.Condition;
import dev.cpm.operator.api.ConditionStatuses;
import dev.cpm.operator.api.ConditionTypes;
import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.model.Shard;
import dev.cpm.operator.placement.status.Times;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes sure that a former leader can grant nothing any more.
 *
 * <p>A leader that lost the lease without knowing may still send a grant that it decided before. The grant names the
 * version of the placement that it was decided on. So a new leader first writes every placement that could be granted
 * something: whatever the former one still sends for them fails from then on, and what it sent before is seen.
 */
final class Fence {
    private static final String TYPE = ConditionTypes.RECONCILING;

    private Fence() {}

    /**
     * Whether a former leader could have granted something of a shard to this placement; one {@code ofAnotherShard}, with a
     * region in common, also to those that are at home in a region of its own.
     */
    static boolean concerns(Known known, Shard shard, boolean ofAnotherShard) {
        return needed(known) && (ofAnotherShard ? shard.mayGrant(known) : shard.owns(known));
    }

    /**
     * Whether a leader could have decided anything new for this placement: a grant names the version that it was decided
     * on, and so this very spec; though a leader of another version may have found that valid where this one does not. What
     * cannot be read is not written over.
     */
    static boolean needed(Known known) {
        return !known.setAside()
                && !known.terminating()
                && !Boolean.TRUE.equals(known.spec().suspend())
                && (known.assignment().total() != known.wanted() || moves(known));
    }

    /** How many machines a leader could have decided to give to this placement at most. */
    static int mostGranted(Known known) {
        int replicas = known.wanted();
        return moves(known)
                ? replicas
                : Math.max(0, replicas - known.assignment().total());
    }

    private static boolean moves(Known known) {
        return known.spec().onZoneUnavailable() == PlacementSpec.OnZoneUnavailable.Replace
                || known.spec().rebalance() == PlacementSpec.Rebalance.OnApproval;
    }

    /**
     * The status that was stored last, with one time changed, so that its version moves on. What another version wrote
     * into it may be more than this one can read: as much as that is written again, and what is assigned in any case.
     */
    static PlacementStatus renewed(Known known, String now) {
        PlacementStatus told = known.told();
        if (told == null) {
            return first(conditions(List.of(), now));
        }
        PlacementStatus complete = told.complete();
        return complete.with(complete.summary(), conditions(complete.conditions(), now));
    }

    private static List<Condition> conditions(List<Condition> before, String now) {
        List<Condition> conditions = new ArrayList<>();
        boolean found = false;
        for (Condition c : before) {
            found |= TYPE.equals(c.type());
            conditions.add(
                    TYPE.equals(c.type())
                            ? new Condition(
                                    c.type(),
                                    c.status(),
                                    c.observedGeneration(),
                                    Times.after(c.lastTransitionTime(), now),
                                    c.reason(),
                                    c.message())
                            : c);
        }
        if (!found) {
            conditions.add(new Condition(
                    TYPE,
                    ConditionStatuses.TRUE,
                    null,
                    now,
                    "Unconfirmed",
                    "it is not certain what was decided last; it is decided anew with the next batch"));
        }
        return conditions;
    }

    /**
     * Whether {@link #renewed} has less to say of it than any status that grants something: where the object is too large
     * for that, no grant can be stored either.
     */
    static boolean leastPossible(Known known) {
        PlacementStatus told = known.told();
        boolean unanswered = told == null || told.observedGeneration() == null || told.observedGeneration() < 0;
        return unanswered && known.heldType() == null;
    }

    private static PlacementStatus first(List<Condition> conditions) {
        return new PlacementStatus(
                -1L,
                null,
                null,
                null,
                null,
                null,
                Assignment.NONE.toStatus(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                conditions);
    }
}
