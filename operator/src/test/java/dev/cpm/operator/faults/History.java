package dev.cpm.operator.faults;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.cluster.Cluster;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every revision of every object of ours that etcd ever had, from the first moment on: read from etcd itself, so that no
 * API server that is killed, lags or lies stands between. It follows etcd through restarts.
 */
final class History implements AutoCloseable {
    private static final String PREFIX = "/registry/" + Cpm.GROUP + "/";
    private static final KubernetesSerialization JSON = new KubernetesSerialization();
    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "regions", Region.class,
            "zones", Zone.class,
            "interconnects", Interconnect.class,
            "loadbalancers", LoadBalancer.class,
            "placements", Placement.class);

    private final Etcd etcd;
    private final List<Revision> revisions = new ArrayList<>();
    private final Map<String, Long> latest = new TreeMap<>();
    private final Thread thread = new Thread(this::follow, "history");
    private long next;
    private long lastSeen = System.nanoTime();
    private String gap;
    private volatile boolean closed;

    /** Begins with what is there. */
    History(URI etcd) throws IOException, InterruptedException {
        this.etcd = new Etcd(etcd);
        latest.putAll(this.etcd.revisions(PREFIX));
        if (!latest.isEmpty()) {
            throw new IllegalStateException("a history begins with an empty cluster, not with " + latest.keySet());
        }
        next = this.etcd.revision() + 1;
        thread.setDaemon(true);
        thread.start();
    }

    private void follow() {
        while (!closed) {
            try {
                etcd.watch(PREFIX, next, this::see);
            } catch (Etcd.CompactedException e) {
                gap(e.getMessage());
                return;
            } catch (IOException e) {
                Cluster.pause(Duration.ofMillis(100)); // It is down, and comes back.
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private synchronized void gap(String why) {
        gap = why;
    }

    private synchronized void see(Etcd.Change change) {
        String key = change.key().substring(PREFIX.length());
        HasMetadata object = null;
        if (change.value() == null) {
            latest.remove(change.key());
        } else {
            object = JSON.unmarshal(change.value(), KINDS.get(key.substring(0, key.indexOf('/'))));
            object.getMetadata().setResourceVersion(Long.toString(change.revision()));
            latest.put(change.key(), change.revision());
        }
        revisions.add(new Revision(change.revision(), key, object));
        next = change.revision() + 1;
        lastSeen = System.nanoTime();
    }

    /** All revisions, in order, once all that etcd has now were seen. */
    List<Revision> all() {
        Cluster.await("the history has caught up", this::caughtUp);
        synchronized (this) {
            return List.copyOf(revisions);
        }
    }

    private boolean caughtUp() {
        try {
            Map<String, Long> stored = etcd.revisions(PREFIX);
            synchronized (this) {
                if (gap != null) {
                    throw new IllegalStateException(gap);
                }
                return latest.equals(stored);
            }
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The objects that are there now, by key. */
    Map<String, HasMetadata> objects() {
        Map<String, HasMetadata> objects = new TreeMap<>();
        for (Revision revision : all()) {
            objects.remove(revision.key());
            if (!revision.gone()) {
                objects.put(revision.key(), revision.object());
            }
        }
        return objects;
    }

    /** For how long nothing was stored. */
    synchronized Duration quiet() {
        return Duration.ofNanos(System.nanoTime() - lastSeen);
    }

    synchronized int size() {
        return revisions.size();
    }

    Etcd etcd() {
        return etcd;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
