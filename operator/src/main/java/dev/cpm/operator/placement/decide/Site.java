package dev.cpm.operator.placement.decide;

import dev.cpm.operator.placement.fill.Slot;
import dev.cpm.operator.placement.model.ZoneInfo;

/**
 * A zone that matters for one placement: it lies in a requested region, or holds replicas.
 *
 * @param zone the zone, or null where its object is gone
 * @param rank ascends with the names of all zones that can get replicas; -1 where none can
 * @param requested whether its region is among {@code spec.regions}
 * @param held replicas of the placement there
 * @param left machines of its type less all that are taken; negative where too many are, {@link Slot#UNLIMITED} without
 *     limit
 */
public record Site(String name, String region, ZoneInfo zone, int rank, boolean requested, int held, int left) {

    /** Machines that new replicas can take. */
    public int free() {
        return Math.max(0, left);
    }

    /** Machines that no other placement holds; no limit counts as most. */
    int room() {
        return left >= Slot.UNLIMITED ? left : Math.max(0, left + held);
    }
}
