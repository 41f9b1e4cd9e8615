package dev.cpm.operator.controller;

import dev.cpm.operator.placement.PlacementKey;
import dev.cpm.operator.placement.Round;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Whose answer is found out next: of those who ask before those who are only looked at again; and among these of the
 * namespace that took the least time so far. So nobody waits for what another tenant's placements take, however many they
 * are and however much is wrong with them.
 */
final class FairTurns {

    private static final class Tenant {
        private final String namespace;
        private final Queue<Round.Due> asking = new ArrayDeque<>();
        private final Queue<Round.Due> others = new ArrayDeque<>();
        private long took;

        Tenant(String namespace) {
            this.namespace = namespace;
        }

        long took() {
            return took;
        }

        String namespace() {
            return namespace;
        }
    }

    private static final Comparator<Tenant> LEAST =
            Comparator.comparing(Tenant::took).thenComparing(Tenant::namespace);

    private final LongSupplier nanos;
    private final PriorityQueue<Tenant> asking = new PriorityQueue<>(LEAST);
    /** Those of whom nobody asks, or none any more. */
    private final PriorityQueue<Tenant> others = new PriorityQueue<>(LEAST);

    /** Within a namespace their order stays, but for those that have waited before, which come first. */
    FairTurns(Collection<Round.Due> all, Collection<PlacementKey> waited, LongSupplier nanos) {
        this.nanos = nanos;
        Map<String, Tenant> byNamespace = new HashMap<>();
        for (boolean before : new boolean[] {true, false}) {
            for (Round.Due one : all) {
                if (waited.contains(one.key()) == before) {
                    Tenant tenant = byNamespace.computeIfAbsent(one.key().namespace(), Tenant::new);
                    (one.asks() ? tenant.asking : tenant.others).add(one);
                }
            }
        }
        byNamespace.values().forEach(this::queue);
    }

    private void queue(Tenant tenant) {
        if (!tenant.asking.isEmpty()) {
            asking.add(tenant);
        } else if (!tenant.others.isEmpty()) {
            others.add(tenant);
        }
    }

    boolean any() {
        return asks() || !others.isEmpty();
    }

    /** Whether the next one asks. */
    boolean asks() {
        return !asking.isEmpty();
    }

    /** Finds out the next answer; there must be one. */
    Round.Answer next() {
        boolean asks = asks();
        Tenant tenant = asks ? asking.remove() : others.remove();
        long start = nanos.getAsLong();
        Round.Answer answer =
                (asks ? tenant.asking : tenant.others).remove().answer().get();
        tenant.took += nanos.getAsLong() - start;
        queue(tenant);
        return answer;
    }

    /** Those whose turn did not come, in no order that matters. */
    Collection<PlacementKey> left() {
        return Stream.concat(asking.stream(), others.stream())
                .flatMap(tenant -> Stream.concat(tenant.asking.stream(), tenant.others.stream()))
                .map(Round.Due::key)
                .toList();
    }
}
