package dev.cpm.operator.controller;

import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Zone;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import java.util.List;
import java.util.stream.Stream;

/** The kinds of objects that the operator works with. */
final class WatchedKinds {
    /** Those of its own API. */
    static final List<Class<? extends HasMetadata>> OURS =
            List.of(Region.class, Zone.class, Interconnect.class, LoadBalancer.class, Placement.class);

    /** Those that {@link Watchers} watches, and {@link Audit} reads in this order. */
    static final List<Class<? extends HasMetadata>> WATCHED =
            Stream.concat(Stream.of(Namespace.class), OURS.stream()).toList();

    private WatchedKinds() {}
}
