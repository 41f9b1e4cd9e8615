package dev.cpm.operator.local;

import java.time.Duration;

/** The end of somebody's patience: what is waited for in vain fails a test then, rather than hang it. */
public final class Deadline {
    private final Duration patience;
    private final long end;

    private Deadline(Duration patience) {
        this.patience = patience;
        this.end = System.nanoTime() + patience.toNanos();
    }

    public static Deadline in(Duration patience) {
        return new Deadline(patience);
    }

    /** Fails if it is over; {@code until} is what was waited for. */
    public void check(String until) {
        if (System.nanoTime() > end) {
            throw new AssertionError("waited " + patience + " in vain until " + until);
        }
    }
}
