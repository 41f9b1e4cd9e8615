package dev.cpm.operator.controller;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.placement.Shard;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Other operators that lead and own a region which this one owns, too, by a mistake in their {@code --regions}. A leader
 * decides nothing as long as there is one.
 *
 * <p>It is enough to look before the first decision of a term, if it is after the own lease was written: of two that
 * overlap, the one whose lease is written later reads both, so it sees the other one and does not begin. If both write
 * before either reads, neither begins. The other one is gone when it has given its lease back, or has not renewed it for
 * {@link Election#LEASE_DURATION} as this process itself saw, by when it has ended by {@link Election#RENEW_DEADLINE}.
 * Then it may still have something on its way, as a former leader of the own lease may: {@link #leftSomething()}.
 */
final class Rivals {
    /** A lease as it was seen last, and when it began to say so. */
    private record Sight(LeaseSpec spec, long since) {}

    private final Shard shard;
    private final String ownLease;
    private final Supplier<List<Lease>> leases;
    private final LongSupplier nanos;
    private final Map<String, Sight> held = new HashMap<>();
    private boolean leftSomething;

    /** {@code leases} are those of the namespace, as they are stored at the time; {@code nanos} is a monotonic clock. */
    Rivals(Shard shard, String ownLease, Supplier<List<Lease>> leases, LongSupplier nanos) {
        this.shard = shard;
        this.ownLease = ownLease;
        this.leases = leases;
        this.nanos = nanos;
    }

    /** Who leads besides and what it owns of this shard; null if nobody. May throw {@link KubernetesClientException}. */
    String hindrance() {
        String hindrance = null;
        Map<String, Sight> before = Map.copyOf(held);
        held.clear();
        List<Lease> all = leases.get();
        long now = nanos.getAsLong();
        for (Lease lease : all) {
            String name = lease.getMetadata().getName();
            String overlap = name.equals(ownLease) || Leases.holder(lease).isEmpty() ? null : overlap(lease);
            if (overlap == null) {
                continue;
            }
            Sight known = before.get(name);
            Sight sight = known != null && Objects.equals(known.spec(), lease.getSpec())
                    ? known
                    : new Sight(lease.getSpec(), now);
            held.put(name, sight);
            if (now - sight.since() < Election.LEASE_DURATION.toNanos()) {
                hindrance = Leases.holder(lease) + " leads by the lease " + name + " and " + overlap
                        + "; let no region be in --regions of both (a process that is gone counts for "
                        + Election.LEASE_DURATION.toSeconds() + " s)";
            }
        }
        // One that ran out, or was deleted, was not given back by whoever held it.
        leftSomething |= hindrance == null && !held.isEmpty()
                || before.keySet().stream().anyMatch(name -> !held.containsKey(name) && !givenBack(name, all));
        return hindrance;
    }

    private static boolean givenBack(String name, List<Lease> all) {
        return all.stream()
                .anyMatch(lease -> lease.getMetadata().getName().equals(name)
                        && Leases.holder(lease).isEmpty());
    }

    /** What the leader of a lease owns of this shard, in words; null if nothing, or if it is no operator's lease. */
    private String overlap(Lease lease) {
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
