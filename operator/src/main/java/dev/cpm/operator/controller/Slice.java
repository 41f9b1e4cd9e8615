package dev.cpm.operator.controller;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long one batch goes on finding out answers, in turn with what is new meanwhile. Who asks for something is answered
 * first; the others are only looked at again, so they hold up nobody who comes with news. News that have not settled yet
 * end no batch: there would be nothing to do until they have. For one thread.
 */
final class Slice {
    /** So much CPU time a batch takes at most, but for news that have yet to settle: then the next one is due at once. */
    static final Duration LONGEST = Duration.ofSeconds(5);

    /** So long, at least, those who ask are answered until news come first. */
    static final Duration ASKING = Duration.ofSeconds(2);

    /** So long, at least, the others are looked at, so that they get their turn however much is new all the time. */
    static final Duration OTHERS = Duration.ofMillis(100);

    /** News are looked for no more often. */
    private static final Duration LOOK = Duration.ofMillis(20);

    private final LongSupplier cpu;
    private final LongSupplier clock;
    private final News news;
    private final long cpuBegan;
    private final long began;
    private long others = -1;
    private long looked;

    /** Begins now. {@code cpu} and {@code clock} tell nanoseconds. */
    Slice(LongSupplier cpu, LongSupplier clock, News news) {
        this.cpu = cpu;
        this.clock = clock;
        this.news = news;
        this.cpuBegan = cpu.getAsLong();
        this.began = clock.getAsLong();
        this.looked = began;
        news.begin();
    }

    /** Whether those whose turn did not come have to wait for the next batch; {@code asking}: whether the next one asks. */
    boolean over(boolean asking) {
        long now = clock.getAsLong();
        if (now - looked >= LOOK.toNanos()) {
            looked = now;
            news.look();
        }
        if (!asking && others < 0) {
            others = now;
        }
        boolean enough = asking ? now - began >= ASKING.toNanos() : now - others >= OTHERS.toNanos();
        return enough && (news.due() || spent() && !news.unsettled());
    }

    /** Whether all its CPU time is spent. */
    boolean spent() {
        return cpu.getAsLong() - cpuBegan >= LONGEST.toNanos();
    }
}
