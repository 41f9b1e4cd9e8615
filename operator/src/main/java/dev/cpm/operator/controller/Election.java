package dev.cpm.operator.controller;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpecBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for the lease, then keeps it; by the rules of Kubernetes' own components.
 *
 * <p>All times are measured by the monotonic clock of this machine, from what this process saw itself: a lease has run
 * out when it has not been written for its duration, by its version and whatever times stand in it: a leader whose clock
 * goes back may write the same time twice. So neither another machine's clock nor a jump of the own one makes two leaders,
 * or none. A term counts from before its renewal was sent: who could not renew the lease knows that its term is over
 * before anybody else may begin one.
 *
 * <p>Not the client's own LeaderElector: that one compares the time in the lease with its own clock, so it takes the lease
 * too early where clocks differ.
 */
final class Election {
    private static final Logger log = LoggerFactory.getLogger(Election.class);

    /** How long a lease that does not change keeps everybody else from leading. */
    static final Duration LEASE_DURATION = Duration.ofSeconds(15);

    /** How long a leader leads without a renewal; shorter, so that it ends first. */
    static final Duration RENEW_DEADLINE = Duration.ofSeconds(10);

    /** How often a leader renews the lease. */
    static final Duration RENEW_PERIOD = Duration.ofSeconds(2);

    /** How often all others look: a lease that is given back is taken within two seconds. */
    static final Duration LOOK_PERIOD = Duration.ofSeconds(1);

    /** After how long a refusal is not one that passes, as while roles are being applied. */
    static final Duration REFUSED = Duration.ofSeconds(10);

    /** Where the lease is. Each throws {@link KubernetesClientException} if it cannot be said what became of it. */
    interface Store {
        /** The lease, or null where there is none. */
        Lease get();

        /** Makes the lease; null if there is one by now. */
        Lease create(LeaseSpec spec);

        /** Stores what the lease says at the version that it names; null if that is no longer the newest, or gone. */
        Lease replace(Lease lease);
    }

    /** What the election has to say; on its own thread. */
    interface Listener {
        /** This process leads. {@code afterAnother}: it is not certain that all that a former leader sent has arrived. */
        void leads(boolean afterAnother);

        /** Another one holds the lease. May throw {@link KubernetesClientException}. */
        default void standsBy() {}

        /** Whether the lease, which is free, is to be taken. May throw {@link KubernetesClientException}. */
        default boolean mayTake() {
            return true;
        }

        /** The lease is lost, and nothing may be written any more. */
        void lost(String why);
    }

    private final Store leases;
    private final String identity;
    private final Listener listener;
    private final Clock clock;
    private final LongSupplier nanos;
    private final Thread thread = new Thread(this::run, "election");

    /** As it was seen last, and when it began to say so. For the election's thread, and for {@link #end} after that has ended. */
    private Lease seen;

    private long seenSince;
    private boolean cleanlyLeft;
    private String trouble = "";

    /** What the server says that refuses the lease; empty where it does not. */
    private volatile String refused = "";

    /** When it began to. */
    private volatile long refusedSince;

    private volatile String leader = "";
    private volatile boolean leading;
    private volatile boolean closing;
    /** Whether the lease is no longer wanted; guarded by this, with {@link #told}. */
    private boolean ending;
    /** Whether the listener knows that this process leads. */
    private boolean told;

    /** When the renewal was sent that was accepted last. */
    private volatile long termBegan;

    /** When the server answered last, at the earliest when this was made. */
    private volatile long answeredAt;

    /** {@code clock} is for what people read in the lease; {@code nanos} is the monotonic one. */
    Election(Store leases, String identity, Listener listener, Clock clock, LongSupplier nanos) {
        this.leases = leases;
        this.identity = identity;
        this.listener = listener;
        this.clock = clock;
        this.nanos = nanos;
        this.answeredAt = nanos.getAsLong();
        thread.setDaemon(true);
    }

    /** Tries once to get the lease, then goes on behind the caller's back. */
    void start() {
        step();
        thread.start();
    }

    /** Whether this process leads, as far as it can know without asking: nobody else may lead yet. */
    boolean holds() {
        return leading && nanos.getAsLong() - termBegan < RENEW_DEADLINE.toNanos();
    }

    /** Who leads, as far as is known; empty: nobody, so that the lease is free. */
    String leader() {
        return leader;
    }

    /** How long ago the server answered last, by a lease or a refusal: it is asked every second or two. */
    Duration silence() {
        return Duration.ofNanos(nanos.getAsLong() - answeredAt);
    }

    private void answered() {
        answeredAt = nanos.getAsLong();
    }

    /** Why the server lets this process have no lease, and has for long, though nobody is known to lead; else empty. */
    String refusal() {
        boolean lasting = nanos.getAsLong() - refusedSince >= REFUSED.toNanos();
        return lasting && !leading && leader.isEmpty() ? refused : "";
    }

    private void refused(String why) {
        if (refused.isEmpty()) {
            refusedSince = nanos.getAsLong();
        }
        refused = why;
    }

    /** Whether the thread that waits for the lease or renews it is there, as it must be from start to end. */
    boolean alive() {
        return thread.getState() != Thread.State.TERMINATED;
    }

    private void run() {
        pause(leading ? RENEW_PERIOD : LOOK_PERIOD);
        while (!closing) {
            step();
            pause(leading ? RENEW_PERIOD : LOOK_PERIOD);
        }
    }

    private synchronized void pause(Duration time) {
        try {
            if (!closing) {
                wait(time.toMillis());
            }
        } catch (InterruptedException e) {
            closing = true;
        }
    }

    /** Says why once, as long as it stays the same. */
    private void complain(String why) {
        if (!why.equals(trouble)) {
            log.warn("Cannot {} the lease, trying again: {}", leading ? "renew" : "get", why);
            trouble = why;
        }
    }

    /** One try to get the lease, or to renew it. */
    void step() {
        try {
            if (leading) {
                renew();
            } else {
                acquire();
            }
            trouble = "";
            refused = "";
        } catch (KubernetesClientException e) {
            String why = ServerMessage.of(e).orElse(String.valueOf(e.getMessage()));
            if (e.getCode() >= HttpURLConnection.HTTP_BAD_REQUEST
                    && e.getCode() < HttpURLConnection.HTTP_INTERNAL_ERROR) {
                answered();
                if (e.getCode() != RetryAfter.TOO_MANY_REQUESTS) {
                    refused(why);
                }
            }
            complain(why);
        } catch (RuntimeException | Error e) { // Whatever it is: who renews no more must notice.
            log.error("The lease cannot be handled, trying again; this is a defect of the operator.", e);
        }
        if (leading && !holds()) {
            lose("it could not be renewed for " + RENEW_DEADLINE.toSeconds() + " s");
        }
    }

    private void acquire() {
        Lease lease = leases.get();
        answered();
        long now = nanos.getAsLong();
        if (seen == null || lease == null || !Leases.version(seen).equals(Leases.version(lease))) {
            seenSince = now;
        }
        seen = lease;
        String holder = lease == null ? "" : Leases.holder(lease);
        boolean own = identity.equals(holder); // of a try whose answer was lost: whom it followed is known
        boolean free = holder.isEmpty() || now - seenSince >= LEASE_DURATION.toNanos();
        if (!own) {
            cleanlyLeft = lease != null && Leases.givenBack(lease);
            if (!free && !holder.equals(leader)) {
                log.info("{} leads; standing by.", holder);
            }
            leader = free ? "" : holder;
        }
        if (!own && !free) {
            listener.standsBy();
        } else if (!ending() && (own || listener.mayTake())) {
            take(lease);
        }
    }

    private void take(Lease lease) {
        LeaseSpec before = lease == null ? null : lease.getSpec();
        ZonedDateTime time = time();
        LeaseSpec mine = (before == null ? new LeaseSpecBuilder() : new LeaseSpecBuilder(before))
                .withHolderIdentity(identity)
                .withLeaseDurationSeconds((int) LEASE_DURATION.toSeconds())
                .withAcquireTime(time)
                .withRenewTime(time)
                .withLeaseTransitions(before == null ? 0 : next(before.getLeaseTransitions()))
                .build();
        long sent = nanos.getAsLong();
        Lease stored = lease == null
                ? leases.create(mine)
                : leases.replace(new LeaseBuilder(lease).withSpec(mine).build());
        if (stored == null) {
            return; // Somebody was faster.
        }
        seen = stored;
        termBegan = sent;
        leader = identity;
        leading = true;
        log.info("This process leads, as {}.", identity);
        synchronized (this) {
            if (!ending) {
                told = true;
                listener.leads(!cleanlyLeft);
            }
        }
    }

    private synchronized boolean ending() {
        return ending;
    }

    private static int next(Integer transitions) {
        return transitions == null || transitions == Integer.MAX_VALUE ? 0 : transitions + 1;
    }

    private void renew() {
        if (renewed()) {
            return;
        }
        // Somebody wrote the lease, or this process did and did not hear of it. Of a lease that is gone nobody knows
        // who held it meanwhile.
        Lease latest = leases.get();
        if (latest == null) {
            lose("it was deleted");
        } else if (!identity.equals(Leases.holder(latest))) {
            lose(Leases.holder(latest).isEmpty() ? "it was taken away" : Leases.holder(latest) + " has it");
        } else {
            seen = latest;
            renewed();
        }
    }

    private boolean renewed() {
        LeaseSpec spec = new LeaseSpecBuilder(seen.getSpec())
                .withRenewTime(anotherThan(seen.getSpec().getRenewTime()))
                .build();
        long sent = nanos.getAsLong();
        if (sent - termBegan >= RENEW_DEADLINE.toNanos()) {
            return false; // Nobody took this lease, but who has one for a region of this may have waited for this end.
        }
        Lease stored = leases.replace(new LeaseBuilder(seen).withSpec(spec).build());
        answered();
        if (stored == null) {
            return false;
        }
        seen = stored;
        termBegan = sent;
        return true;
    }

    private void lose(String why) {
        leading = false;
        leader = "";
        closing = true;
        listener.lost(why);
    }

    /**
     * Ends. The lease is not taken any more, but renewed until {@code settled} has ended all writing: true if all that was
     * sent has arrived, so that the next leader need neither wait nor fence. A lease that was taken as late as that, and
     * of which nobody was told, is not given back: whoever held it before may not be fenced.
     */
    void end(BooleanSupplier settled) {
        synchronized (this) {
            ending = true;
        }
        boolean giveBack = settled.getAsBoolean();
        synchronized (this) {
            closing = true;
            notifyAll();
        }
        try {
            thread.join(2 * Leases.TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!thread.isAlive() && holds() && giveBack && told) {
            giveBack();
        }
        leading = false;
    }

    private void giveBack() {
        LeaseSpec nobodys = new LeaseSpecBuilder(seen.getSpec())
                .withHolderIdentity("")
                .withLeaseDurationSeconds(Leases.GIVEN_BACK)
                .withRenewTime(time())
                .build();
        try {
            boolean done =
                    leases.replace(new LeaseBuilder(seen).withSpec(nobodys).build()) != null;
            log.info(done ? "The lease is given back." : "The lease is another's already.");
        } catch (KubernetesClientException e) {
            log.warn("The lease could not be given back and runs out by itself: {}", e.getMessage());
        }
    }

    /** The time, in microseconds as it is stored: what changes nothing is no writing, so that nobody would see it. */
    private ZonedDateTime anotherThan(ZonedDateTime last) {
        ZonedDateTime time = time().truncatedTo(ChronoUnit.MICROS);
        return last != null && time.isEqual(last) ? time.plus(1, ChronoUnit.MICROS) : time;
    }

    private ZonedDateTime time() {
        return ZonedDateTime.now(clock).withZoneSameInstant(ZoneOffset.UTC);
    }
}
