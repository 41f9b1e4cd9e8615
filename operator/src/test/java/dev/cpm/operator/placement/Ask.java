package dev.cpm.operator.placement;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.api.PlacementSpec.Affinity;
import dev.cpm.operator.api.PlacementSpec.AffinityTerm;
import dev.cpm.operator.api.PlacementSpec.Availability;
import dev.cpm.operator.api.PlacementSpec.OnZoneUnavailable;
import dev.cpm.operator.api.PlacementSpec.PlacementReference;
import dev.cpm.operator.api.PlacementSpec.PrivateNetwork;
import dev.cpm.operator.api.PlacementSpec.Rebalance;
import dev.cpm.operator.api.PlacementSpec.TopologySpreadConstraint;
import dev.cpm.operator.api.PlacementSpec.TopologySpreadConstraint.CapacityPolicy;
import dev.cpm.operator.api.PlacementSpec.ZoneSelector;
import dev.cpm.operator.api.WhenUnsatisfiable;
import dev.cpm.operator.placement.model.PlacementKey;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A placement for tests, in words: {@code ask("web").replicas(6).in("r1", "r2").spread(hard, 1)}. */
final class Ask {
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
    private List<String> loadBalancers = List.of();
    private List<PlacementReference> peers = List.of();
    private final List<AffinityTerm> together = new ArrayList<>();
    private final List<AffinityTerm> apart = new ArrayList<>();
    private Integer priority;
    private OnZoneUnavailable onZoneUnavailable;
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

    Ask where(ZoneSelector.Requirement requirement) {
        return where(new ZoneSelector(Map.of(), List.of(requirement)));
    }

    Ask where(ZoneSelector wanted) {
        selector = wanted;
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

    /** Behind these load balancers of its namespace. */
    Ask behind(String... names) {
        loadBalancers = List.of(names);
        return this;
    }

    /** Reaches these placements: "db", or "team/db" in another namespace. */
    Ask peers(String... names) {
        peers = Arrays.stream(names).map(Ask::reference).toList();
        return this;
    }

    Ask colocateWith(String name, String topologyKey, WhenUnsatisfiable when) {
        together.add(term(name, topologyKey, when));
        return this;
    }

    /** Hard: every replica is in a zone that the other one is in. */
    Ask inZonesOf(String name) {
        return colocateWith(name, Cpm.ZONE_KEY, WhenUnsatisfiable.DoNotSchedule);
    }

    /** Hard: every replica is in a region that the other one is in. */
    Ask inRegionsOf(String name) {
        return colocateWith(name, Cpm.REGION_KEY, WhenUnsatisfiable.DoNotSchedule);
    }

    Ask separateFrom(String name, String topologyKey, WhenUnsatisfiable when) {
        apart.add(term(name, topologyKey, when));
        return this;
    }

    /** Hard: no replica is in a zone that the other one is in. */
    Ask notInZonesOf(String name) {
        return separateFrom(name, Cpm.ZONE_KEY, WhenUnsatisfiable.DoNotSchedule);
    }

    /** Hard: no replica is in a region that the other one is in. */
    Ask notInRegionsOf(String name) {
        return separateFrom(name, Cpm.REGION_KEY, WhenUnsatisfiable.DoNotSchedule);
    }

    private static AffinityTerm term(String name, String topologyKey, WhenUnsatisfiable when) {
        PlacementReference other = reference(name);
        return new AffinityTerm(other.name(), other.namespace(), topologyKey, when);
    }

    private static PlacementReference reference(String name) {
        String[] parts = name.split("/");
        return parts.length == 2 ? new PlacementReference(parts[1], parts[0]) : new PlacementReference(name, null);
    }

    /** What is in a zone that becomes Unavailable is assigned anew. */
    Ask replacesLost() {
        onZoneUnavailable = OnZoneUnavailable.Replace;
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
                loadBalancers,
                peers,
                together.isEmpty() && apart.isEmpty() ? null : new Affinity(together, apart),
                priority,
                onZoneUnavailable,
                rebalance,
                suspend);
    }
}
