package dev.cpm.operator.cluster;

import dev.cpm.operator.api.Placement;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Watches every version of every placement that the API server stores, in the order in which it stores them, and notes
 * each moment at which a zone has more assigned than it has machines (rule 7).
 */
final class EveryVersion implements AutoCloseable {
    private final Map<String, Integer> capacity;
    private final Map<String, Map<String, Integer>> held = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private final Watch watch;
    private int versions;

    EveryVersion(KubernetesClient client, Map<String, Integer> capacity) {
        this.capacity = capacity;
        this.watch = client.resources(Placement.class).inAnyNamespace().watch(new Watcher<>() {
            @Override
            public void eventReceived(Action action, Placement placement) {
                if (placement != null) {
                    see(action, placement);
                }
            }

            @Override
            public void onClose(WatcherException cause) {
                note("the watch ended early: " + cause.getMessage());
            }
        });
    }

    private synchronized void note(String what) {
        violations.add(what);
    }

    private synchronized void see(Watcher.Action action, Placement placement) {
        versions++;
        String name = placement.getMetadata().getNamespace() + "/"
                + placement.getMetadata().getName();
        Map<String, Integer> zones = new TreeMap<>();
        if (action != Watcher.Action.DELETED && placement.getStatus() != null) {
            placement.getStatus().zones().forEach(zone -> zones.put(zone.zone(), zone.replicas()));
        }
        held.put(name, zones);
        capacity.forEach((zone, machines) -> {
            int assigned = held.values().stream()
                    .mapToInt(z -> z.getOrDefault(zone, 0))
                    .sum();
            if (assigned > machines) {
                note("version " + placement.getMetadata().getResourceVersion() + " of " + name + ": " + assigned
                        + " in " + zone + ", which has " + machines);
            }
        });
    }

    synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    synchronized int versions() {
        return versions;
    }

    @Override
    public void close() {
        watch.close();
    }
}
