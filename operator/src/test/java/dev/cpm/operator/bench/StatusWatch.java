package dev.cpm.operator.bench;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.controller.Clients;
import dev.cpm.operator.placement.model.PlacementKey;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Sees by a watch, as any user could, when statuses were written. Times are those of {@link System#nanoTime()}. */
final class StatusWatch implements AutoCloseable {
    private static final Duration PROGRESS = Duration.ofSeconds(60);

    /** Milliseconds. It is seldom, and not at each event, so that who waits takes no CPU from who is measured. */
    private static final long POLL = 20;

    private final KubernetesClient client;
    private final SharedIndexInformer<Placement> informer;
    private final Map<PlacementKey, Placement> latest = new HashMap<>();
    private final Map<PlacementKey, Long> written = new HashMap<>();
    private int writes;
    private long last = System.nanoTime();

    /**
     * With a client as the operator has one: an API server ends a watch that is slow to read, and the client's own pauses
     * until it looks again, of up to 32 s, are longer than what is measured.
     */
    StatusWatch(KubernetesClient like) {
        client = Clients.builder(new ConfigBuilder(like.getConfiguration()).build())
                .build();
        informer = client.resources(Placement.class).inAnyNamespace().inform(new ResourceEventHandler<>() {
            @Override
            public void onAdd(Placement placement) {
                seen(null, placement);
            }

            @Override
            public void onUpdate(Placement before, Placement after) {
                seen(before, after);
            }

            @Override
            public void onDelete(Placement placement, boolean unknown) {
                gone(placement);
            }
        });
    }

    private synchronized void seen(Placement before, Placement after) {
        PlacementKey key = key(after);
        latest.put(key, after);
        if (before != null && !Objects.equals(before.getStatus(), after.getStatus())) {
            last = System.nanoTime();
            written.put(key, last);
            writes++;
        }
    }

    private synchronized void gone(Placement placement) {
        latest.remove(key(placement));
        written.remove(key(placement));
    }

    /** How many statuses were written so far. */
    synchronized int writes() {
        return writes;
    }

    /** When the last status was written. */
    synchronized long last() {
        return last;
    }

    /** Waits until so many placements are there, all of them such; as long as statuses keep coming. */
    synchronized void awaitAll(int placements, Predicate<Placement> such) throws Exception {
        long began = System.nanoTime();
        while (latest.size() != placements || !latest.values().stream().allMatch(such)) {
            if (System.nanoTime() - Math.max(last, began) > PROGRESS.toNanos()) {
                throw new TimeoutException("no status was written for " + PROGRESS + "; "
                        + latest.values().stream().filter(such).count() + " of " + placements + " are as they should");
            }
            wait(POLL);
        }
    }

    /** Waits until no status was written for so long. */
    synchronized void awaitQuiet(Duration quiet) throws Exception {
        long end = System.nanoTime() + PROGRESS.toNanos();
        while (System.nanoTime() - last < quiet.toNanos()) {
            if (System.nanoTime() > end) {
                throw new TimeoutException("statuses are still written after " + PROGRESS);
            }
            wait(POLL);
        }
    }

    /** Waits until a placement's status answers a generation of its spec; returns when it did. */
    synchronized long awaitAnswer(PlacementKey key, long generation) throws Exception {
        long end = System.nanoTime() + PROGRESS.toNanos();
        while (latest.get(key) == null
                || latest.get(key).getStatus() == null
                || latest.get(key).getStatus().observedGeneration() < generation) {
            if (System.nanoTime() > end) {
                throw new TimeoutException(key + " was not answered within " + PROGRESS);
            }
            wait(POLL);
        }
        return written.get(key);
    }

    /** Whether the status is about the spec as it is, and every replica has a zone. */
    static boolean placed(Placement placement) {
        var status = placement.getStatus();
        return status != null
                && status.observedGeneration() != null
                && status.observedGeneration() >= placement.getMetadata().getGeneration()
                && Objects.equals(status.placed(), placement.getSpec().replicas());
    }

    static PlacementKey key(Placement placement) {
        return new PlacementKey(
                placement.getMetadata().getNamespace(), placement.getMetadata().getName());
    }

    @Override
    public void close() {
        informer.close();
        client.close();
    }
}
