package dev.cpm.operator.controller;

import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Zone;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.util.List;
import java.util.Set;

/**
 * Tells the engine of every object that was created, changed or deleted, of six kinds. One controller a kind, since the
 * SDK's caches and watches go by kind.
 *
 * <p>The engine listens to the watches rather than being called to reconcile. It decides whole batches, and the SDK's
 * queue (5.3.2, where all events are asked for) forgets that an object was created again while its end is handled.
 */
final class Watchers {
    private Watchers() {}

    static void register(Operator operator, Engine engine) {
        register(operator, new Regions(engine));
        register(operator, new Zones(engine));
        register(operator, new Interconnects(engine));
        register(operator, new LoadBalancers(engine));
        register(operator, new Namespaces(engine));
        register(operator, new Placements(engine));
    }

    private static <R extends HasMetadata> void register(Operator operator, Watcher<R> watcher) {
        operator.register(
                watcher,
                overrider -> overrider.withGenericFilter(object -> false).withInformerListLimit(Audit.PAGE));
    }

    private abstract static class Watcher<R extends HasMetadata> implements Reconciler<R> {
        private final Engine engine;

        Watcher(Engine engine) {
            this.engine = engine;
        }

        @Override
        public List<EventSource<?, R>> prepareEventSources(EventSourceContext<R> context) {
            return List.of(new Listener<>(engine));
        }

        /** Nothing is queued for it. */
        @Override
        public UpdateControl<R> reconcile(R resource, Context<R> context) {
            return UpdateControl.noUpdate();
        }
    }

    /** Hears of every event in the watch's own order, and of no other objects. */
    private static final class Listener<R extends HasMetadata> extends AbstractEventSource<Void, R>
            implements ResourceEventAware<R> {
        private final Engine engine;

        Listener(Engine engine) {
            super(Void.class, "engine");
            this.engine = engine;
        }

        @Override
        public void onResourceCreated(R resource) {
            engine.seen(resource, false);
        }

        @Override
        public void onResourceUpdated(R resource, R before) {
            engine.seen(resource, false);
        }

        @Override
        public void onResourceDeleted(R resource) {
            engine.seen(resource, true);
        }

        @Override
        public Set<Void> getSecondaryResources(R primary) {
            return Set.of();
        }
    }

    static final class Regions extends Watcher<Region> {
        Regions(Engine engine) {
            super(engine);
        }
    }

    static final class Zones extends Watcher<Zone> {
        Zones(Engine engine) {
            super(engine);
        }
    }

    static final class Interconnects extends Watcher<Interconnect> {
        Interconnects(Engine engine) {
            super(engine);
        }
    }

    static final class LoadBalancers extends Watcher<LoadBalancer> {
        LoadBalancers(Engine engine) {
            super(engine);
        }
    }

    static final class Namespaces extends Watcher<Namespace> {
        Namespaces(Engine engine) {
            super(engine);
        }
    }

    static final class Placements extends Watcher<Placement> {
        Placements(Engine engine) {
            super(engine);
        }
    }
}
