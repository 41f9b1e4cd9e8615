package dev.cpm.operator.cluster;

import java.time.Duration;

/** What a server takes that has too much to do: so many requests in a second. */
public final class Ration {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final int aSecond;
    private long second;
    private int inThisSecond;
    private int taken;
    private int refused;

    /** Of zero, it takes none. */
    public Ration(int aSecond) {
        this.aSecond = aSecond;
    }

    /** Whether it takes one more now; it counts either way. */
    public synchronized boolean takes() {
        long now = System.nanoTime() / SECOND;
        if (now != second) {
            second = now;
            inThisSecond = 0;
        }
        boolean takes = inThisSecond < aSecond;
        if (takes) {
            inThisSecond++;
            taken++;
        } else {
            refused++;
        }
        return takes;
    }

    public synchronized int taken() {
        return taken;
    }

    public synchronized int refused() {
        return refused;
    }
}
