package dev.cpm.operator.cli.look;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Suggestion;
import dev.cpm.operator.placement.PlacementKey;
import dev.cpm.operator.view.Inventory;
import dev.cpm.operator.view.Topology;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a user means by a name. */
final class Chosen {
    private Chosen() {}

    /**
     * The placement of a name, or of {@code namespace/name}.
     *
     * @throws RefusedException where there is none, or more than one
     */
    static Placement placement(Inventory inventory, String name) {
        List<Placement> found = inventory.placements().stream()
                .filter(placement -> placement.getMetadata().getName().equals(name)
                        || PlacementKey.of(placement).toString().equals(name))
                .toList();
        if (found.size() > 1) {
            throw new RefusedException(
                    "There are " + found.size() + " placements " + name + ": say which by -n, or as one of "
                            + found.stream()
                                    .map(PlacementKey::of)
                                    .map(PlacementKey::toString)
                                    .collect(Collectors.joining(", ")));
        }
        if (found.isEmpty()) {
            List<String> names = inventory.placements().stream()
                    .map(placement -> placement.getMetadata().getName())
                    .toList();
            throw new RefusedException("There is no placement " + name + " here" + meant(name, names));
        }
        return found.get(0);
    }

    /**
     * The zones of a name: the one of that name, or all of the region of that name.
     *
     * @throws RefusedException where there is neither
     */
    static Set<String> zones(Topology topology, String name) {
        Set<String> zones = topology.zones()
                .map(Topology.Zone::name)
                .filter(name::equals)
                .collect(Collectors.toCollection(TreeSet::new));
        boolean region = topology.regions().stream().anyMatch(r -> r.name().equals(name));
        if (zones.isEmpty() && !region) {
            List<String> names = topology.regions().stream()
                    .flatMap(r -> java.util.stream.Stream.concat(
                            java.util.stream.Stream.of(r.name()),
                            r.zones().stream().map(Topology.Zone::name)))
                    .toList();
            throw new RefusedException("There is no zone or region " + name + meant(name, names));
        }
        if (zones.isEmpty()) {
            topology.regions().stream()
                    .filter(r -> r.name().equals(name))
                    .flatMap(r -> r.zones().stream())
                    .forEach(zone -> zones.add(zone.name()));
        }
        return zones;
    }

    private static String meant(String name, List<String> names) {
        return Suggestion.closest(name, names)
                .map(closest -> "; did you mean " + closest + "?")
                .orElse(names.isEmpty() ? "; there is none at all" : "");
    }
}
