package dev.cpm.operator.api;

import dev.cpm.operator.api.PlacementSpec.Availability;
import dev.cpm.operator.api.PlacementSpec.OnZoneUnavailable;
import dev.cpm.operator.api.PlacementSpec.ZoneSelector;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.ArrayList;
import java.util.List;

/** An edit of a placement's spec, as a person might make it; the spec itself stays as it is. */
public final class SpecEdit {
    private final PlacementSpec spec;
    private Integer replicas;
    private List<String> regions;
    private List<String> zones;
    private List<String> excludedZones;
    private ZoneSelector zoneSelector;
    private Availability availability;
    private List<String> loadBalancers;
    private OnZoneUnavailable onZoneUnavailable;
    private Boolean suspend;

    public SpecEdit(PlacementSpec spec) {
        this.spec = spec;
        this.replicas = spec.replicas();
        this.regions = spec.regions();
        this.zones = spec.zones();
        this.excludedZones = spec.excludedZones();
        this.zoneSelector = spec.zoneSelector();
        this.availability = spec.availability();
        this.loadBalancers = spec.loadBalancers();
        this.onZoneUnavailable = spec.onZoneUnavailable();
        this.suspend = spec.suspend();
    }

    public SpecEdit replicas(int count) {
        replicas = count;
        return this;
    }

    /** Adds regions, the last in preference. */
    public SpecEdit addRegions(List<String> more) {
        regions = new ArrayList<>(regions);
        regions.addAll(more);
        return this;
    }

    /** Allows these zones and no others, by the allow-list alone. */
    public SpecEdit onlyZones(List<String> allowed) {
        zones = allowed;
        excludedZones = List.of();
        zoneSelector = null;
        return this;
    }

    /** Another {@code minAvailable}; as hard as it was. */
    public SpecEdit minAvailable(int count) {
        availability = new Availability(new IntOrString(count), availability.whenUnsatisfiable());
        return this;
    }

    public SpecEdit withoutLoadBalancer(String name) {
        loadBalancers =
                loadBalancers.stream().filter(other -> !other.equals(name)).toList();
        return this;
    }

    public SpecEdit onZoneUnavailable(OnZoneUnavailable what) {
        onZoneUnavailable = what;
        return this;
    }

    /** No longer suspended. */
    public SpecEdit resumed() {
        suspend = false;
        return this;
    }

    /** The spec as it would be. */
    public PlacementSpec done() {
        return new PlacementSpec(
                spec.account(),
                spec.machineType(),
                replicas,
                regions,
                zones,
                excludedZones,
                zoneSelector,
                spec.privateNetwork(),
                spec.topologySpreadConstraints(),
                availability,
                loadBalancers,
                spec.peers(),
                spec.affinity(),
                spec.priority(),
                onZoneUnavailable,
                spec.rebalance(),
                suspend);
    }
}
