package dev.cpm.operator.placement.model;

import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.api.WhenUnsatisfiable;
import java.util.List;

/** Who waits for whom: a placement goes near those that it must be colocated with, so these have to go first. */
public final class Waits {
    /** Through how many others one is looked for that waits in turn: a longer row nobody would find by reading either. */
    public static final int LONGEST = 64;

    private Waits() {}

    /** The placements near which another one must go. */
    public static List<PlacementKey> of(PlacementKey key, PlacementSpec spec) {
        return spec.affinity() == null
                ? List.of()
                : spec.affinity().colocateWith().stream()
                        .filter(near -> near != null && near.name() != null)
                        .filter(near -> near.whenUnsatisfiable() != WhenUnsatisfiable.ScheduleAnyway)
                        .map(near -> key.referredTo(near.reference()))
                        .toList();
    }
}
