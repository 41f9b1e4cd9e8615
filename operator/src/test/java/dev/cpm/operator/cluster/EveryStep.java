package dev.cpm.operator.cluster;

import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementSpec.OnZoneUnavailable;
import dev.cpm.operator.api.PlacementStatus.LastProposal;
import dev.cpm.operator.api.PlacementStatus.LastProposal.Result;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.api.ZoneSpec;
import dev.cpm.operator.api.ZoneState;
import dev.cpm.operator.placement.PlainCheck;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Watches all objects of ours through steps of edits. Of placements it judges every version that is stored, in the order
 * in which it is: no replica is added where there is no machine (rule 7), none goes where it is not let go (rule 1).
 */
final class EveryStep implements AutoCloseable {
    private final Map<String, HasMetadata> objects = new TreeMap<>();
    /** Of each placement the last version that the operator answered for. */
    private final Map<String, Placement> answered = new TreeMap<>();
    /** Machines of each zone and type: the more of before and after the edits of this step. */
    private final Map<String, Integer> capacity = new HashMap<>();

    private final Set<String> unavailable = new HashSet<>();
    private final Set<String> unlimited = new HashSet<>();
    private final Set<String> byHand = new HashSet<>();
    private final List<String> violations = new ArrayList<>();
    private final List<Watch> watches = new ArrayList<>();
    private long lastSeen = System.nanoTime();
    private long seen;

    EveryStep(KubernetesClient client) {
        for (Class<? extends HasMetadata> kind :
                List.of(Region.class, Zone.class, Interconnect.class, LoadBalancer.class, Placement.class)) {
            watches.add(watch(client, kind));
        }
    }

    private <T extends HasMetadata> Watch watch(KubernetesClient client, Class<T> kind) {
        return client.resources(kind).inAnyNamespace().watch(new Watcher<>() {
            @Override
            public void eventReceived(Action action, T object) {
                if (object != null) {
                    see(action == Action.DELETED, object);
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

    private synchronized void see(boolean deleted, HasMetadata object) {
        String key = Edit.key(object);
        if (deleted) {
            objects.remove(key);
            answered.remove(key);
        } else {
            objects.put(key, object);
            if (object instanceof Placement placement && !byHand.remove(key)) {
                judge(key, answered.put(key, placement), placement);
            }
        }
        seen++;
        lastSeen = System.nanoTime();
        notifyAll();
    }

    /** Begins a step: the catalogue is what it is now or what it is to be. */
    synchronized void begin(Map<String, HasMetadata> before, Map<String, HasMetadata> after, Set<String> editedByHand) {
        capacity.clear();
        unavailable.clear();
        unlimited.clear();
        for (Map<String, HasMetadata> catalogue : List.of(before, after)) {
            catalogue.values().stream()
                    .filter(Zone.class::isInstance)
                    .map(Zone.class::cast)
                    .forEach(this::count);
        }
        byHand.clear();
        byHand.addAll(editedByHand);
    }

    private void count(Zone zone) {
        String name = zone.getMetadata().getName();
        if (zone.getSpec().state() == ZoneState.Unavailable) {
            unavailable.add(name);
        }
        if (zone.getSpec().capacity() == null) {
            unlimited.add(name);
        } else {
            for (ZoneSpec.Capacity machines : zone.getSpec().capacity()) {
                capacity.merge(name + " " + machines.machineType(), machines.count(), Math::max);
            }
        }
    }

    private void judge(String key, Placement before, Placement now) {
        SortedMap<Integer, String> was = before == null
                        || !before.getMetadata()
                                .getUid()
                                .equals(now.getMetadata().getUid())
                ? new TreeMap<>()
                : PlainCheck.byIndex(before);
        SortedMap<Integer, String> is = PlainCheck.byIndex(now);
        if (is.equals(was)) {
            return;
        }
        String version = "version " + now.getMetadata().getResourceVersion() + " of " + key + ": " + was + " to " + is;
        is.values().stream()
                .distinct()
                .filter(zone -> count(is, zone) > count(was, zone))
                .forEach(zone -> judgeRoom(version, zone, now.getStatus().machineType()));
        boolean moved = moved(before, now);
        was.forEach((index, zone) -> {
            String to = is.get(index);
            boolean released = to == null && is.size() == replicas(now);
            boolean replaced = to != null
                    && now.getSpec().onZoneUnavailable() == OnZoneUnavailable.Replace
                    && unavailable.contains(zone);
            if (!zone.equals(to) && !released && !replaced && !(to != null && moved)) {
                violations.add(version + ", index " + index + " must stay");
            }
        });
    }

    private void judgeRoom(String version, String zone, String type) {
        int taken = answered.values().stream()
                .filter(placement -> placement.getStatus() != null
                        && Objects.equals(placement.getStatus().machineType(), type))
                .mapToInt(placement -> count(PlainCheck.byIndex(placement), zone))
                .sum();
        int has = unlimited.contains(zone) ? Integer.MAX_VALUE : capacity.getOrDefault(zone + " " + type, 0);
        if (taken > has) {
            violations.add(version + ", " + taken + " " + type + " in " + zone + ", which has " + has);
        }
    }

    private static int count(SortedMap<Integer, String> byIndex, String zone) {
        return (int) byIndex.values().stream().filter(zone::equals).count();
    }

    private static int replicas(Placement placement) {
        return placement.getSpec().replicas() == null ? 1 : placement.getSpec().replicas();
    }

    private static boolean moved(Placement before, Placement now) {
        LastProposal last = now.getStatus().lastProposal();
        return last != null
                && last.result() == Result.Moved
                && !last.equals(before == null ? null : before.getStatus().lastProposal());
    }

    /** All objects as they were seen last. */
    synchronized Map<String, HasMetadata> objects() {
        return new TreeMap<>(objects);
    }

    /** Kind and name to version. */
    synchronized Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        objects.forEach((key, object) -> versions.put(key, object.getMetadata().getResourceVersion()));
        return versions;
    }

    synchronized List<String> violations() {
        List<String> found = List.copyOf(violations);
        violations.clear();
        return found;
    }

    /** How much was seen so far. */
    synchronized long seen() {
        return seen;
    }

    /** How long nothing was seen. */
    synchronized long quietNanos() {
        return System.nanoTime() - lastSeen;
    }

    /** Waits until more is seen than that, but not for long. */
    synchronized void awaitMore(long than, long millis) {
        try {
            if (seen == than) {
                wait(millis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        watches.forEach(Watch::close);
    }
}
