package dev.cpm.operator.metrics;

import dev.cpm.operator.api.ZoneState;
import dev.cpm.operator.view.Machines;
import dev.cpm.operator.view.Topology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Counts zones, and the machines in them. Each zone has a row, and each machine type in it; but of so many rows only that
 * Prometheus can bear them. Beyond those, machines are summed up; whether a zone is open is not, for a sum of zones would be
 * taken for one that is. In zones without limit tenants name the types as they like: so those that the catalogue lists come
 * first.
 */
final class ZoneNumbers {
    /** What stands for all machines that have no series of their own. */
    static final String OTHERS = "(others)";

    /** What a zone is in of which there is no object. */
    private static final String MISSING = "Missing";

    private static final String INVALID = "Invalid";

    private final Tally tally;
    private final int most;

    /** {@code most}: how many zones have series of their own, and how many machine types in zones. */
    ZoneNumbers(Tally tally, int most) {
        this.tally = tally;
        this.most = most;
    }

    private record Row(Topology.Region region, Topology.Zone zone, Machines machines) {

        boolean unlimited() {
            return machines.capacity() == null;
        }

        String order() {
            return region.name() + " " + zone.name() + " " + machines.machineType();
        }
    }

    void count(List<Topology.Region> regions) {
        for (ZoneState state : ZoneState.values()) {
            tally.add(Family.ZONES, 0, state.name());
        }
        tally.add(Family.ZONES, 0, MISSING);
        int zones = 0;
        List<Row> rows = new ArrayList<>();
        for (Topology.Region region : regions) {
            for (Topology.Zone zone : region.zones()) {
                tally.add(Family.ZONES, 1, state(zone));
                if (zones++ < most) {
                    tally.add(
                            Family.ZONE_OPEN,
                            zone.open() ? 1 : 0,
                            zone.name(),
                            region.name(),
                            Boolean.toString(!zone.unlimited()),
                            zone.invalid() ? INVALID : state(zone));
                }
                zone.machines().forEach(machines -> rows.add(new Row(region, zone, machines)));
            }
        }
        rows.sort(Comparator.comparing(Row::unlimited).thenComparing(Row::order));
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            if (i < most) {
                count(
                        row.machines(),
                        row.zone().name(),
                        row.region().name(),
                        row.machines().machineType());
            } else {
                count(row.machines(), OTHERS, OTHERS, OTHERS);
            }
        }
        tally.add(Family.SUMMED_UP, Math.max(0, zones - most) + Math.max(0, rows.size() - most));
    }

    private static String state(Topology.Zone zone) {
        return zone.state() == null ? MISSING : zone.state().name();
    }

    private void count(Machines machines, String... labels) {
        tally.add(Family.MACHINES_ALLOCATED, machines.allocated(), labels);
        if (machines.capacity() != null) {
            tally.add(Family.MACHINES_CAPACITY, machines.capacity(), labels);
            tally.add(Family.MACHINES_FREE, machines.free(), labels);
        }
    }
}
