package dev.cpm.operator.placement.status;

import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.InterconnectStatus;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.LoadBalancerStatus;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.RegionStatus;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.api.ZoneStatus;
import dev.cpm.operator.placement.world.World;
import java.util.function.Supplier;

/**
 * The statuses of everything but placements, as the world is now. A defect that comes to light at one object is told of
 * that one; it keeps no other from its status.
 */
public final class Summing {
    private final World world;
    private final String now;

    /**
     * What an object is told.
     *
     * @param failure the defect of the operator for which there is no better status, or null
     */
    public record Summed<S>(S status, RuntimeException failure) {}

    /** {@code now} is RFC 3339 in UTC with whole seconds. */
    public Summing(World world, String now) {
        this.world = world;
        this.now = now;
    }

    public Summed<ZoneStatus> zone(Zone zone) {
        int placements = world.holders(zone.getMetadata().getName());
        return summed(
                () -> ZoneStatuses.of(zone, placements, world.allocations(), now), () -> Defect.status(zone, now));
    }

    public Summed<RegionStatus> region(Region region) {
        return summed(() -> RegionStatuses.of(region, world.zones(), now), () -> Defect.status(region, now));
    }

    public Summed<InterconnectStatus> interconnect(Interconnect interconnect) {
        return summed(
                () -> InterconnectStatuses.of(interconnect, world.regions(), now),
                () -> Defect.status(interconnect, now));
    }

    public Summed<LoadBalancerStatus> loadBalancer(LoadBalancer loadBalancer) {
        return summed(() -> LoadBalancerStatuses.of(loadBalancer, world, now), () -> Defect.status(loadBalancer, now));
    }

    private static <S> Summed<S> summed(Supplier<S> status, Supplier<S> failed) {
        try {
            return new Summed<>(status.get(), null);
        } catch (RuntimeException e) {
            return new Summed<>(failed.get(), e);
        }
    }
}
