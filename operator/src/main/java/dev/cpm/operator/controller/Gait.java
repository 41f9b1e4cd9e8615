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

    /** How many times as long as it read: then it takes a fifth of what it could. */
    private static final int RESTS = 4;

    /**
     * All rests of a list. The version at which its pages are read is kept for five minutes, by the default of etcd's
     * compaction in kube-apiserver; a list of any length is to be read in that time.
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

    /** The rest after a page that took so many nanoseconds to read, in nanoseconds; it is taken from what is left. */
    long restAfter(long took) {
        long rest = Math.max(0, Math.min(left, took * rests));
        left -= rest;
        return rest;
    }

    /** Rests after such a page. An interruption ends it, and the request that follows. */
    void rest(long took) {
        LockSupport.parkNanos(restAfter(took));
    }
}
