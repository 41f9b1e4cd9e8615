package dev.cpm.operator.controller;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Future;

/** Writes that are on their way, and how long the others wait for them. For one thread. */
final class UnderWay {
    /** Where nothing becomes known for so long, those that are left hang, or stand in line behind such. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration LOOK = Duration.ofMillis(5);

    private final Deque<Future<?>> open = new ArrayDeque<>();
    private long lastKnown = System.nanoTime();

    void add(Future<?> write) {
        open.add(write);
    }

    /** How many are left of which it is not known what became of them. */
    int look() {
        if (open.removeIf(Future::isDone)) {
            lastKnown = System.nanoTime();
        }
        return open.size();
    }

    /** Waits until no more than so many are left, as long as it becomes known of any; {@code beat} is told of each look. */
    void await(int most, Runnable beat) throws InterruptedException {
        while (look() > most && System.nanoTime() - lastKnown < PATIENCE.toNanos()) {
            Thread.sleep(LOOK.toMillis());
            beat.run();
        }
    }

    /** Waits for all of them in the same way: the last ones may have been sent just now. */
    void awaitRest(Runnable beat) throws InterruptedException {
        lastKnown = System.nanoTime();
        await(0, beat);
    }
}
