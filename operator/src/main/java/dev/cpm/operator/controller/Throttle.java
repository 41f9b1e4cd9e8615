package dev.cpm.operator.controller;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether one more request may be sent to a server that says when it has too much to do. When it says so, nobody sends
 * for as long as it asks; then half as many at once as before, and one more with every second without such an answer. The
 * clock is monotonic and in nanoseconds. Whoever shares it among threads locks it.
 */
final class Throttle {
    /** Kubernetes asks for whole seconds, 8 at most. No server, and no proxy before it, stops all writing for longer. */
    static final Duration LONGEST = Duration.ofSeconds(30);

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final int most;
    private final LongSupplier clock;
    private int underWay;

    /** How many at once when it opens; more and more from then on. */
    private int first;

    private long opens;
    private long taken;

    /** {@code most}: how many at once, where the server has nothing against it. */
    Throttle(int most, LongSupplier clock) {
        this.most = most;
        this.clock = clock;
        first = most;
        opens = clock.getAsLong();
        taken = opens;
    }

    /** Whether one more may be sent now. If so, it is under way until it {@link #leave leaves}. */
    boolean enter() {
        if (shut() || underWay >= atOnce()) {
            return false;
        }
        underWay++;
        return true;
    }

    /** One is no longer under way. */
    void leave() {
        underWay--;
    }

    /** The server refused one that is under way, and asks for a pause. The longest pause counts. */
    void refused(Duration pause) {
        if (!shut()) { // Else it was sent together with one that was refused before.
            first = Math.max(1, Math.min(atOnce(), underWay) / 2);
        }
        long wanted = Math.max(SHORTEST.toNanos(), Math.min(pause.toNanos(), LONGEST.toNanos()));
        opens = later(opens, clock.getAsLong() + wanted);
    }

    /** The server took one, or said what is wrong with it. */
    void taken() {
        taken = clock.getAsLong();
    }

    /** Whether nobody may send. */
    boolean shut() {
        return !pause().isZero();
    }

    /** How long nobody may send. */
    Duration pause() {
        return Duration.ofNanos(Math.max(0, opens - clock.getAsLong()));
    }

    /** Whether it lets less through than where nothing was refused. */
    boolean holdsBack() {
        return shut() || atOnce() < most;
    }

    /** Since when the server has taken nothing, as seen by one who has waited since then. */
    long nothingSince(long waiting) {
        return later(waiting, taken);
    }

    private int atOnce() {
        long more = Math.max(0, clock.getAsLong() - opens) / SECOND;
        return (int) Math.min(most, first + more);
    }

    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }
}
