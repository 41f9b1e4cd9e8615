package dev.cpm.operator.controller;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What could not be written, and when each may be tried again: after a pause that grows with every failure. Times are
 * nanoseconds of one monotonic clock. A reason is logged when it changes, not each time.
 */
final class Pauses<K> {
    private static final Logger log = LoggerFactory.getLogger(Pauses.class);
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final class Pause {
        private int failures;
        private long end;
        private boolean over;
        private String reason;
    }

    private final Map<K, Pause> pauses = new HashMap<>();

    /** It was not even tried. */
    void untried(K key, long now) {
        begin(key, Duration.ZERO, now);
    }

    /** It could not be written. True if that is for another reason than the last time. */
    boolean failed(K key, WriteOutcome.Failed<?> failure, long now) {
        Pause pause = begin(key, failure.retryAfter(), now);
        boolean news = !failure.reason().equals(pause.reason);
        if (news) {
            pause.reason = failure.reason();
            if (failure.defect() == null) {
                log.warn("Cannot write the status of {}, trying again: {}", key, failure.reason());
            } else {
                log.error(
                        "Cannot write the status of {}, trying again; this is a defect of the operator.",
                        key,
                        failure.defect());
            }
        }
        return news;
    }

    private Pause begin(K key, Duration atLeast, long now) {
        Pause pause = pauses.computeIfAbsent(key, k -> new Pause());
        long wanted = FIRST.toNanos() << Math.min(pause.failures, 10);
        pause.failures++;
        pause.end = now + Math.max(Math.min(wanted, LONGEST.toNanos()), atLeast.toNanos());
        pause.over = false;
        return pause;
    }

    /** Whether the key is in its pause. */
    boolean pausing(K key) {
        Pause pause = pauses.get(key);
        return pause != null && !pause.over;
    }

    /** Ends the pause: what failed has changed. The next one is longer all the same, if it fails again. */
    void end(K key) {
        Pause pause = pauses.get(key);
        if (pause != null) {
            pause.over = true;
        }
    }

    /** Forgets all failures: it is written, or gone. */
    void well(K key) {
        Pause pause = pauses.remove(key);
        if (pause != null && pause.reason != null) {
            log.info("The status of {} is no longer held up.", key);
        }
    }

    /** Forgets all but some: what is gone cannot fail again. */
    void retain(Predicate<K> some) {
        pauses.keySet().removeIf(some.negate());
    }

    /** Ends the pauses whose time is over, and tells whose they were. */
    List<K> takeOver(long now) {
        List<K> over = new ArrayList<>();
        pauses.forEach((key, pause) -> {
            if (!pause.over && pause.end - now <= 0) {
                pause.over = true;
                over.add(key);
            }
        });
        return over;
    }

    /** The keys that are in their pause. */
    List<K> pausing() {
        return pauses.entrySet().stream()
                .filter(entry -> !entry.getValue().over)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether any key is in its pause. */
    boolean any() {
        return pauses.values().stream().anyMatch(pause -> !pause.over);
    }
}
