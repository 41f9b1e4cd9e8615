package dev.cpm.operator.controller;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.placement.model.Shard;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Other operators that lead and own a region which this one owns, too, by a mistake in their {@code --regions}. A leader
 * does not begin to decide as long as there is one; {@link Precedence} has what it does instead. They are seen by their
 * leases, so only where those are in the same namespace.
 *
 * <p>It is enough to look before the first decision of a term, if it is after the own lease was written: of two that
 * overlap, the one whose lease is written later reads both, so it sees the other one and does not begin. If both write
 * before either reads, neither begins. The other one is gone when it has given its lease back, or has not renewed it for
 * {@link Election#LEASE_DURATION} as this process itself saw, by when it has ended by {@link Election#RENEW_DEADLINE}.
 * Then it may still have something on its way, as a former leader of the own lease may: {@link #leftSomething()}. Only where
 * time did not pass for it, as on a machine that was suspended, it has not ended; so it looks for a {@link #newcomer()}.
 */
final class Rivals {
    /** The version at which a lease was seen last, and when it was seen first. */
    private record Sight(String version, long since) {}

    /**
     * Whoever leads besides; one of them, where there are several.
     *
     * @param words who it is, what it owns of this shard, and what to do
     * @param passing whether a rollout ends it by itself, or this process
     * @param first whether one of them took its lease before this process did
     */
    record Rival(String words, boolean passing, boolean first) {}

    /** The name of a Deployment's pod, in the identity of a process: after the Deployment's come a hash and a random part. */
    private static final Pattern POD =
            Pattern.compile("(.+)-[b-df-hj-np-tv-xz2456789]{1,10}-[b-df-hj-np-tv-xz2456789]{5}_.*");

    private static final Comparator<Lease> BY_TIME_AND_NAME = Comparator.comparing(
                    Rivals::taken, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(lease -> lease.getMetadata().getName());

    private final String identity;
    private final Shard shard;
    private final String ownLease;
    private final Supplier<List<Lease>> leases;
    private final LongSupplier nanos;
    private final Map<String, Sight> held = new HashMap<>();
    private volatile boolean leftSomething;

    /** Who held a lease without renewing it when this process saw nobody lead besides. */
    private Set<String> silent = Set.of();

    /**
     * {@code identity} is the name of this process; {@code leases} are those of the namespace, as they are stored at the
     * time; {@code nanos} is a monotonic clock.
     */
    Rivals(String identity, Shard shard, String ownLease, Supplier<List<Lease>> leases, LongSupplier nanos) {
        this.identity = identity;
        this.shard = shard;
        this.ownLease = ownLease;
        this.leases = leases;
        this.nanos = nanos;
    }

    /** Who leads besides; null if nobody. May throw {@link KubernetesClientException}. */
    Rival look() {
        Rival rival = null;
        long asked = nanos.getAsLong(); // Whoever stood still after the answer has not seen anybody be silent.
        List<Lease> all = leases.get();
        Map<String, Sight> before = Map.copyOf(held);
        held.clear();
        long now = nanos.getAsLong();
        for (Lease lease : all) {
            String name = lease.getMetadata().getName();
            String overlap = overlap(lease);
            if (overlap == null) {
                continue;
            }
            Sight known = before.get(name);
            String version = Leases.version(lease);
            Sight sight = known != null && known.version().equals(version) ? known : new Sight(version, now);
            held.put(name, sight);
            if (asked - sight.since() < Election.LEASE_DURATION.toNanos()) {
                rival = worse(rival, rival(lease, overlap, all));
            }
        }
        // One that ran out, or was deleted, was not given back by whoever held it.
        leftSomething |= rival == null && !held.isEmpty()
                || before.keySet().stream().anyMatch(name -> !held.containsKey(name) && !givenBack(name, all));
        if (rival == null) {
            silent = all.stream()
                    .filter(lease -> held.containsKey(lease.getMetadata().getName()))
                    .map(Leases::holder)
                    .collect(Collectors.toSet());
        }
        return rival;
    }

    /**
     * Who leads besides since this process saw nobody do so; null if nobody. Whoever was silent then, and is not any more, is
     * told the same of this process. May throw {@link KubernetesClientException}.
     */
    Rival newcomer() {
        List<Lease> all = leases.get();
        return all.stream()
                .filter(lease -> overlap(lease) != null && !silent.contains(Leases.holder(lease)))
                .findFirst()
                .map(lease -> rival(lease, overlap(lease), all))
                .orElse(null);
    }

    private Rival rival(Lease lease, String overlap, List<Lease> all) {
        String deployment = deployment(identity);
        boolean passing = deployment != null && deployment.equals(deployment(Leases.holder(lease)));
        String wayOut = passing
                ? "the rollout of " + deployment + " ends one of the two"
                : "let no region be in --regions of both, or delete that lease if it is nobody's any more; it takes part"
                        + " again when there has been no such process for " + Precedence.STANDS_BACK.toSeconds() + " s";
        boolean first = all.stream()
                .filter(own -> own.getMetadata().getName().equals(ownLease))
                .noneMatch(own -> BY_TIME_AND_NAME.compare(own, lease) < 0);
        String words = Leases.holder(lease) + " leads by the lease "
                + lease.getMetadata().getName() + " and " + overlap + "; " + wayOut;
        return new Rival(words, passing, first);
    }

    /** The one that does not go by itself. */
    private static Rival worse(Rival one, Rival other) {
        if (one == null) {
            return other;
        }
        Rival worse = one.passing() ? other : one;
        return new Rival(worse.words(), worse.passing(), one.first() || other.first());
    }

    /** Null where it does not say; any two that can read it say the same of it, whatever clock it is by. */
    private static ZonedDateTime taken(Lease lease) {
        return lease.getSpec() == null ? null : lease.getSpec().getAcquireTime();
    }

    /** The Deployment whose pod a process is in; null if it is in none. */
    private static String deployment(String identity) {
        Matcher pod = POD.matcher(identity);
        return pod.matches() ? pod.group(1) : null;
    }

    private static boolean givenBack(String name, List<Lease> all) {
        return all.stream().anyMatch(lease -> lease.getMetadata().getName().equals(name) && Leases.givenBack(lease));
    }

    /**
     * What the leader of another lease owns of this shard, in words; null if nothing, if nobody holds it, or if it is no
     * operator's.
     */
    private String overlap(Lease lease) {
        if (lease.getMetadata().getName().equals(ownLease)
                || Leases.holder(lease).isEmpty()) {
            return null;
        }
        Map<String, String> annotations = lease.getMetadata().getAnnotations();
        String regions = annotations == null ? null : annotations.get(Cpm.REGIONS_ANNOTATION);
        boolean ofAll = lease.getMetadata().getName().equals(Settings.LEASE);
        if (regions == null && !ofAll) {
            return null;
        }
        try {
            Shard other = ofAll ? Shard.ALL : Shard.parse(regions);
            return shard.overlaps(other) ? "has " + shard.overlap(other) + ", too" : null;
        } catch (IllegalArgumentException e) {
            return "may have any region, since its annotation " + Cpm.REGIONS_ANNOTATION + " cannot be read: "
                    + e.getMessage();
        }
    }

    /** Whether one that is gone may have left something that arrives yet. */
    boolean leftSomething() {
        return leftSomething;
    }
}
