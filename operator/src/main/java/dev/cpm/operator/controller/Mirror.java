package dev.cpm.operator.controller;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.placement.RoundAnswer;
import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.model.Shard;
import dev.cpm.operator.placement.world.World;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * The newest version of every object that was seen, and the world that they make. Older versions and echoes of the
 * operator's own writes are passed over, in whatever order they come.
 */
final class Mirror {

    /** Kind, namespace (empty for cluster-scoped) and name. */
    record Key(Class<?> kind, String namespace, String name) {
        static Key of(HasMetadata object) {
            return of(object.getClass(), object.getMetadata());
        }

        static Key of(Class<?> kind, ObjectMeta meta) {
            return new Key(kind, meta.getNamespace() == null ? "" : meta.getNamespace(), meta.getName());
        }

        static Key of(PlacementKey placement) {
            return new Key(Placement.class, placement.namespace(), placement.name());
        }

        @Override
        public String toString() {
            return kind.getSimpleName() + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
        }
    }

    private final World world;
    private final Map<Class<?>, Map<Key, HasMetadata>> objects = new HashMap<>();

    /** Of each kind, the version at which all of it was read last. */
    private final Map<Class<?>, Long> readAt = new HashMap<>();

    Mirror(Shard shard) {
        world = new World(shard);
    }

    World world() {
        return world;
    }

    /** The newest version seen of an object, or null. */
    HasMetadata get(Key key) {
        return all(key).get(key);
    }

    Placement placement(PlacementKey key) {
        return (Placement) get(Key.of(key));
    }

    /** Those of the kind of one. */
    private Map<Key, HasMetadata> all(Key one) {
        return objects.computeIfAbsent(one.kind(), kind -> new HashMap<>());
    }

    /** All objects, as they are now. */
    Map<Key, HasMetadata> all() {
        Map<Key, HasMetadata> all = new HashMap<>();
        objects.values().forEach(all::putAll);
        return all;
    }

    /** All objects of a kind by name. */
    <T extends HasMetadata> Collection<T> all(Class<T> kind) {
        Map<String, T> all = new TreeMap<>();
        objects.getOrDefault(kind, Map.of())
                .forEach((key, object) -> all.put(key.namespace() + "/" + key.name(), kind.cast(object)));
        return all.values();
    }

    /** Whether what was seen says more than that a status was written: somebody may wait for what comes of it. */
    boolean isNews(HasMetadata object, boolean deleted) {
        HasMetadata known = get(Key.of(object));
        if (deleted || known == null || !sameObject(known, object)) {
            return known != null || !deleted;
        }
        return version(object) > version(known) && !sameWish(known.getMetadata(), object.getMetadata());
    }

    private static boolean sameWish(ObjectMeta before, ObjectMeta after) {
        return Objects.equals(before.getGeneration(), after.getGeneration())
                && Objects.equals(before.getDeletionTimestamp(), after.getDeletionTimestamp())
                && Objects.equals(before.getAnnotations(), after.getAnnotations())
                && Objects.equals(before.getLabels(), after.getLabels());
    }

    /** Takes in an object that was seen; true if it told anything new. */
    boolean seen(HasMetadata object, boolean deleted) {
        Key key = Key.of(object);
        HasMetadata known = get(key);
        if (known == object && !deleted) {
            return false; // as a list of what the watch keeps has it
        }
        boolean sameObject = known != null && sameObject(known, object);
        if (deleted) {
            // The end of a later one of its name is the end of the one that is known, too.
            if (known == null || !sameObject && version(object) < version(known)) {
                return false;
            }
            all(key).remove(key);
            world.remove(known);
            return true;
        }
        // A watch may lag behind what was read: what that had no more is gone, though this still shows it.
        long newest = known == null ? readAt.getOrDefault(key.kind(), 0L) : version(known);
        if (version(object) <= newest) {
            if (sameObject && version(object) == newest) {
                echo(key, object);
            }
            return false;
        }
        all(key).put(key, object);
        put(object, sameObject);
        return true;
    }

    /** The echo of a write is what the watch keeps, too: one copy of it does for all. */
    private void echo(Key key, HasMetadata object) {
        all(key).put(key, object);
        if (object instanceof Placement placement) {
            world.same(Known.of(placement));
        }
    }

    /** All objects of a kind were read at a version and are taken in: what is older, and unknown, is gone. */
    void read(Class<? extends HasMetadata> kind, long version) {
        readAt.merge(kind, version, Math::max);
    }

    /**
     * Takes in a version that a write brought back, of which the world is told otherwise. It may come late: it brings
     * back nothing that was seen to be gone, or to be another by now.
     */
    void written(HasMetadata object) {
        Key key = Key.of(object);
        HasMetadata known = get(key);
        if (known != null && sameObject(known, object) && version(object) > version(known)) {
            all(key).put(key, object);
        }
    }

    /**
     * Takes in a version of a placement that is newer than the one that was answered: with the answer, or with what was
     * known before.
     */
    void found(RoundAnswer answer, Placement latest) {
        if (has(latest.getStatus(), answer)) {
            Known known = world.placement(answer.known().key());
            world.placement(known.stored(answer.assignment(), answer.status()));
        } else if (answer.moves()) {
            world.unanswered(answer.known());
        }
        written(latest);
        world.seen(Known.of(latest));
    }

    /**
     * Whether an answer was stored, by what is stored now. Somebody may have edited the rest of it since; what was
     * assigned before shows nothing.
     */
    private static boolean has(PlacementStatus latest, RoundAnswer answer) {
        return answer.status().equals(latest)
                || latest != null
                        && answer.moves()
                        && Assignment.of(latest.zones()).equals(answer.assignment());
    }

    /** Takes a placement as it is stored, whatever was thought to be assigned before. */
    void adopt(Placement placement) {
        written(placement);
        world.placement(Known.of(placement));
    }

    /** What is known of a kind, was there when {@code listed} was read, and is not in it: it is gone. */
    List<HasMetadata> missingIn(Class<? extends HasMetadata> kind, List<? extends HasMetadata> listed, long version) {
        Set<Key> there = new HashSet<>();
        listed.forEach(object -> there.add(Key.of(object)));
        return objects.getOrDefault(kind, Map.of()).entrySet().stream()
                .filter(entry -> !there.contains(entry.getKey()) && version(entry.getValue()) <= version)
                .<HasMetadata>map(Map.Entry::getValue)
                .toList();
    }

    private void put(HasMetadata object, boolean sameObject) {
        if (object instanceof Placement placement) {
            Known now = Known.of(placement);
            Known before = world.placement(now.key());
            if (before != null && !sameObject) {
                world.remove(now.key());
            }
            world.seen(now);
        } else {
            world.put(object);
        }
    }

    /** Whether two versions are of one object, not of two that had the same name one after the other. */
    static boolean sameObject(HasMetadata one, HasMetadata other) {
        return uid(one).equals(uid(other));
    }

    private static String uid(HasMetadata object) {
        return String.valueOf(object.getMetadata().getUid());
    }

    /**
     * Versions of one object can be compared: Kubernetes guarantees it for all resources since 1.35, and etcd's
     * revisions have always been numbers that grow.
     */
    static long version(HasMetadata object) {
        return Long.parseUnsignedLong(object.getMetadata().getResourceVersion());
    }
}
