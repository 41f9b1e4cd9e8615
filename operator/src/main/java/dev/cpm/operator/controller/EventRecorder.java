package dev.cpm.operator.controller;

import dev.cpm.operator.controller.Mirror.Key;
import dev.cpm.operator.placement.status.Happening;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes Events, behind everybody's back: whoever has something to tell never waits for it, and while statuses are
 * written, Events wait. They are told as well as may be. One that cannot be written, or finds no room, is gone; the log
 * says how many.
 */
final class EventRecorder implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EventRecorder.class);

    /** How many may wait: those of ten thousand placements that are placed at once. */
    private static final int ROOM = 10_000;

    /** Between two Events: they take at most 100 of the 500 and more writes a second that an API server does. */
    private static final Duration PAUSE = Duration.ofMillis(10);

    /** How long the end of the operator waits for what is left. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Told END = new Told(null, null, null, null);

    private final KubernetesClient client;
    private final String identity;
    private final Clock clock;
    private final BlockingQueue<Told> queue = new LinkedBlockingQueue<>(ROOM);
    private final AtomicInteger dropped = new AtomicInteger();
    private final Thread thread = new Thread(this::run, "events");
    private final BooleanSupplier busy;
    private volatile boolean closing;
    /** In the burst that is being written; the thread's own. */
    private int failed;

    /** {@code identity} is the name of this process; {@code busy} tells whether the API server is needed for more. */
    EventRecorder(KubernetesClient client, String identity, Clock clock, BooleanSupplier busy) {
        this.busy = busy;
        this.client = client;
        this.identity = identity;
        this.clock = clock;
        thread.setDaemon(true);
        thread.start();
    }

    /** What happened to an object. Its Event is made when it is written, which may be long after the object is gone. */
    private record Told(Key key, ObjectReference object, Happening happening, Instant at) {}

    /**
     * Tells what happened to an object, which is given as it was stored by that. Returns at once, and always: a defect in
     * finding out what there is to tell costs those Events, and nothing else.
     */
    void record(HasMetadata object, Supplier<List<Happening>> happened) {
        try {
            for (Happening happening : happened.get()) {
                Told told = new Told(Key.of(object), EventObject.about(object), happening, clock.instant());
                if (!queue.offer(told)) {
                    dropped.incrementAndGet();
                }
            }
        } catch (RuntimeException e) {
            log.error("Cannot tell what happened to {}; this is a defect of the operator.", Key.of(object), e);
        }
    }

    private void run() {
        try {
            while (!closing || !queue.isEmpty()) {
                Told told = queue.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
                while (told != null && busy.getAsBoolean() && !closing) {
                    Thread.sleep(PAUSE.toMillis());
                }
                if (told != null && told != END) {
                    write(told);
                }
                if (queue.isEmpty()) {
                    burstEnds();
                }
                if (told != null && !closing) {
                    Thread.sleep(PAUSE.toMillis());
                }
            }
        } catch (InterruptedException e) {
            log.warn("The end came, with {} not written.", Counted.of(1 + queue.size() + dropped.get(), "Event"));
        }
    }

    private void write(Told told) throws InterruptedException {
        try {
            client.resource(EventObject.of(told.object(), told.happening(), identity, told.at()))
                    .create();
        } catch (KubernetesClientException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            // The name says that it is this very Event that is there already.
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                failed(told, e);
            }
        } catch (RuntimeException | Error e) { // Whatever it is, the next ones can be written.
            failed(told, e);
        }
    }

    /** Says why once in a burst: where one is refused, the next ones mostly are, too. */
    private void failed(Told told, Throwable why) {
        if (failed++ == 0) {
            log.warn(
                    "Cannot write the Event {} of {}: {}",
                    told.happening().reason(),
                    told.key(),
                    ServerMessage.of(why).orElse(why.toString()));
        }
    }

    private void burstEnds() {
        if (failed > 1) {
            log.warn("{} of this burst could not be written.", Counted.of(failed, "Event"));
        }
        failed = 0;
        int lost = dropped.getAndSet(0);
        if (lost > 0) {
            log.warn("Dropped {}: more than {} were waiting.", Counted.of(lost, "Event"), ROOM);
        }
    }

    /** Writes what is left, for at most two seconds. */
    @Override
    public void close() {
        closing = true;
        queue.offer(END);
        try {
            thread.join(LAST_WORDS.toMillis());
            thread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
