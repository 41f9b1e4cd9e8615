package dev.cpm.operator.cli.look;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Suggestion;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.cli.report.RefusedException;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.view.Inventory;
import dev.cpm.operator.view.Topology;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a user means by a name. */
final class Chosen {
    private Chosen() {}

    /**
     * The placement of a name in a namespace, or of {@code namespace/name}; of {@code placement/name} that of the name, unless
     * there is one in a namespace {@code placement}. Where no namespace is named (null) and several
     * have one of that name, that of the context is meant.
     *
     * @param where where it was looked for
     * @param everywhere whether that was in all namespaces where none was named
     * @param elsewhere how to look for it in more places; may be empty
     * @throws RefusedException where there is none, or it cannot be told which
     */
    static Placement placement(Seen seen, String name, Where where, boolean everywhere, String elsewhere) {
        Inventory inventory = seen.inventory();
        List<Placement> found = inventory.placements().stream()
                .filter(placement -> PlacementKey.of(placement).toString().equals(name)
                        || placement.getMetadata().getName().equals(name) && in(where.namespace(), placement))
                .toList();
        if (found.size() > 1) {
            String usual = where.contextNamespace();
            List<Placement> all = found;
            found = usual == null
                    ? found
                    : all.stream().filter(placement -> in(usual, placement)).toList();
            if (found.size() != 1) {
                throw new RefusedException("There are " + all.size() + " placements " + name
                        + ": say which by -n, or as one of "
                        + all.stream()
                                .map(PlacementKey::of)
                                .map(PlacementKey::toString)
                                .collect(Collectors.joining(", ")));
            }
        }
        String alone = TypedName.perhapsWithout(name, Placement.class);
        if (found.isEmpty() && !alone.equals(name)) {
            return placement(seen, alone, where, everywhere, elsewhere);
        }
        if (found.isEmpty()) {
            String kind = "Placement ";
            requireSound(
                    seen,
                    title -> title.equals(kind + name)
                            || (where.namespace() == null
                                    ? title.startsWith(kind) && title.endsWith("/" + name)
                                    : title.equals(kind + where.namespace() + "/" + name)));
            List<String> names = inventory.placements().stream()
                    .map(placement -> placement.getMetadata().getName())
                    .distinct()
                    .toList();
            boolean saysWhere = name.contains("/");
            String more = saysWhere ? "" : elsewhere;
            if (TypedName.isShort(name, Placement.class)) {
                throw new RefusedException("There is no placement " + name
                        + ": what is before the slash is read as a namespace; did you mean placement"
                        + name.substring(name.indexOf('/')) + "?");
            }
            throw new RefusedException("There is no placement " + name
                    + (saysWhere ? "" : " " + where.place(everywhere))
                    + Suggestion.closest(name, names)
                            .map(closest ->
                                    "; did you mean " + closest + "?" + (more.isEmpty() ? "" : " " + more + "."))
                            .orElse((names.isEmpty() ? ", nor any other" : "") + (more.isEmpty() ? "" : "; " + more)));
        }
        return found.get(0);
    }

    /** What is left out for a mistake is there all the same. */
    private static void requireSound(Seen seen, Predicate<String> meant) {
        seen.mistaken().stream().filter(meant).findFirst().ifPresent(title -> {
            throw new RefusedException(title + " is not planned: it has a mistake.");
        });
    }

    private static boolean in(String namespace, Placement placement) {
        return namespace == null || namespace.equals(placement.getMetadata().getNamespace());
    }

    /**
     * What is lost.
     *
     * @param zone whether it is a zone; else it is a region
     * @param zones by name: that one, or all of the region
     */
    record Place(String name, boolean zone, Set<String> zones) {}

    /**
     * The zone or region of a name, in the topology of what was seen.
     *
     * @throws RefusedException where there is neither, or both and it is not said which
     */
    static Place place(Seen seen, Topology topology, PlaceName place) {
        String name = place.name();
        boolean zone = place.mayBe(Zone.class)
                && topology.zones().map(Topology.Zone::name).anyMatch(name::equals);
        boolean region = place.mayBe(Region.class)
                && topology.regions().stream().map(Topology.Region::name).anyMatch(name::equals);
        if (zone && region) {
            throw new RefusedException(
                    "There is a zone and a region " + name + ": say which, as zone/" + name + " or region/" + name);
        } else if (!zone && !region) {
            requireSound(
                    seen,
                    title -> place.mayBe(Zone.class) && title.equals("Zone " + name)
                            || place.mayBe(Region.class) && title.equals("Region " + name));
            throw new RefusedException(none(topology, place));
        }
        return new Place(
                name,
                zone,
                zone
                        ? Set.of(name)
                        : topology.regions().stream()
                                .filter(r -> r.name().equals(name))
                                .flatMap(r -> r.zones().stream())
                                .map(Topology.Zone::name)
                                .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static String none(Topology topology, PlaceName place) {
        List<String> names = topology.regions().stream()
                .flatMap(region -> Stream.concat(
                        place.mayBe(Region.class) ? Stream.of(region.name()) : Stream.of(),
                        place.mayBe(Zone.class) ? region.zones().stream().map(Topology.Zone::name) : Stream.of()))
                .toList();
        return topology.zonesRead() && topology.regionsRead()
                ? "There is no " + place.what() + " " + place + meant(place.name(), names)
                : "No replica is seen in a " + place.what() + " " + place
                        + ", and not all zones and regions could be read"
                        + (names.isEmpty() ? "" : meant(place.name(), names));
    }

    private static String meant(String name, List<String> names) {
        return Suggestion.closest(name, names)
                .map(closest -> "; did you mean " + closest + "?")
                .orElse(names.isEmpty() ? "; there is none at all" : "");
    }
}
