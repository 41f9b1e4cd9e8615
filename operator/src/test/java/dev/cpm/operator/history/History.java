package dev.cpm.operator.history;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.local.Deadline;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Every revision of every object of ours that etcd ever had, from the first moment on: read from etcd itself, so that no
 * API server that is killed, lags or lies stands between. It follows etcd through restarts.
 */
public final class History implements AutoCloseable {
    private static final String PREFIX = "/registry/" + Cpm.GROUP + "/";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final KubernetesSerialization JSON = new KubernetesSerialization();
    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "regions", Region.class,
            "zones", Zone.class,
            "interconnects", Interconnect.class,
            "loadbalancers", LoadBalancer.class,
            "placements", Placement.class);

    private final Etcd etcd;
    private final List<Revision> revisions = new ArrayList<>();
    private final Map<String, Revision> latest = new TreeMap<>();
    private final List<Long> steps = new ArrayList<>();
    private final Set<Long> byHand = new HashSet<>();
    private final Thread thread = new Thread(this::follow, "history");
    private long next;
    private long lastSeen = System.nanoTime();
    private String gap;
    private volatile boolean closed;

    /** Begins with what is there. */
    History(URI url) {
        etcd = new Etcd(url);
        try {
            Etcd.Range there = etcd.list(PREFIX);
            there.changes().stream()
                    .sorted(Comparator.comparingLong(Etcd.Change::revision))
                    .forEach(this::see);
            next = there.revision() + 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        thread.setDaemon(true);
        thread.start();
    }

    private void follow() {
        try {
            while (!closed) {
                try {
                    etcd.watch(PREFIX, next, this::see);
                } catch (Etcd.CompactedException e) {
                    throw e;
                } catch (IOException e) {
                    TimeUnit.MILLISECONDS.sleep(100); // It is down, and comes back.
                }
            }
        } catch (InterruptedException e) {
            // It is closed.
        } catch (Etcd.CompactedException | RuntimeException e) {
            ends(e);
        }
    }

    /** Whoever asks for the history is told. */
    private synchronized void ends(Exception why) {
        gap = why.toString();
        notifyAll();
    }

    private synchronized void see(Etcd.Change change) {
        String key = change.key().substring(PREFIX.length());
        HasMetadata object = null;
        if (change.value() != null) {
            object = JSON.unmarshal(change.value(), KINDS.get(key.substring(0, key.indexOf('/'))));
            object.getMetadata().setResourceVersion(Long.toString(change.revision()));
        }
        Revision revision = new Revision(change.revision(), key, object);
        revisions.add(revision);
        latest.remove(key);
        if (!revision.gone()) {
            latest.put(key, revision);
        }
        next = change.revision() + 1;
        lastSeen = System.nanoTime();
        notifyAll();
    }

    /** Begins a step: what is edited from now on meets a cluster at rest. */
    public void step() {
        catchUp();
        synchronized (this) {
            steps.add(next - 1);
        }
    }

    /** Notes that a status was not written by the operator. */
    public synchronized void byHand(HasMetadata stored) {
        byHand.add(Long.valueOf(stored.getMetadata().getResourceVersion()));
    }

    /** All of it, once all that etcd has now was seen. */
    public Chronicle chronicle() {
        catchUp();
        return soFar();
    }

    /** As much as was seen. */
    synchronized Chronicle soFar() {
        return new Chronicle(revisions, steps, byHand);
    }

    /** The objects that are there now, by key. */
    public Map<String, HasMetadata> objects() {
        catchUp();
        Map<String, HasMetadata> objects = new TreeMap<>();
        synchronized (this) {
            latest.forEach((key, revision) -> objects.put(key, revision.object()));
        }
        return objects;
    }

    private void catchUp() {
        Deadline deadline = Deadline.in(PATIENCE);
        int seen = size();
        while (!caughtUp()) {
            deadline.check("the history had caught up");
            awaitMore(seen, Duration.ofMillis(50));
            seen = size();
        }
    }

    private boolean caughtUp() {
        try {
            Map<String, Long> stored = etcd.revisions(PREFIX);
            Map<String, Long> seen = new TreeMap<>();
            synchronized (this) {
                if (gap != null) {
                    throw new IllegalStateException(gap);
                }
                latest.forEach((key, revision) -> seen.put(PREFIX + key, revision.number()));
            }
            return seen.equals(stored);
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until more is seen than so many revisions, but not for long. */
    public synchronized void awaitMore(int than, Duration atMost) {
        try {
            if (revisions.size() == than && gap == null) {
                wait(atMost.toMillis());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For how long nothing was stored. */
    public synchronized Duration quiet() {
        return Duration.ofNanos(System.nanoTime() - lastSeen);
    }

    /** How many revisions were seen. */
    public synchronized int size() {
        return revisions.size();
    }

    /** How many revisions were seen of keys that begin like this. */
    public synchronized long size(String prefix) {
        return revisions.stream()
                .filter(revision -> revision.key().startsWith(prefix))
                .count();
    }

    public Etcd etcd() {
        return etcd;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
