package dev.cpm.operator.bench;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.InterconnectSpec;
import dev.cpm.operator.api.InterconnectState;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.api.PlacementSpec.TopologySpreadConstraint;
import dev.cpm.operator.api.PlacementSpec.TopologySpreadConstraint.CapacityPolicy;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.PlacementStatus.ZoneAssignment;
import dev.cpm.operator.api.WhenUnsatisfiable;
import dev.cpm.operator.api.ZoneState;
import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.model.Request;
import dev.cpm.operator.placement.model.ZoneInfo;
import dev.cpm.operator.placement.world.World;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A world to measure in: up to 16 regions, pairwise joined, zones with unequal numbers of machines, other placements
 * that hold three replicas each, and one placement that waits.
 */
public final class BenchWorld {
    static final PlacementKey KEY = new PlacementKey("default", "web");
    static final String TYPE = "m1";
    static final String ACCOUNT = "acme";
    private static final int ZONES_OF_OTHERS = 3;

    /** The spread constraints of the placement. */
    public enum Rules {
        SOFT(),
        HARD(zone(CapacityPolicy.Ignore)),
        TWO_LEVELS(zone(CapacityPolicy.Ignore), constraint(Cpm.REGION_KEY, 1, CapacityPolicy.Ignore)),
        HONOR(zone(CapacityPolicy.Honor));

        private final List<TopologySpreadConstraint> constraints;

        Rules(TopologySpreadConstraint... constraints) {
            this.constraints = List.of(constraints);
        }

        private static TopologySpreadConstraint zone(CapacityPolicy policy) {
            return constraint(Cpm.ZONE_KEY, 1, policy);
        }

        private static TopologySpreadConstraint constraint(String key, int maxSkew, CapacityPolicy policy) {
            return new TopologySpreadConstraint(key, maxSkew, null, WhenUnsatisfiable.DoNotSchedule, policy);
        }
    }

    /** For how many of the replicas there are machines. */
    public enum Machines {
        ALL,
        HALF
    }

    private final World world = new World();

    BenchWorld(int zones, int replicas, Rules rules, Machines machines, int others) {
        List<String> regions = IntStream.range(0, Math.min(16, (zones + 2) / 3))
                .mapToObj(r -> "r" + r)
                .toList();
        for (String region : regions) {
            world.region(region, true);
            for (String other : regions) {
                if (region.compareTo(other) < 0) {
                    world.interconnect(
                            region + "-" + other,
                            new InterconnectSpec(ACCOUNT, List.of(region, other), InterconnectState.Active));
                }
            }
        }
        int wanted = machines == Machines.ALL ? replicas * 2 : replicas / 2;
        int taken = others * ZONES_OF_OTHERS;
        for (int z = 0; z < zones; z++) {
            String name = "zone-" + z;
            // Zones of unequal size, so that "fewest first" has something to do.
            int share = wanted / zones + (z < wanted % zones ? 1 : 0);
            int free = machines == Machines.ALL ? share + z % 7 + 1 : Math.max(0, share + (z % 2 == 0 ? 1 : -1));
            int capacity = free + taken / zones + (z < taken % zones ? 1 : 0);
            world.zone(
                    name,
                    new ZoneInfo(
                            name,
                            regions.get(z % regions.size()),
                            name,
                            ZoneState.Available,
                            Map.of(),
                            Map.of(TYPE, capacity)));
        }
        for (int i = 0; i < others; i++) {
            world.placement(other(i, zones, regions));
        }
        world.placement(known(KEY, spec(replicas, regions, rules.constraints), null));
        world.placements().forEach(known -> world.happy(known.key(), true));
        world.takeConcerned();
    }

    World world() {
        return world;
    }

    Request request() {
        return world.request(world.placement(KEY));
    }

    /** Another placement, all placed. */
    private static Known other(int i, int zones, List<String> regions) {
        List<ZoneAssignment> has = IntStream.range(0, ZONES_OF_OTHERS)
                .map(replica -> (i * ZONES_OF_OTHERS + replica) % zones)
                .mapToObj(z -> new ZoneAssignment("zone-" + z, regions.get(z % regions.size()), 1, "" + z % zones))
                .toList();
        PlacementStatus status = new PlacementStatus(
                1L,
                ACCOUNT,
                ACCOUNT,
                TYPE,
                ZONES_OF_OTHERS,
                ZONES_OF_OTHERS,
                has,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        return known(new PlacementKey("team-" + i % 100, "p" + i), spec(ZONES_OF_OTHERS, regions, null), status);
    }

    private static Known known(PlacementKey key, PlacementSpec spec, PlacementStatus status) {
        Placement placement = new Placement();
        placement.setMetadata(new ObjectMetaBuilder()
                .withNamespace(key.namespace())
                .withName(key.name())
                .withGeneration(1L)
                .withCreationTimestamp("2026-01-01T00:00:00Z")
                .build());
        placement.setSpec(spec);
        placement.setStatus(status);
        return Known.of(placement);
    }

    static PlacementSpec spec(int replicas, List<String> regions, List<TopologySpreadConstraint> constraints) {
        return new PlacementSpec(
                ACCOUNT,
                TYPE,
                replicas,
                regions,
                null,
                null,
                null,
                null,
                constraints,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
