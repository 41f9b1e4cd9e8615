package dev.cpm.operator.bench;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.placement.model.PlacementKey;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.List;

/**
 * One change of one spec while all else rests: how long from sending it until a watch sees the answer.
 *
 * @param placements how many there are
 * @param milliseconds of each, without the settling time
 */
record OneChange(int placements, List<Double> milliseconds) {
    private static final int WARM_UP = 100;

    /** Far apart, so that all namespaces and regions get their turn. */
    private static final long STEP = 7919;

    /** Changes one placement after the other, each by one replica and back. */
    static OneChange measure(BenchCluster cluster, Programs programs, int samples) throws Exception {
        List<Placement> placements = cluster.placements();
        try (StatusWatch watch = new StatusWatch(cluster.client());
                JavaProcess operator = programs.operator(Programs.SHORT_SETTLE)) {
            operator.awaitLog(Programs.LEADS, Programs.PATIENCE);
            watch.awaitAll(placements.size(), StatusWatch::placed);
            operator.awaitIdle(Programs.PATIENCE);
            List<Double> milliseconds = new ArrayList<>();
            for (int i = 0; i < WARM_UP + samples; i++) {
                Placement one = placements.get((int) (i / 2 * STEP % placements.size()));
                double latency = latency(cluster, watch, StatusWatch.key(one), BenchCluster.REPLICAS - (i + 1) % 2);
                if (i >= WARM_UP) {
                    milliseconds.add(latency);
                }
            }
            return new OneChange(placements.size(), milliseconds);
        }
    }

    /** So many of a hundred took no longer, in milliseconds. */
    double percentile(int percent) {
        return Percentile.of(milliseconds, percent);
    }

    /** Both, measured at different times in the same cluster. */
    OneChange and(OneChange other) {
        List<Double> all = new ArrayList<>(milliseconds);
        all.addAll(other.milliseconds);
        return new OneChange(placements, all);
    }

    private static double latency(BenchCluster cluster, StatusWatch watch, PlacementKey key, int replicas)
            throws Exception {
        long sent = System.nanoTime();
        Placement changed = cluster.client()
                .resources(Placement.class)
                .inNamespace(key.namespace())
                .withName(key.name())
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"replicas\":" + replicas + "}}");
        long answered = watch.awaitAnswer(key, changed.getMetadata().getGeneration());
        return (answered - sent - Programs.SHORT_SETTLE.toNanos()) / 1e6;
    }
}
