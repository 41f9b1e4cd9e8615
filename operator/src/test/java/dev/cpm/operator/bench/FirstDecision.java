package dev.cpm.operator.bench;

import dev.cpm.operator.bench.JavaProcess.Memory;
import java.util.ArrayList;
import java.util.List;

/**
 * A start of the operator with one placement that waits for it.
 *
 * @param seconds from its start until a watch sees the answer, without the settling time
 * @param memory of the operator, once it has nothing to do any more
 */
record FirstDecision(double seconds, Memory memory) {
    private static final int TIMES = 3;

    static FirstDecision measure(BenchCluster cluster, Programs programs) throws Exception {
        List<Double> seconds = new ArrayList<>();
        Memory memory = null;
        for (int i = 0; i < TIMES; i++) {
            cluster.clear();
            cluster.create("first-", 1);
            try (StatusWatch watch = new StatusWatch(cluster.client());
                    JavaProcess operator = programs.operator(Programs.SHORT_SETTLE)) {
                watch.awaitAll(1, StatusWatch::placed);
                seconds.add((watch.last() - operator.started() - Programs.SHORT_SETTLE.toNanos()) / 1e9);
                operator.awaitIdle(Programs.PATIENCE);
                memory = operator.memory();
            }
        }
        return new FirstDecision(Percentile.median(seconds), memory);
    }
}
