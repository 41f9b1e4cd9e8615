package dev.cpm.operator.controller;

import java.time.Duration;

/**
 * When a batch is due. Rule 9: "once nothing relevant has changed for a settling time (default 1 s; at most ten times
 * that)". Times are nanoseconds of one monotonic clock.
 */
final class Settling {
    private static final int AT_MOST = 10;
    private static final Duration AGAIN = Duration.ofMillis(500);

    private final long settle;
    private boolean waiting;
    private long first;
    private long last;

    Settling(Duration settle) {
        this.settle = settle.toNanos();
    }

    /** Something relevant changed. */
    void changed(long now) {
        if (!waiting) {
            waiting = true;
            first = now;
        }
        last = now;
    }

    boolean waits() {
        return waiting;
    }

    /** Whether a batch is due now. */
    boolean over(long now) {
        return waiting && due(now).compareTo(Duration.ZERO) <= 0;
    }

    /** What was due could not be decided: it is due again in a moment, however short the settling time is. */
    void again(long now) {
        waiting = true;
        last = now + Math.max(0, AGAIN.toNanos() - settle);
        first = last;
    }

    /** What waits has settled before. */
    void overdue(long now) {
        waiting = true;
        last = now - settle;
        first = last;
    }

    /** How long until the batch is due; zero or less: now. Null if nothing waits. */
    Duration due(long now) {
        if (!waiting) {
            return null;
        }
        long quiet = last + settle - now;
        long latest = first + AT_MOST * settle - now;
        return Duration.ofNanos(Math.min(quiet, latest));
    }

    /** The batch was taken. */
    void done() {
        waiting = false;
    }
}
