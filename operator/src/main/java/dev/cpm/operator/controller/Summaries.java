package dev.cpm.operator.controller;

import dev.cpm.operator.api.Condition;
import dev.cpm.operator.api.Copies;
import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.InterconnectStatus;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.LoadBalancerStatus;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.RegionStatus;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.api.ZoneStatus;
import dev.cpm.operator.controller.Mirror.Key;
import dev.cpm.operator.placement.status.Happening;
import dev.cpm.operator.placement.status.Happenings;
import dev.cpm.operator.placement.status.Summing;
import dev.cpm.operator.placement.status.Summing.Summed;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The statuses of everything but placements. They sum up what placements were told, so they are written at most about
 * once a second each, however many placements changed; and beside the rounds, which never wait for them. There are few
 * zones and regions, so all of them are looked at; which of the others are, see {@link Stale}.
 */
final class Summaries {
    /** A write of a status that is under way, and what is to be told once it is stored. */
    private record Pending(
            Future<WriteOutcome<HasMetadata>> result, Object status, Supplier<List<Happening>> happened) {
        boolean isIn(HasMetadata latest) {
            return latest instanceof CustomResource<?, ?> ours && status.equals(ours.getStatus());
        }
    }

    private final Mirror mirror;
    private final StatusWriter writer;
    private final Pauses<Key> pauses = new Pauses<>();
    private final Map<Key, Pending> writes = new HashMap<>();
    private final EventRecorder events;
    private final Defects defects;
    private final long apart;
    private final Stale stale;
    private long last;

    Summaries(Mirror mirror, StatusWriter writer, EventRecorder events, Defects defects, Duration apart) {
        this.mirror = mirror;
        this.writer = writer;
        this.events = events;
        this.defects = defects;
        this.apart = apart.toNanos();
        this.stale = new Stale(mirror);
        this.last = System.nanoTime() - this.apart;
    }

    /** Something that a summary counts may have changed. */
    void changed() {
        stale.changed();
    }

    /** Something of an object changed, or it is gone. */
    void changed(HasMetadata object) {
        stale.changed(object);
    }

    /** Whether it is time to look at them again. */
    boolean due() {
        return stale.any() && System.nanoTime() - last >= apart;
    }

    /** Whether it is not known of any write what became of it. */
    boolean underWay() {
        return !writes.isEmpty();
    }

    /** Takes in what became of earlier writes. What failed is due again after a pause, if it still has news. */
    void followUp() throws InterruptedException {
        for (Iterator<Map.Entry<Key, Pending>> all = writes.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Key, Pending> write = all.next();
            if (!write.getValue().result().isDone()) {
                continue;
            }
            all.remove();
            WriteOutcome<HasMetadata> outcome =
                    StatusWriter.result(write.getValue().result());
            if (outcome instanceof WriteOutcome.Failed<HasMetadata> failed) {
                pauses.failed(write.getKey(), failed, System.nanoTime());
            } else {
                pauses.well(write.getKey());
            }
            if (outcome instanceof WriteOutcome.Accepted<HasMetadata> accepted) {
                mirror.written(accepted.latest());
                events.record(accepted.latest(), write.getValue().happened());
            } else if (outcome instanceof WriteOutcome.MovedOn<HasMetadata> moved) {
                stale.again(write.getKey()); // A watch brings the newer version.
                if (write.getValue().isIn(moved.latest())) { // It is stored, and the answer was lost.
                    events.record(moved.latest(), write.getValue().happened());
                }
            } else if (outcome instanceof WriteOutcome.Unsent<HasMetadata>) {
                stale.again(write.getKey());
            }
        }
        pauses.takeOver(System.nanoTime()).forEach(stale::again);
    }

    /** Writes the summaries that say something new, those apart of which a write is under way or failed just now. */
    void flush(String now) {
        last = System.nanoTime();
        pauses.retain(key -> mirror.get(key) != null);
        Set<Key> some = stale.take(); // before anything is found out that is to be said later
        Summing summing = new Summing(mirror.world(), now);
        write(mirror.all(Zone.class), summing::zone, Zone::new, specs(ZoneStatus::conditions));
        write(mirror.all(Region.class), summing::region, Region::new, specs(RegionStatus::conditions));
        write(
                those(Interconnect.class, some),
                summing::interconnect,
                Interconnect::new,
                specs(InterconnectStatus::conditions));
        write(
                those(LoadBalancer.class, some),
                one -> {
                    Summed<LoadBalancerStatus> summed = summing.loadBalancer(one);
                    stale.told(Key.of(one), summed);
                    return summed;
                },
                LoadBalancer::new,
                Happenings::of);
    }

    private <T> List<T> those(Class<T> kind, Set<Key> some) {
        return some.stream()
                .filter(key -> key.kind() == kind)
                .map(mirror::get)
                .filter(Objects::nonNull)
                .map(kind::cast)
                .toList();
    }

    /** What is told of kinds that break no rules of placement: whether their spec is valid. */
    private static <S> BiFunction<S, S, List<Happening>> specs(Function<S, List<Condition>> conditions) {
        return (before, after) ->
                Happenings.ofSpec(before == null ? List.of() : conditions.apply(before), conditions.apply(after));
    }

    private <P, S, T extends CustomResource<P, S>> void write(
            Collection<T> those,
            Function<T, Summed<S>> summing,
            Supplier<T> empty,
            BiFunction<S, S, List<Happening>> happened) {
        for (T seen : those) {
            if (!mirror.world().shard().owns(seen)) {
                continue;
            }
            Key key = Key.of(seen);
            Summed<S> summed = summing.apply(seen);
            defects.told(key, summed.failure());
            S next = summed.status();
            if (writes.containsKey(key)) {
                stale.again(key); // What is under way may say something else.
                continue;
            }
            if (next.equals(seen.getStatus()) || pauses.pausing(key)) {
                continue;
            }
            HasMetadata object = Copies.withStatus(seen, empty, next);
            Future<WriteOutcome<HasMetadata>> result = writer.writeBeside(object, false);
            writes.put(key, new Pending(result, next, () -> happened.apply(seen.getStatus(), next)));
        }
    }
}
