package dev.cpm.operator.bench;

/**
 * The leader is killed, so that nobody gives the lease back: who stands by has to wait until it runs out, to see what was
 * stored, and to answer a placement that was created meanwhile.
 *
 * @param seconds from the kill until a watch sees the answer, the settling time included
 */
record Failover(int placements, double seconds) {

    static Failover measure(BenchCluster cluster, Programs programs) throws Exception {
        int before = cluster.placements().size();
        try (StatusWatch watch = new StatusWatch(cluster.client());
                JavaProcess leader = programs.operator(Programs.SHORT_SETTLE)) {
            leader.awaitLog(Programs.LEADS, Programs.PATIENCE);
            watch.awaitAll(before, StatusWatch::placed);
            try (JavaProcess next = programs.operator(Programs.SHORT_SETTLE)) {
                next.awaitLog(Programs.STANDS_BY, Programs.PATIENCE);
                next.awaitIdle(Programs.PATIENCE);
                leader.kill();
                long killed = System.nanoTime();
                cluster.create("failover-", 1);
                watch.awaitAll(before + 1, StatusWatch::placed);
                return new Failover(before, (watch.last() - killed) / 1e9);
            }
        }
    }
}
