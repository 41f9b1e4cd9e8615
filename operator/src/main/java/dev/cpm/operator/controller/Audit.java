package dev.cpm.operator.controller;

import dev.cpm.operator.controller.Mirror.Key;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads everything as it is stored: before the first decision, since the watches may lag behind what a former leader
 * wrote, and now and then later, since a machine that a lost event would have freed is lost for good.
 */
final class Audit implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Audit.class);

    /** Soon: who has just begun relies on watches that nothing has proved yet. */
    private static final Duration FIRST = Duration.ofSeconds(30);

    private static final Duration APART = Duration.ofMinutes(10);

    /** What fails, as it is logged. */
    private static final String READING = "reading all that is in the cluster";

    private final KubernetesClient client;
    private final Mirror mirror;
    private final Defects defects;

    /** What a watch saw and nobody has taken yet, or null. */
    private final Function<Key, HasMetadata> waiting;

    private final ExecutorService reader = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "audit");
        thread.setDaemon(true);
        return thread;
    });

    /** Null where none is. */
    private Future<List<Listing>> underWay;

    /** What was said to be gone since the reading under way began, and may be in it; of each name the last. */
    private final Map<Key, HasMetadata> gone = new HashMap<>();

    private final Duration first;
    private final Duration apart;
    private long next;

    Audit(KubernetesClient client, Mirror mirror, Defects defects, Function<Key, HasMetadata> waiting) {
        this(client, mirror, defects, waiting, FIRST, APART);
    }

    /** {@code first}: how long after the beginning it reads; {@code apart}: how long after one reading the next begins. */
    Audit(
            KubernetesClient client,
            Mirror mirror,
            Defects defects,
            Function<Key, HasMetadata> waiting,
            Duration first,
            Duration apart) {
        this.client = client;
        this.mirror = mirror;
        this.defects = defects;
        this.waiting = waiting;
        this.first = first;
        this.apart = apart;
        begun();
    }

    /** Everything was read just now, for the first time. */
    void begun() {
        next = System.nanoTime() + first.toNanos();
    }

    /**
     * What was read.
     *
     * @param seen all objects, and the end of those that are no longer
     * @param versions of each kind, the version at which all of it was read
     */
    record Reading(List<Inbox.Seen> seen, Map<Class<? extends HasMetadata>, Long> versions) {
        static final Reading NOTHING = new Reading(List.of(), Map.of());
    }

    /** Not all could be read, by a defect of the operator, which is logged. Nothing was taken in. */
    static final class DefectException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private DefectException(RuntimeException cause) {
            super("by a defect of its own it cannot read all that is in the cluster, see the log: " + cause, cause);
        }
    }

    /**
     * Reads everything, while the caller waits. Throws {@link KubernetesClientException} where the API server does not let
     * it, else {@link DefectException}.
     */
    Reading all() {
        try {
            Reading all = reading(read(
                    Gait::hurried,
                    key -> Optional.ofNullable(waiting.apply(key)).orElseGet(() -> mirror.get(key))));
            defects.told(READING, null);
            return all;
        } catch (KubernetesClientException e) {
            throw e;
        } catch (RuntimeException e) {
            defects.told(READING, e);
            throw new DefectException(e);
        }
    }

    /** What was read since it was time to; nothing where it is not, or as long as it is read, which nobody waits for. */
    Reading ifDue() throws InterruptedException {
        if (underWay == null && System.nanoTime() - next >= 0) {
            Map<Key, HasMetadata> known = mirror.all();
            // What it has seen it lets go of: it takes minutes, in which all may change.
            underWay = reader.submit(() -> read(Gait::unhurried, known::remove));
        }
        return underWay != null && underWay.isDone() ? done(underWay) : Reading.NOTHING;
    }

    /** An object is gone; also where nobody knew that it had been there. */
    void gone(HasMetadata object) {
        if (underWay != null) {
            gone.put(Key.of(object), object);
        }
    }

    /** Whether it is gone by now: it, or one that had its name later. */
    private boolean isGone(HasMetadata listed) {
        HasMetadata last = gone.get(Key.of(listed));
        return last != null && (Mirror.sameObject(listed, last) || Mirror.version(listed) < Mirror.version(last));
    }

    private Reading done(Future<List<Listing>> read) throws InterruptedException {
        try {
            Reading all = reading(read.get());
            defects.told(READING, null);
            return all;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KubernetesClientException refused) {
                log.warn(
                        "Cannot check whether a change was missed, trying again in {}: {}",
                        Counted.of((int) apart.toMinutes(), "minute"),
                        refused.getMessage());
            } else {
                // No reason to end: the next leader would fail in the same way.
                defects.told(READING, e.getCause());
            }
            return Reading.NOTHING;
        } finally {
            underWay = null;
            gone.clear();
            next = System.nanoTime() + apart.toNanos();
        }
    }

    private Reading reading(List<Listing> listings) {
        Map<Class<? extends HasMetadata>, Long> versions = new HashMap<>();
        List<Inbox.Seen> all = new ArrayList<>();
        for (Listing listing : listings) {
            versions.put(listing.kind(), listing.version());
            mirror.missingIn(listing.kind(), listing.objects(), listing.version())
                    .forEach(missing -> all.add(new Inbox.Seen(missing, true)));
            listing.objects().stream()
                    .filter(object -> !isGone(object))
                    .forEach(object -> all.add(new Inbox.Seen(object, false)));
        }
        return new Reading(all, versions);
    }

    private List<Listing> read(Supplier<Gait> gait, Function<Key, HasMetadata> known) {
        return WatchedKinds.WATCHED.stream()
                .map(kind -> Listing.read(client, kind, gait, known))
                .toList();
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }
}
