package dev.cpm.operator.bench;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.api.ZoneState;
import dev.cpm.operator.placement.model.PlacementKey;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One zone of nine goes to Maintenance: who holds replicas in it is told.
 *
 * @param placements how many there are
 * @param holders how many of them hold replicas in that zone
 * @param operator the operator's writes
 * @param floor bare writes of the statuses that changed
 */
record ZoneFlip(int placements, int holders, Run operator, Run floor) {
    private static final int ZONE = 0;
    private static final String NAME = BenchCluster.zoneName(ZONE);
    private static final Predicate<Placement> TOLD = placement -> !holds(placement) || told(placement);

    /** With so many that hold replicas in the zone: as many placements as that takes are created besides. */
    static ZoneFlip measure(BenchCluster cluster, Programs programs, Runs runs, int holding) throws Exception {
        fill(cluster, programs, holding);
        Map<PlacementKey, Placement> before =
                cluster.placements().stream().collect(Collectors.toMap(StatusWatch::key, Function.identity()));
        int holders = (int) before.values().stream().filter(ZoneFlip::holds).count();
        Run operator = flip(cluster, programs, before.size(), holders);
        List<Placement> changed = cluster.placements().stream()
                .filter(now ->
                        !now.getStatus().equals(before.get(StatusWatch.key(now)).getStatus()))
                .toList();
        List<Placement> former =
                changed.stream().map(now -> before.get(StatusWatch.key(now))).toList();
        return new ZoneFlip(
                before.size(), holders, operator.of(changed.size()), runs.bareWrites(former, changed, TOLD));
    }

    /** A placement whose replicas are in as many zones as they can holds some in that one in most cases, not in all. */
    private static void fill(BenchCluster cluster, Programs programs, int holding) throws Exception {
        List<Placement> before = cluster.placements();
        long holders = before.stream().filter(ZoneFlip::holds).count();
        int more = (int) Math.ceil((holding - holders) * (double) before.size() / holders);
        if (more <= 0) {
            return;
        }
        try (StatusWatch watch = new StatusWatch(cluster.client());
                JavaProcess operator = programs.operator(BenchSettings.settle(more))) {
            operator.awaitLog(Programs.LEADS, Programs.PATIENCE);
            cluster.create("more-", more);
            watch.awaitAll(before.size() + more, StatusWatch::placed);
        }
    }

    private static Run flip(BenchCluster cluster, Programs programs, int placements, int holders) throws Exception {
        try (StatusWatch watch = new StatusWatch(cluster.client());
                JavaProcess operator = programs.operator(Programs.SHORT_SETTLE)) {
            operator.awaitLog(Programs.LEADS, Programs.PATIENCE);
            watch.awaitAll(placements, StatusWatch::placed);
            operator.awaitIdle(Programs.PATIENCE);
            cluster.set(ZONE, ZoneState.Maintenance);
            Thread.sleep(Programs.SHORT_SETTLE.toMillis());
            return Stopwatch.start(cluster, watch, operator).stop(Run.CONVERGE, holders, placements, TOLD);
        }
    }

    private static boolean holds(Placement placement) {
        return placement.getStatus().zones().stream()
                .anyMatch(share -> share.zone().equals(NAME));
    }

    private static boolean told(Placement placement) {
        return placement.getStatus().violations().stream()
                .anyMatch(violation -> violation.type() == ViolationType.ZoneNotAvailable);
    }
}
