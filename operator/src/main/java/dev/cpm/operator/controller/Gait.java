package dev.cpm.operator.controller;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * How fast a long list is read, page by page. An API server that serves one page after the other, of which most is garbage
 * at once, answers all others late, for as long as that takes. So what nobody waits for is read in small pages, with rests
 * between. For one list and one thread.
 */
final class Gait {
    /**
     * Objects on a page where somebody waits. For thousands of placements a busy API server may need longer than the client
     * waits: it would ask for all of them again and again, and never have them.
     */
    static final long PAGE = 500;

    private static final long SMALL_PAGE = 100;

    /** A rest is so many times as long as the page before it took: so reading takes a fifth of the time, at most. */
    private static final int RESTS = 4;

    /**
     * All rests of a list, so those of a long one are shorter. The version at which its pages are read is kept for five
     * minutes, by the default of kube-apiserver; that leaves three to read in.
     */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final long page;
    private final int rests;
    private long left = LONGEST.toNanos();

    private Gait(long page, int rests) {
        this.page = page;
        this.rests = rests;
    }

    /** Somebody waits for it. */
    static Gait hurried() {
        return new Gait(PAGE, 0);
    }

    /** Nobody waits for it. */
    static Gait unhurried() {
        return new Gait(SMALL_PAGE, RESTS);
    }

    /** How many objects to ask for at once. */
    long page() {
        return page;
    }

    /**
     * The rest after a page, in nanoseconds, and takes it from what is left.
     *
     * @param took nanoseconds to read the page
     * @param remaining objects that are still to be read, as far as the API server says; 0 where it does not
     */
    long restAfter(long took, long remaining) {
        long pages = Math.max(1, (remaining + page - 1) / page);
        long rest = Math.min(left / pages, took * rests);
        left -= rest;
        return rest;
    }

    /** Rests after such a page. Whoever is interrupted does not rest, and the next request fails at once. */
    void rest(long took, long remaining) {
        LockSupport.parkNanos(restAfter(took, remaining));
    }
}
