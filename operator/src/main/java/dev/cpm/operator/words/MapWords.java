package dev.cpm.operator.words;

import dev.cpm.operator.view.Machines;
import dev.cpm.operator.view.Topology;

/** The sentences of a map. */
public final class MapWords {
    private MapWords() {}

    /** How many zones there are, how many are open, and what is strange about any. */
    public static String verdict(Topology topology) {
        long zones = topology.zones().count();
        if (zones == 0) {
            return "There is no Zone, so there is nowhere to place anything.";
        }
        long open = topology.zones().filter(Topology.Zone::open).count();
        long over = topology.zones()
                .filter(zone -> zone.machines().stream().anyMatch(m -> m.over() > 0))
                .count();
        long gone = topology.zones().filter(zone -> zone.state() == null).count();
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

    /** The state of a zone; "gone" where there is no such object. */
    public static String state(Topology.Zone zone) {
        return zone.state() == null ? "gone" : zone.state().name();
    }

    /** The name of a region, which a zone may lack. */
    public static String name(Topology.Region region) {
        return region.name().isEmpty() ? "(no region)" : region.name();
    }

    /** What to say of a zone of which no machine of any type is to be told. */
    public static String none(Topology.Zone zone) {
        return zone.unlimited() ? "0 used, no limit" : "no machines";
    }

    /** "6 of 10, 4 free". */
    public static String machines(Machines machines) {
        if (machines.capacity() == null) {
            return machines.allocated() + " used, no limit";
        } else if (machines.over() > 0) {
            return machines.allocated() + " of " + machines.capacity() + ", " + machines.over() + " too many";
        }
        return machines.allocated() + " of " + machines.capacity() + ", "
                + (machines.free() == 0 ? "none" : machines.free()) + " free";
    }
}
