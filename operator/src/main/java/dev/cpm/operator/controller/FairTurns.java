package dev.cpm.operator.controller;

import dev.cpm.operator.placement.DueAnswer;
import dev.cpm.operator.placement.RoundAnswer;
import dev.cpm.operator.placement.model.PlacementKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Whose answer is found out next: of those who ask before those who are only looked at again; and among these of the
 * namespace that took the least time so far. So nobody waits for what another tenant's placements take, however many they
 * are and however much is wrong with them. But whoever was decided by what another one is to have comes after that one:
 * else it would be near, or far from, what is not there when the batch ends in between.
 */
final class FairTurns {

    private static final class Tenant {
        private final String namespace;
        private final Map<PlacementKey, DueAnswer> asking = new LinkedHashMap<>();
        private final Map<PlacementKey, DueAnswer> others = new LinkedHashMap<>();
        private boolean waited;
        private long took;

        Tenant(String namespace) {
            this.namespace = namespace;
        }

        long took() {
            return took;
        }

        boolean isNew() {
            return !waited;
        }

        String namespace() {
            return namespace;
        }
    }

    /** Of several that took nothing yet, first those that came off worst the last time. */
    private static final Comparator<Tenant> LEAST =
            Comparator.comparing(Tenant::took).thenComparing(Tenant::isNew).thenComparing(Tenant::namespace);

    private final LongSupplier nanos;
    private final Map<String, Tenant> tenants = new HashMap<>();
    private final PriorityQueue<Tenant> asking = new PriorityQueue<>(LEAST);
    /** Those of whom nobody asks, or none any more. */
    private final PriorityQueue<Tenant> others = new PriorityQueue<>(LEAST);

    private final List<DueAnswer> setAside = new ArrayList<>();

    /** Within a namespace their order stays, but for those that have waited before, which come first. */
    FairTurns(Collection<DueAnswer> all, Collection<PlacementKey> waited, LongSupplier nanos) {
        this.nanos = nanos;
        for (boolean before : new boolean[] {true, false}) {
            for (DueAnswer one : all) {
                if (waited.contains(one.key()) == before) {
                    Tenant tenant = tenants.computeIfAbsent(one.key().namespace(), Tenant::new);
                    tenant.waited |= before;
                    (one.asks() ? tenant.asking : tenant.others).put(one.key(), one);
                }
            }
        }
        tenants.values().forEach(this::queue);
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

    /** An answer that was found out. */
    record Turn(DueAnswer due, RoundAnswer answer) {}

    /** Finds out the next answer; there must be one. */
    Turn next() {
        boolean asks = asks();
        Tenant turn = (asks ? asking : others).peek();
        Map<PlacementKey, DueAnswer> its = asks ? turn.asking : turn.others;
        DueAnswer one = first(its.values().iterator().next());
        Tenant tenant = tenants.get(one.key().namespace());
        (asks ? asking : others).remove(tenant);
        (one.asks() ? tenant.asking : tenant.others).remove(one.key());
        long start = nanos.getAsLong();
        try {
            return new Turn(one, one.answer().get());
        } finally {
            tenant.took += nanos.getAsLong() - start;
            queue(tenant);
        }
    }

    /** One that has to be answered before, and by none else: itself, if there is none. In a circle anyone may be first. */
    private DueAnswer first(DueAnswer one) {
        Set<PlacementKey> passed = new HashSet<>(Set.of(one.key()));
        DueAnswer first = one;
        for (Optional<DueAnswer> before = before(one, passed); before.isPresent(); before = before(first, passed)) {
            first = before.get();
            passed.add(first.key());
        }
        return first;
    }

    private Optional<DueAnswer> before(DueAnswer one, Set<PlacementKey> passed) {
        return one.named().stream()
                .filter(key -> tenants.containsKey(key.namespace()))
                .map(key -> tenants.get(key.namespace()).asking.get(key))
                .filter(due -> due != null && !passed.contains(due.key()))
                .min(Comparator.comparing(DueAnswer::key));
    }

    /** Those who ask wait for the next batch; the others are next. */
    void setAsideAsking() {
        asking.clear();
        for (Tenant tenant : tenants.values()) {
            if (!tenant.asking.isEmpty()) {
                setAside.addAll(tenant.asking.values());
                tenant.asking.clear();
                queue(tenant);
            }
        }
    }

    /** Those whose turn did not come, in no order that matters. */
    List<DueAnswer> left() {
        return Stream.concat(
                        setAside.stream(),
                        tenants.values().stream()
                                .flatMap(tenant -> Stream.concat(
                                        tenant.asking.values().stream(), tenant.others.values().stream())))
                .toList();
    }
}
