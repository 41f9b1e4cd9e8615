package dev.cpm.operator.controller;

import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Zone;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.api.config.Cloner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Watches all objects of six kinds, and tells of each that was created, changed or deleted. One controller a kind, since
 * the SDK's caches and watches go by kind.
 *
 * <p>The SDK's controllers are listened to rather than being called to reconcile. The engine decides whole batches, and
 * the SDK's queue (5.3.2, where all events are asked for) forgets that an object was created again while its end is
 * handled.
 */
final class Watchers implements AutoCloseable {
    /** A start that takes longer is stuck: a hundred thousand placements are read in a few minutes. */
    private static final Duration LONGEST_START = Duration.ofMinutes(8);

    /** Nobody changes an object that was read; and a copy would forget what could not be read of it. */
    private static final Cloner UNCHANGED = new Cloner() {
        @Override
        public <T extends HasMetadata> T clone(T object) {
            return object;
        }
    };

    /** Is told what a watch saw. */
    @FunctionalInterface
    interface Listener {
        void seen(HasMetadata object, boolean deleted);
    }

    private final Operator operator;
    private final List<Watcher<?>> all;
    private final AtomicBoolean begun = new AtomicBoolean();

    /** On a thread of its own, since whoever waits for it may have to end before it does. */
    private final FutureTask<Void> start;

    /** The client stays the caller's to close. */
    Watchers(KubernetesClient client, Listener listener) {
        operator = new Operator(overrider -> overrider
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withUseSSAToPatchPrimaryResource(false)
                .withResourceCloner(UNCHANGED)
                .withCacheSyncTimeout(LONGEST_START)
                .withReconciliationTerminationTimeout(Duration.ofSeconds(1)));
        all = List.of(
                new Regions(listener),
                new Zones(listener),
                new Interconnects(listener),
                new LoadBalancers(listener),
                new Namespaces(listener),
                new Placements(listener));
        all.forEach(this::register);
        start = new FutureTask<>(operator::start, null);
    }

    private <R extends HasMetadata> void register(Watcher<R> watcher) {
        operator.register(
                watcher,
                overrider -> overrider.withGenericFilter(object -> false).withInformerListLimit(Gait.PAGE));
    }

    /**
     * Starts watching, unless it was started before. Returns when all that is stored has been read once; true if that was
     * now, so that {@link #objects} has nothing that is older than this call: the SDK lists page by page, and then an API
     * server answers with nothing older than the request. Throws {@link OperatorException} if it cannot be read.
     */
    boolean start() throws InterruptedException {
        boolean now = begun.compareAndSet(false, true);
        if (now) {
            Thread thread = new Thread(start, "watches");
            thread.setDaemon(true);
            thread.start();
        }
        try {
            start.get();
            return now;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    /** Whether all that is stored has been read once. */
    boolean started() {
        if (!start.isDone()) {
            return false;
        }
        try {
            start.get();
            return true;
        } catch (ExecutionException e) {
            return false; // Whoever waits for the start is told.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** All objects, as they were seen last. */
    List<HasMetadata> objects() {
        return all.stream().<HasMetadata>flatMap(Watcher::objects).toList();
    }

    @Override
    public void close() {
        operator.stop();
    }

    private abstract static class Watcher<R extends HasMetadata> implements Reconciler<R> {
        private final Listener listener;
        private IndexedResourceCache<R> objects;

        Watcher(Listener listener) {
            this.listener = listener;
        }

        Stream<R> objects() {
            return objects.list(object -> true);
        }

        @Override
        public List<EventSource<?, R>> prepareEventSources(EventSourceContext<R> context) {
            objects = context.getPrimaryCache();
            return List.of(new Ear<>(listener));
        }

        /** Nothing is queued for it. */
        @Override
        public UpdateControl<R> reconcile(R resource, Context<R> context) {
            return UpdateControl.noUpdate();
        }
    }

    /** Hears of every event in the watch's own order, and of no other objects. */
    private static final class Ear<R extends HasMetadata> extends AbstractEventSource<Void, R>
            implements ResourceEventAware<R> {
        private final Listener listener;

        Ear(Listener listener) {
            super(Void.class, "engine");
            this.listener = listener;
        }

        @Override
        public void onResourceCreated(R resource) {
            listener.seen(resource, false);
        }

        @Override
        public void onResourceUpdated(R resource, R before) {
            listener.seen(resource, false);
        }

        @Override
        public void onResourceDeleted(R resource) {
            listener.seen(resource, true);
        }

        @Override
        public Set<Void> getSecondaryResources(R primary) {
            return Set.of();
        }
    }

    static final class Regions extends Watcher<Region> {
        Regions(Listener listener) {
            super(listener);
        }
    }

    static final class Zones extends Watcher<Zone> {
        Zones(Listener listener) {
            super(listener);
        }
    }

    static final class Interconnects extends Watcher<Interconnect> {
        Interconnects(Listener listener) {
            super(listener);
        }
    }

    static final class LoadBalancers extends Watcher<LoadBalancer> {
        LoadBalancers(Listener listener) {
            super(listener);
        }
    }

    static final class Namespaces extends Watcher<Namespace> {
        Namespaces(Listener listener) {
            super(listener);
        }
    }

    static final class Placements extends Watcher<Placement> {
        Placements(Listener listener) {
            super(listener);
        }
    }
}
