package dev.cpm.operator.view;

import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.InterconnectSpec;
import dev.cpm.operator.api.InterconnectState;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.placement.model.InvalidSpec;
import dev.cpm.operator.view.Check.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether regions, zones and interconnects fit together. */
public final class CatalogueChecks {
    private static final String CATALOGUE = "catalogue";

    private CatalogueChecks() {}

    /** Of what was read: a kind that was not is not judged. */
    public static List<Check> of(Inventory inventory) {
        Topology topology = Topologies.of(inventory);
        List<Check> checks = new ArrayList<>();
        if (inventory.read(Zone.class)) {
            checks.add(open(topology));
        }
        if (inventory.read(Zone.class) && inventory.read(Region.class)) {
            checks.add(inRegions(topology));
            checks.add(withZones(topology));
        }
        if (inventory.read(Zone.class) && inventory.read(Placement.class)) {
            checks.add(held(topology));
        }
        if (inventory.read(Zone.class)) {
            checks.add(enough(topology));
        }
        if (inventory.read(Interconnect.class) && inventory.read(Region.class)) {
            checks.add(joined(inventory, topology));
        }
        if (inventory.read(Interconnect.class)) {
            checks.add(activated(inventory));
        }
        return checks;
    }

    private static Check open(Topology topology) {
        return Check.of(
                CATALOGUE,
                "there are zones that take new replicas",
                Result.Error,
                topology.zones().anyMatch(Topology.Zone::open) ? List.of() : List.of("no Zone is Available"),
                "apply a catalogue, such as the one that comes with the operator",
                "kubectl apply -k deploy/catalog");
    }

    private static Check inRegions(Topology topology) {
        return Check.of(
                CATALOGUE,
                "every Zone is in a Region that exists",
                Result.Error,
                topology.regions().stream()
                        .filter(region -> !region.exists())
                        .flatMap(region -> region.zones().stream()
                                .filter(zone -> zone.state() != null)
                                .map(zone -> zone.name() + " is in " + named(region.name())))
                        .toList(),
                "create the Region, or recreate the Zone: spec.region is immutable");
    }

    private static Check withZones(Topology topology) {
        return Check.of(
                CATALOGUE,
                "every Region has a Zone",
                Result.Warning,
                topology.regions().stream()
                        .filter(region -> region.zones().isEmpty())
                        .map(Topology.Region::name)
                        .toList(),
                "create the Zone, or delete the Region");
    }

    private static Check held(Topology topology) {
        return Check.of(
                CATALOGUE,
                "every zone that holds replicas exists",
                Result.Error,
                topology.zones()
                        .filter(zone -> zone.state() == null)
                        .map(zone -> zone.name() + " holds " + zone.replicas())
                        .toList(),
                "create the Zone again; what is assigned there has stayed");
    }

    private static Check enough(Topology topology) {
        return Check.of(
                CATALOGUE,
                "no zone has more machines assigned than it has",
                Result.Warning,
                topology.zones().flatMap(CatalogueChecks::over).toList(),
                "correct spec.capacity of the Zone, or scale something down there");
    }

    private static Check joined(Inventory inventory, Topology topology) {
        Set<String> regions = topology.regions().stream()
                .filter(Topology.Region::exists)
                .map(Topology.Region::name)
                .collect(Collectors.toCollection(TreeSet::new));
        return Check.of(
                CATALOGUE,
                "every Interconnect joins Regions that exist",
                Result.Warning,
                inventory.interconnects().stream()
                        .flatMap(interconnect -> missing(interconnect, regions))
                        .toList(),
                "create the Region, or recreate the Interconnect: spec.regions is immutable");
    }

    private static Check activated(Inventory inventory) {
        return Check.of(
                CATALOGUE,
                "no Interconnect waits to be activated",
                Result.Warning,
                requested(inventory),
                "once the cloud has activated it, set its spec.state to Active");
    }

    private static String named(String region) {
        return region.isEmpty() ? "no region" : region + ", which does not exist";
    }

    private static Stream<String> over(Topology.Zone zone) {
        return zone.machines().stream()
                .filter(machines -> machines.over() > 0)
                .map(machines -> zone.name() + ": " + machines.over() + " " + machines.machineType() + " too many");
    }

    /** By the name of the object, since an account may have several. */
    private static Stream<String> missing(Interconnect interconnect, Set<String> regions) {
        InterconnectSpec spec = interconnect.getSpec();
        return spec == null
                ? Stream.of()
                : spec.regions().stream()
                        .filter(Objects::nonNull)
                        .filter(region -> !regions.contains(region))
                        .map(region -> interconnect.getMetadata().getName()
                                + (spec.account() == null ? "" : " of account " + spec.account()) + " names " + region
                                + ", which does not exist");
    }

    private static List<String> requested(Inventory inventory) {
        List<String> requested = new ArrayList<>();
        inventory.interconnects().forEach(interconnect -> {
            InterconnectSpec spec = interconnect.getSpec();
            if (InvalidSpec.errors(interconnect).isEmpty()
                    && (spec.state() == null || spec.state() == InterconnectState.Requested)) {
                requested.add(interconnect.getMetadata().getName() + ": " + String.join("–", spec.regions())
                        + " for account " + spec.account());
            }
        });
        return requested;
    }
}
