package dev.cpm.operator.placement.status;

import dev.cpm.operator.api.ConditionReasons;
import dev.cpm.operator.api.ConditionTypes;
import dev.cpm.operator.api.FieldError;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.RegionStatus;
import dev.cpm.operator.api.ZoneState;
import dev.cpm.operator.placement.model.InvalidSpec;
import dev.cpm.operator.placement.model.ZoneInfo;
import java.util.Collection;
import java.util.List;

/** The status of a region: how many zones it has, and how many of them take new replicas. */
public final class RegionStatuses {
    private RegionStatuses() {}

    /**
     * The status of a region; times stay as they are in its present status while nothing changes.
     *
     * @param zones all zones, of whatever region
     * @param now RFC 3339 in UTC with whole seconds
     */
    public static RegionStatus of(Region region, Collection<ZoneInfo> zones, String now) {
        String name = region.getMetadata().getName();
        RegionStatus previous = region.getStatus();
        Long generation = region.getMetadata().getGeneration();
        List<ZoneInfo> own =
                zones.stream().filter(zone -> name.equals(zone.region())).toList();
        int open = (int)
                own.stream().filter(zone -> zone.state() == ZoneState.Available).count();
        List<FieldError> errors = InvalidSpec.errors(region);
        Conditions conditions = new Conditions(previous, generation, now);
        if (!errors.isEmpty()) {
            conditions.add(ConditionTypes.READY, false, ConditionReasons.INVALID_SPEC, InvalidSpec.message(errors));
        } else if (open == 0) {
            conditions.add(
                    ConditionTypes.READY,
                    false,
                    ConditionReasons.NO_AVAILABLE_ZONE,
                    own.isEmpty() ? "the region has no zones" : "none of its " + own.size() + " zone(s) is Available");
        } else {
            conditions.add(
                    ConditionTypes.READY,
                    true,
                    ConditionReasons.ZONES_AVAILABLE,
                    open + " of " + own.size() + " zone(s) Available");
        }
        return new RegionStatus(generation, own.size(), open, conditions.toList());
    }
}
