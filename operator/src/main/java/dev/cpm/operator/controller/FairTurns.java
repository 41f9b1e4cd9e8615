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

/**
 * Whose answer is found out next: of the namespace that took the least time so far. So nobody waits for what another
 * tenant's placements take, however many they are and however much is wrong with them.
 */
final class FairTurns {

    private static final class Tenant {
        private final String namespace;
        private final Queue<Round.Due> due = new ArrayDeque<>();
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

    private final LongSupplier nanos;
    private final PriorityQueue<Tenant> tenants =
            new PriorityQueue<>(Comparator.comparing(Tenant::took).thenComparing(Tenant::namespace));

    /** Within a namespace their order stays, but for those that have waited before, which come first. */
    FairTurns(Collection<Round.Due> all, Collection<PlacementKey> waited, LongSupplier nanos) {
        this.nanos = nanos;
        Map<String, Tenant> byNamespace = new HashMap<>();
        for (boolean before : new boolean[] {true, false}) {
            for (Round.Due one : all) {
                if (waited.contains(one.key()) == before) {
                    byNamespace
                            .computeIfAbsent(one.key().namespace(), Tenant::new)
                            .due
                            .add(one);
                }
            }
        }
        tenants.addAll(byNamespace.values());
    }

    boolean any() {
        return !tenants.isEmpty();
    }

    /** Finds out the next answer; there must be one. */
    Round.Answer next() {
        Tenant tenant = tenants.remove();
        long start = nanos.getAsLong();
        Round.Answer answer = tenant.due.remove().answer().get();
        tenant.took += nanos.getAsLong() - start;
        if (!tenant.due.isEmpty()) {
            tenants.add(tenant);
        }
        return answer;
    }

    /** Those whose turn did not come, in no order that matters. */
    Collection<PlacementKey> left() {
        return tenants.stream()
                .flatMap(tenant -> tenant.due.stream())
                .map(Round.Due::key)
                .toList();
    }
}
