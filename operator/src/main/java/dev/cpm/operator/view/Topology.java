package dev.cpm.operator.view;

import dev.cpm.operator.api.InterconnectState;
import dev.cpm.operator.api.ZoneState;
import java.util.List;
import java.util.stream.Stream;

/**
 * Regions, their zones, and who holds what in them, by name.
 *
 * @param regions also those that are only named by a zone or by an assignment
 * @param links what joins regions, by account
 * @param unread as in {@link Inventory}
 */
public record Topology(List<Region> regions, List<Link> links, List<String> unread) {

    /**
     * A region.
     *
     * @param displayName its name for people; that of the object where it has none
     * @param exists whether there is such an object among those that were read
     */
    public record Region(String name, String displayName, boolean exists, List<Zone> zones) {}

    /**
     * A zone.
     *
     * @param state null where no such object was read, and replicas are held in it nevertheless
     * @param invalid whether its spec is, so that neither its state nor its machines are known
     * @param unlimited whether it has any number of machines of every type
     * @param machines by type: those that it has, and those that are held in it
     * @param holders by placement
     */
    public record Zone(
            String name,
            String displayName,
            ZoneState state,
            boolean invalid,
            boolean unlimited,
            List<Machines> machines,
            List<Holder> holders) {

        /** Whether it takes new replicas, as far as its state goes. */
        public boolean open() {
            return state == ZoneState.Available;
        }

        /** Replicas of all placements in it. */
        public int replicas() {
            return holders.stream().mapToInt(Holder::replicas).sum();
        }
    }

    /** An interconnect: two regions, for one account. */
    public record Link(String a, String b, String account, InterconnectState state) {}

    /** Whether all Regions were read. */
    public boolean regionsRead() {
        return !unread.contains("Region");
    }

    /** Whether all Zones were read. */
    public boolean zonesRead() {
        return !unread.contains("Zone");
    }

    /** Whether all Interconnects were read. */
    public boolean linksRead() {
        return !unread.contains("Interconnect");
    }

    /** Whether there is no such Region; who may not read them cannot tell, and one without a name is none that could be. */
    public boolean gone(Region region) {
        return !region.exists() && !region.name().isEmpty() && regionsRead();
    }

    /** Whether there is no such Zone; who may not read them cannot tell. */
    public boolean gone(Zone zone) {
        return zone.state() == null && zonesRead();
    }

    public Stream<Zone> zones() {
        return regions.stream().flatMap(region -> region.zones().stream());
    }
}
