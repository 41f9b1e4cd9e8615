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
 */
public record Topology(List<Region> regions, List<Link> links) {

    /**
     * A region.
     *
     * @param displayName its name for people; that of the object where it has none
     * @param exists whether there is such an object
     */
    public record Region(String name, String displayName, boolean exists, List<Zone> zones) {}

    /**
     * A zone.
     *
     * @param state null where there is no such object, and replicas are held in it nevertheless
     * @param unlimited whether it has any number of machines of every type
     * @param machines by type: those that it has, and those that are held in it
     * @param holders by placement
     */
    public record Zone(
            String name,
            String displayName,
            ZoneState state,
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

    public Stream<Zone> zones() {
        return regions.stream().flatMap(region -> region.zones().stream());
    }
}
