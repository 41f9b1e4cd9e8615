package dev.cpm.operator.controller;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Where watches leave what they saw, for the engine to take in order. */
final class Inbox {

    /** An object as a watch saw it last. */
    record Seen(HasMetadata object, boolean deleted) {}

    /** Wakes the engine without telling anything. */
    private static final Seen NUDGE = new Seen(null, false);

    private final BlockingQueue<Seen> queue = new LinkedBlockingQueue<>();

    void put(HasMetadata object, boolean deleted) {
        queue.add(new Seen(object, deleted));
    }

    void nudge() {
        queue.add(NUDGE);
    }

    /** The next thing seen, or null if nothing comes in time or there is just a reason to wake up. */
    Seen take(Duration longest) throws InterruptedException {
        Seen seen = queue.poll(Math.max(0, longest.toMillis()), TimeUnit.MILLISECONDS);
        return seen == NUDGE ? null : seen;
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }
}
