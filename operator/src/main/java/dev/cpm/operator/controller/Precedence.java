package dev.cpm.operator.controller;

import dev.cpm.operator.controller.Rivals.Rival;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which of several operators goes first whose {@code --regions} overlap by mistake: the one that leads already.
 *
 * <p>Who would be the second does not even take its lease. So it hinders nobody: a standby of the first one finds no
 * rival when its turn comes. When the first one is gone, it waits longer than such a standby needs.
 *
 * <p>That alone does not keep two from taking theirs at once. So whoever took it looks again before it decides, see
 * {@link Rivals}, and does not decide while there is another. Then the one whose lease was taken later gives way, by the
 * times and names that both can read, and the other one waits for that. Where that one does not go, it decides already,
 * whatever its clock said, and the first gives way, too: nobody keeps a lease by which it cannot decide.
 *
 * <p>Whoever decides looks before each decision whether another one has begun meanwhile, and gives way to that.
 *
 * <p>While a rollout changes the {@code --regions} of a Deployment, its old and its new pods overlap, too. That is no
 * mistake: the new ones have to be ready for the old ones to end, and need not wait for longer than that.
 */
final class Precedence {
    private static final Logger log = LoggerFactory.getLogger(Precedence.class);

    /** After another was there. A standby takes a lease that ran out after 15 s, and one that is given back at once. */
    static final Duration STANDS_BACK = Election.LEASE_DURATION.multipliedBy(2);

    private final Rivals rivals;
    private final LongSupplier nanos;
    private long seen;
    private long looked;

    /** Since when this process has been hindered by the lease that it took; null if it is not. */
    private Long since;

    /** Who is in the way, or was until just now; null if nobody. */
    private volatile Rival rival;

    /** {@code nanos} is a monotonic clock. */
    Precedence(Rivals rivals, LongSupplier nanos) {
        this.rivals = rivals;
        this.nanos = nanos;
    }

    /** Another operator goes first, and this process is to end, so that the lease is no longer its own. */
    static final class GivesWayException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private GivesWayException(String why) {
            super(why);
        }
    }

    /**
     * Looks at the others while somebody else holds the lease, so that it is known of each how long it has been silent
     * once the lease is free. May throw {@link KubernetesClientException}.
     */
    void standBy() {
        rivals.look();
    }

    /** Whether the lease, which is free, may be taken. May throw {@link KubernetesClientException}. */
    boolean mayTake() {
        Rival now = rivals.look();
        long time = nanos.getAsLong();
        // Nor could a standby follow while nobody could be asked.
        if (now != null || time - looked >= Election.LEASE_DURATION.toNanos()) {
            seen = time;
        }
        looked = time;
        if (now != null) {
            if (rival == null || !rival.words().equals(now.words())) {
                log.warn("Does not take the lease: {}", now.words());
            }
            rival = now;
        } else if (rival != null && (rival.passing() || time - seen >= STANDS_BACK.toNanos())) {
            rival = null;
        }
        return rival == null;
    }

    /**
     * Why nothing may be decided yet, now that the lease is taken; null if nothing is against it. Throws {@link
     * GivesWayException} if that has no end as long as this process is there; may throw {@link
     * KubernetesClientException}.
     */
    String hindrance() {
        Rival now = rivals.look();
        rival = now;
        if (now == null) {
            since = null;
            return null;
        }
        long time = nanos.getAsLong();
        since = since == null ? time : since;
        if (now.first() || time - since >= STANDS_BACK.toNanos()) {
            throw new GivesWayException(now.words());
        }
        return now.words();
    }

    /**
     * Throws {@link GivesWayException} if another one leads since nothing was against deciding: on a machine that was
     * suspended no time passed by which this process would have ended, and its own lease may be nobody else's yet. May throw
     * {@link KubernetesClientException}.
     */
    void confirm() {
        Rival newcomer = rivals.newcomer();
        if (newcomer != null) {
            throw new GivesWayException(newcomer.words());
        }
    }

    /** Whether one that is gone may have left something that arrives yet. */
    boolean leftSomething() {
        return rivals.leftSomething();
    }

    /** Who is in the way, or was until just now; null if nobody. On any thread. */
    Rival rival() {
        return rival;
    }
}
