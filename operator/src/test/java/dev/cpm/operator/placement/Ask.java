package dev.cpm.operator.placement;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.api.PlacementSpec.Availability;
import dev.cpm.operator.api.PlacementSpec.PrivateNetwork;
import dev.cpm.operator.api.PlacementSpec.Rebalance;
import dev.cpm.operator.api.PlacementSpec.TopologySpreadConstraint;
import dev.cpm.operator.api.PlacementSpec.TopologySpreadConstraint.CapacityPolicy;
import dev.cpm.operator.api.PlacementSpec.ZoneSelector;
import dev.cpm.operator.api.WhenUnsatisfiable;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A placement for tests, in words: {@code ask("web").replicas(6).in("r1", "r2").spread(hard, 1)}. */
public final class Ask {
    private final PlacementKey key;
    private String account;
    private String machineType = "m1";
    private int replicas = 1;
    private List<String> regions = List.of("r1");
    private List<String> zones = List.of();
    private List<String> excluded = List.of();
    private ZoneSelector selector;
    private PrivateNetwork network;
    private final List<TopologySpreadConstraint> spreads = new ArrayList<>();
    private Availability availability;
    private Integer priority;
    private Rebalance rebalance;
    private Boolean suspend;
    private String created = "2026-01-01T00:00:00Z";

    private Ask(PlacementKey key) {
        this.key = key;
    }

    static Ask ask(String name) {
        return new Ask(TestWorld.key(name));
    }

    Ask account(String name) {
        account = name;
        return this;
    }

    Ask type(String type) {
        machineType = type;
        return this;
    }

    Ask replicas(int count) {
        replicas = count;
        return this;
    }

    Ask in(String... names) {
        regions = List.of(names);
        return this;
    }

    Ask onlyIn(String... names) {
        zones = List.of(names);
        return this;
    }

    Ask notIn(String... names) {
        excluded = List.of(names);
        return this;
    }

    Ask where(String label, String value) {
        selector = new ZoneSelector(Map.of(label, value), List.of());
        return this;
    }

    Ask publicNetwork() {
        network = PrivateNetwork.NotRequired;
        return this;
    }

    Ask hard(int maxSkew) {
        return spread(Cpm.ZONE_KEY, maxSkew, null, WhenUnsatisfiable.DoNotSchedule, null);
    }

    Ask hardHonoringCapacity(int maxSkew) {
        return spread(Cpm.ZONE_KEY, maxSkew, null, WhenUnsatisfiable.DoNotSchedule, CapacityPolicy.Honor);
    }

    Ask soft(int maxSkew) {
        return spread(Cpm.ZONE_KEY, maxSkew, null, WhenUnsatisfiable.ScheduleAnyway, null);
    }

    Ask hardOverRegions(int maxSkew) {
        return spread(Cpm.REGION_KEY, maxSkew, null, WhenUnsatisfiable.DoNotSchedule, null);
    }

    Ask minDomains(int zonesAtLeast) {
        return spread(Cpm.ZONE_KEY, 1, zonesAtLeast, WhenUnsatisfiable.DoNotSchedule, null);
    }

    Ask spread(String key, int maxSkew, Integer minDomains, WhenUnsatisfiable when, CapacityPolicy policy) {
        spreads.add(new TopologySpreadConstraint(key, maxSkew, minDomains, when, policy));
        return this;
    }

    Ask survive(IntOrString minAvailable, WhenUnsatisfiable when) {
        availability = new Availability(minAvailable, when);
        return this;
    }

    /** Moves are proposed, and made once they are approved. */
    Ask rebalance() {
        rebalance = Rebalance.OnApproval;
        return this;
    }

    Ask priority(int value) {
        priority = value;
        return this;
    }

    Ask suspended(boolean value) {
        suspend = value;
        return this;
    }

    Ask created(String time) {
        created = time;
        return this;
    }

    PlacementKey key() {
        return key;
    }

    String createdAt() {
        return created;
    }

    PlacementSpec spec() {
        return new PlacementSpec(
                account,
                machineType,
                replicas,
                regions,
                zones,
                excluded,
                selector,
                network,
                spreads,
                availability,
                null,
                null,
                null,
                priority,
                null,
                rebalance,
                suspend);
    }
}
