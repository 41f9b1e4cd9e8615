package dev.cpm.operator.controller;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where all writers wait for their turn, in the order in which they came, as long as the {@link Throttle} holds them back.
 * The log says when that begins, and when it is over.
 */
final class Gate {
    private static final Logger log = LoggerFactory.getLogger(Gate.class);

    /** What waits for longer while the server takes nothing at all was decided too long ago to be sent. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** The gate opens, and lets more through, as time goes by. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final LongSupplier clock;
    private final Throttle throttle;
    private final Deque<Thread> line = new ArrayDeque<>();
    private boolean closed;
    private boolean holdingBack;
    private int refusals;

    /** {@code most}: how many at once, where the server has nothing against it. */
    Gate(int most, LongSupplier clock) {
        this.clock = clock;
        this.throttle = new Throttle(most, clock);
    }

    /**
     * Waits until it is this thread's turn to send; after that it has to {@link #leave}. False if it is to be given up:
     * the gate is closed, or the server has taken nothing for too long. {@code waiting}: since when what is to be sent
     * has waited.
     */
    synchronized boolean enter(long waiting) throws InterruptedException {
        Thread me = Thread.currentThread();
        line.add(me);
        try {
            return await(() -> line.peek() == me && throttle.enter(), waiting);
        } finally {
            line.remove(me);
            notifyAll();
        }
    }

    /** For one that has entered and has more to send: waits until anybody may. False as for {@link #enter}. */
    synchronized boolean awaitOpen(long waiting) throws InterruptedException {
        return await(() -> !throttle.shut(), waiting);
    }

    private boolean await(BooleanSupplier turn, long waiting) throws InterruptedException {
        while (!closed && !inVain(waiting)) {
            if (turn.getAsBoolean()) {
                return true;
            }
            wait(LOOK_AGAIN.toMillis());
        }
        return false;
    }

    private boolean inVain(long waiting) {
        return throttle.holdsBack() && clock.getAsLong() - throttle.nothingSince(waiting) > LONGEST.toNanos();
    }

    synchronized void leave() {
        throttle.leave();
        notifyAll();
    }

    /** The server asks to be left alone. */
    synchronized void shut(Duration pause) {
        throttle.refused(pause);
    }

    /** How long nobody may send. */
    synchronized Duration pause() {
        return throttle.pause();
    }

    /** What the server said when it refused. Returns how long it is to be left alone yet, at least for a moment. */
    synchronized Duration refused(String said) {
        refusals++;
        if (!holdingBack) {
            holdingBack = true;
            log.warn(
                    "The API server has too much to do, so fewer statuses are written at once, and none for {} s: {}",
                    throttle.pause().plusMillis(999).toSeconds(),
                    said);
        }
        Duration pause = throttle.pause();
        return pause.compareTo(LOOK_AGAIN) > 0 ? pause : LOOK_AGAIN;
    }

    /** The server took what was sent, or said what is wrong with it. */
    synchronized void taken() {
        throttle.taken();
        if (holdingBack && !throttle.holdsBack()) {
            holdingBack = false;
            log.info("Statuses are written at full speed again; meanwhile {} refused.", wereRefused());
            refusals = 0;
        }
    }

    private String wereRefused() {
        return refusals == 1 ? "one was" : refusals + " were";
    }

    /** From now on nobody enters; who waits gives up at once. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
