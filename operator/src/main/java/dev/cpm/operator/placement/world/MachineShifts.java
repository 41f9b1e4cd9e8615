package dev.cpm.operator.placement.world;

import dev.cpm.operator.placement.fill.Slot;
import dev.cpm.operator.placement.model.Snapshot;
import dev.cpm.operator.placement.model.ZoneInfo;
import java.util.HashMap;
import java.util.Map;

/**
 * The machines that came or went since somebody asked, by type and zone. For whom that may matter is found out from what
 * is left in the end: whoever was told something meanwhile was told it of some moment in between. Mutable, for one owner.
 */
final class MachineShifts {
    private final Map<String, Map<String, MachineShift>> byType = new HashMap<>();

    void add(MachineShift shift) {
        byType.computeIfAbsent(shift.machineType(), type -> new HashMap<>())
                .merge(shift.zone(), shift, MachineShift::and);
    }

    boolean isEmpty() {
        return byType.isEmpty();
    }

    void clear() {
        byType.clear();
    }

    Iterable<String> machineTypes() {
        return byType.keySet();
    }

    /** The zones in which machines of a type came or went; null is among them where nobody knows in which. */
    Iterable<String> zones(String machineType) {
        return byType.get(machineType).keySet();
    }

    /** The fewest machines of a type that were left in any of the zones. */
    int fewest(String machineType) {
        return byType.get(machineType).values().stream()
                .mapToInt(MachineShift::low)
                .min()
                .orElseThrow();
    }

    /**
     * By region: how many machines a zone and another one of its region were apart when they were closest. What a placement
     * holds itself counts as left for it, so who holds as many may have seen them change places in the order of rule 4.
     */
    Map<String, Long> nearest(String machineType, Snapshot now) {
        Map<String, MachineShift> shifts = byType.get(machineType);
        Map<String, Long> nearest = new HashMap<>();
        for (MachineShift shift : shifts.values()) {
            ZoneInfo zone = shift.zone() == null ? null : now.zone(shift.zone());
            if (zone != null && shift.low() < Slot.UNLIMITED) {
                nearest.merge(zone.region(), nearest(shift, zone, shifts, now), Math::min);
            }
        }
        return nearest;
    }

    private static long nearest(MachineShift shift, ZoneInfo zone, Map<String, MachineShift> shifts, Snapshot now) {
        long nearest = Long.MAX_VALUE;
        for (ZoneInfo other : now.zonesOf(zone.region())) {
            if (nearest == 0) {
                break;
            }
            if (other != zone) {
                MachineShift there = shifts.get(other.name());
                if (there == null) {
                    int left = now.left(other.name(), other, shift.machineType());
                    there = MachineShift.between(shift.machineType(), other.name(), left, left);
                }
                nearest = Math.min(nearest, shift.apart(there));
            }
        }
        return nearest;
    }
}
