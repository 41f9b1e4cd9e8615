package dev.cpm.operator.words;

import dev.cpm.operator.view.Machines;
import dev.cpm.operator.view.Topology;
import java.util.List;

/** The sentences of a map. */
public final class MapWords {
    private MapWords() {}

    /**
     * How many zones there are, how many are open, and what is strange about any.
     *
     * @param mistaken objects that are not among them for a mistake, by kind and name
     */
    public static String verdict(Topology topology, List<String> mistaken) {
        long zones = topology.zones().count();
        if (!topology.zonesRead()) {
            return "The zones could not be read"
                    + (zones == 0 ? "." : ": only those are shown in which replicas are seen.");
        }
        if (zones == 0) {
            return Names.none("Zone", mistaken) + ", so there is nowhere to place anything.";
        }
        long open = topology.zones().filter(Topology.Zone::open).count();
        long over = topology.zones()
                .filter(zone -> zone.machines().stream().anyMatch(m -> m.over() > 0))
                .count();
        long gone = topology.zones().filter(topology::gone).count();
        return Plural.of(zones, "zone") + " in " + Plural.of(topology.regions().size(), "region") + ": "
                + (open == zones
                        ? zones == 1 ? "it is" : "all are"
                        : open == 0 ? "none is" : open == 1 ? "1 is" : open + " are")
                + " open."
                + (over == 0 ? "" : " " + Plural.is(over, "zone") + " overcommitted.")
                + (gone == 0
                        ? ""
                        : " " + Plural.of(gone, "zone") + (gone == 1 ? " holds" : " hold")
                                + " replicas though there is no such Zone any more.");
    }

    /**
     * The state of a zone; "invalid" where nobody knows it, since its spec is; "gone" where there is no such object,
     * "unknown" where it could not be read.
     */
    public static String state(Topology topology, Topology.Zone zone) {
        return topology.gone(zone)
                ? "gone"
                : zone.state() == null
                        ? "unknown"
                        : zone.invalid() ? "invalid" : zone.state().name();
    }

    /** Whether something is wrong in a zone: replicas in one that is not open, or too many of them. */
    public static boolean wrong(Topology.Zone zone) {
        return !zone.open() && !zone.holders().isEmpty()
                || zone.invalid()
                || zone.machines().stream().anyMatch(machines -> machines.over() > 0);
    }

    /** The name of a region, which a zone may lack. */
    public static String name(Topology.Region region) {
        return region(region.name());
    }

    /** The region that a zone names, if it names any. */
    public static String region(String name) {
        return name == null || name.isEmpty() ? "(no region)" : name;
    }

    /** What to say of a region that has no zone, as far as is known. */
    public static String noZone(Topology topology) {
        return topology.zonesRead() ? "no zone" : "its zones could not be read";
    }

    /** What to say of a zone of which no machine of any type is to be told. */
    public static String none(Topology.Zone zone) {
        return zone.unlimited() || zone.invalid() ? used(zone, 0) : zone.state() == null ? "" : "no machines";
    }

    /** "6 used, no limit"; without the limit where the zone was not read, gives nothing now, or its spec is invalid. */
    public static String used(Topology.Zone zone, int used) {
        return used + " used"
                + (zone.invalid() ? ", capacity unknown" : zone.unlimited() && zone.open() ? ", no limit" : "");
    }

    /** "6 of 10, 4 free". */
    public static String machines(Topology.Zone zone, Machines machines) {
        if (machines.capacity() == null) {
            return used(zone, machines.allocated());
        } else if (machines.over() > 0) {
            return machines.allocated() + " of " + machines.capacity() + ", " + machines.over() + " too many";
        }
        return machines.allocated() + " of " + machines.capacity() + ", "
                + (machines.free() == 0 ? "none" : machines.free()) + " free";
    }
}
