package dev.cpm.operator.placement;

import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.PlacementKey;
import java.util.Set;
import java.util.function.Supplier;

/**
 * An answer that is found out when it is asked for: to explain takes far longer than to decide.
 *
 * @param asks whether somebody waits for it: its spec has no answer yet, or it is assigned something else. The others
 *     are looked at again, since what they are told may have changed
 * @param assignment what it is to have from now on
 * @param named the placements that it names and was decided after, by what they are to have: these are answered before it.
 *     So there is never a circle of them
 */
public record DueAnswer(
        PlacementKey key, boolean asks, Assignment assignment, Set<PlacementKey> named, Supplier<RoundAnswer> answer) {

    /** The same, found out in another way. */
    public DueAnswer with(Supplier<RoundAnswer> other) {
        return new DueAnswer(key, asks, assignment, named, other);
    }
}
