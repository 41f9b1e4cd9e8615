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
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;

/**
 * Tells the engine of every object that was created, changed or deleted, of six kinds. One reconciler a kind, since the
 * SDK's caches, retries and health checks go by kind; none of them writes anything itself.
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
        // Not generation aware: a status that somebody edited by hand must be seen, and put right.
        operator.register(
                watcher,
                overrider -> overrider
                        .withGenerationAware(false)
                        .withTriggerReconcilerOnAllEvents(true)
                        .withInformerListLimit(Audit.PAGE));
    }

    private abstract static class Watcher<R extends HasMetadata> implements Reconciler<R> {
        private final Engine engine;

        Watcher(Engine engine) {
            this.engine = engine;
        }

        @Override
        public UpdateControl<R> reconcile(R resource, Context<R> context) {
            engine.seen(resource, context.isPrimaryResourceDeleted());
            return UpdateControl.noUpdate();
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
