package dev.cpm.operator.controller;

import dev.cpm.operator.api.Condition;
import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.InterconnectStatus;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.RegionStatus;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.api.ZoneStatus;
import dev.cpm.operator.controller.StatusWriter.Written;
import dev.cpm.operator.placement.Happening;
import dev.cpm.operator.placement.Happenings;
import dev.cpm.operator.placement.InterconnectStatuses;
import dev.cpm.operator.placement.LoadBalancerStatuses;
import dev.cpm.operator.placement.RegionStatuses;
import dev.cpm.operator.placement.World;
import dev.cpm.operator.placement.ZoneStatuses;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The statuses of everything but placements. They sum up what placements were told, so they are written at most about
 * once a second each, however many placements changed.
 */
final class Summaries {
    private static final long APART = Duration.ofSeconds(1).toNanos();

    private final Mirror mirror;
    private final StatusWriter writer;
    private final EventRecorder events;
    private boolean changed;
    private long last = System.nanoTime() - APART;

    Summaries(Mirror mirror, StatusWriter writer, EventRecorder events) {
        this.mirror = mirror;
        this.writer = writer;
        this.events = events;
    }

    /** Something that a summary counts may have changed. */
    void changed() {
        changed = true;
    }

    /** Writes the summaries that say something new, unless the last ones were written just now. */
    void flush(String now) {
        if (!changed || System.nanoTime() - last < APART) {
            return;
        }
        changed = false;
        last = System.nanoTime();
        World world = mirror.world();
        Map<String, Integer> placements = ZoneStatuses.holders(world.placements());
        write(
                Zone.class,
                zone -> ZoneStatuses.of(
                        zone, placements.getOrDefault(zone.getMetadata().getName(), 0), world.allocations(), now),
                Zone::new,
                specs(ZoneStatus::conditions));
        write(
                Region.class,
                region -> RegionStatuses.of(region, world.zones(), now),
                Region::new,
                specs(RegionStatus::conditions));
        write(
                Interconnect.class,
                interconnect -> InterconnectStatuses.of(interconnect, world.regions(), now),
                Interconnect::new,
                specs(InterconnectStatus::conditions));
        write(
                LoadBalancer.class,
                loadBalancer -> LoadBalancerStatuses.of(loadBalancer, world, now),
                LoadBalancer::new,
                Happenings::of);
    }

    /** What is told of kinds that break no rules of placement: whether their spec is valid. */
    private static <S> BiFunction<S, S, List<Happening>> specs(Function<S, List<Condition>> conditions) {
        return (before, after) ->
                Happenings.ofSpec(before == null ? List.of() : conditions.apply(before), conditions.apply(after));
    }

    private <P, S, T extends CustomResource<P, S>> void write(
            Class<T> kind, Function<T, S> status, Supplier<T> empty, BiFunction<S, S, List<Happening>> happened) {
        List<T> objects = new ArrayList<>();
        List<List<Happening>> happenings = new ArrayList<>();
        for (T seen : mirror.all(kind)) {
            S next = status.apply(seen);
            if (!next.equals(seen.getStatus())) {
                T object = empty.get();
                object.setMetadata(seen.getMetadata());
                object.setSpec(seen.getSpec());
                object.setStatus(next);
                objects.add(object);
                happenings.add(happened.apply(seen.getStatus(), next));
            }
        }
        List<Written<T>> results =
                writer.write(objects, (asked, stored) -> Objects.equals(asked.getStatus(), stored.getStatus()));
        for (int i = 0; i < results.size(); i++) {
            Written<T> written = results.get(i);
            if (written.stored()) {
                T latest = written.latest().orElseThrow();
                mirror.written(latest);
                events.record(latest, happenings.get(i));
            } else {
                written.latest().ifPresent(latest -> {
                    mirror.seen(latest, false);
                    changed = true;
                });
            }
        }
    }
}
