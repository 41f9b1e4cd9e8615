package dev.cpm.operator.placement;

import dev.cpm.operator.placement.fill.Slot;

/**
 * Machines of a type came or went in a zone, and for whom that may matter.
 *
 * <p>What a placement is told depends on free machines in two ways: on whether a zone has as many as it may want, and on
 * the order in which the zones of a region stand (rule 4). So whoever wants less than there was and is left is told the
 * same as before, unless the zone may have changed places with another one of its region.
 *
 * @param region the zone's; empty where the zone is gone
 * @param fewest the fewest machines that were left there, before or after; negative where too many are taken
 * @param nearest by how many machines the zone and the next one of its region were apart when they were closest, 0 or
 *     more; what a placement holds itself counts as left for it, so who holds as many may see them change places
 */
record MachineShift(String machineType, String region, int fewest, int nearest) {

    /** Where nobody knows what changed: it may matter for all. */
    static MachineShift any(String machineType) {
        return new MachineShift(machineType, "", Integer.MIN_VALUE, 0);
    }

    /** So many more machines are taken in a zone, or fewer if negative, than {@code now} says. */
    static MachineShift of(Snapshot now, String zone, String machineType, int more) {
        ZoneInfo info = now.zone(zone);
        int left = now.left(zone, info, machineType);
        if (info == null || left >= Slot.UNLIMITED) {
            return new MachineShift(machineType, info == null ? "" : info.region(), left, Integer.MAX_VALUE);
        }
        int low = Math.min(left, left - more);
        int high = Math.max(left, left - more);
        int nearest = Integer.MAX_VALUE;
        for (ZoneInfo other : now.zonesOf(info.region())) {
            if (nearest == 0) {
                break;
            }
            if (other != info) {
                int there = now.left(other.name(), other, machineType);
                nearest = Math.min(nearest, Math.max(0, Math.max(low - there, there - high)));
            }
        }
        return new MachineShift(machineType, info.region(), low, nearest);
    }
}
