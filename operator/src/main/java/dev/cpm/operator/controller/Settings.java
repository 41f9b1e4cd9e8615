package dev.cpm.operator.controller;

import dev.cpm.operator.placement.model.Shard;
import java.time.Duration;

/**
 * How the operator runs.
 *
 * @param settle how long nothing relevant must change before waiting placements are decided; at most ten times that
 *     passes while changes keep coming (rule 9)
 * @param leaderElection whether to wait for the lease; off only where one operator runs for sure
 * @param leaseNamespace namespace of the lease
 * @param identity name of this process in the lease
 * @param healthPort port of {@link HealthServer}; 0 for any free one, below 0 for none
 * @param summaries how long after the last time the statuses of everything but placements are written again, at the
 *     soonest
 * @param shard what it owns, and so decides
 */
public record Settings(
        Duration settle,
        boolean leaderElection,
        String leaseNamespace,
        String identity,
        int healthPort,
        Duration summaries,
        Shard shard) {

    /** The lease of an operator that owns every region. */
    public static final String LEASE = "cpm-operator";

    public static final Duration DEFAULT_SETTLE = Duration.ofSeconds(1);
    private static final Duration SUMMARIES = Duration.ofSeconds(1);

    /** Of an operator that owns every region, with summaries at most about once a second each. */
    public Settings(Duration settle, boolean leaderElection, String leaseNamespace, String identity, int healthPort) {
        this(settle, leaderElection, leaseNamespace, identity, healthPort, SUMMARIES, Shard.ALL);
    }

    /** The same of an operator that owns some regions. */
    public Settings owning(Shard some) {
        return new Settings(settle, leaderElection, leaseNamespace, identity, healthPort, summaries, some);
    }

    /** Name of the lease. */
    public String lease() {
        return LeaseName.of(shard);
    }
}
