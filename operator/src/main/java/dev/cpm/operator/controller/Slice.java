package dev.cpm.operator.controller;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * How long one batch goes on finding out answers, in turn with what is new meanwhile. Who asks for something is answered
 * first; the others are only looked at again, so they hold up nobody who comes with news. For one thread.
 */
final class Slice {
    /** So much CPU time a batch takes at most, whether anything is new or not. */
    static final Duration LONGEST = Duration.ofSeconds(5);

    /** So long, at least, those who ask are answered until news come first: each batch has a settling time before it. */
    static final Duration ASKING = Duration.ofSeconds(2);

    /** So long, at least, the others are looked at, so that they get their turn however much is new all the time. */
    static final Duration OTHERS = Duration.ofMillis(100);

    /** News are looked for no more often. */
    private static final Duration LOOK = Duration.ofMillis(20);

    private final LongSupplier cpu;
    private final LongSupplier clock;
    private final BooleanSupplier news;
    private final long cpuBegan;
    private final long began;
    private long others = -1;
    private long looked;

    /** Begins now. {@code cpu} and {@code clock} tell nanoseconds; {@code news}: whether anything new waits. */
    Slice(LongSupplier cpu, LongSupplier clock, BooleanSupplier news) {
        this.cpu = cpu;
        this.clock = clock;
        this.news = news;
        this.cpuBegan = cpu.getAsLong();
        this.began = clock.getAsLong();
        this.looked = began;
    }

    /** Whether those whose turn did not come have to wait for the next batch; {@code asking}: whether the next one asks. */
    boolean over(boolean asking) {
        if (spent()) {
            return true;
        }
        long now = clock.getAsLong();
        if (!asking && others < 0) {
            others = now;
        }
        boolean enough = asking ? now - began >= ASKING.toNanos() : now - others >= OTHERS.toNanos();
        if (!enough || now - looked < LOOK.toNanos()) {
            return false;
        }
        looked = now;
        return news.getAsBoolean();
    }

    /** Whether all its CPU time is spent. */
    boolean spent() {
        return cpu.getAsLong() - cpuBegan >= LONGEST.toNanos();
    }
}
