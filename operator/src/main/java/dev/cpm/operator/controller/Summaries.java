package dev.cpm.operator.controller;

import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.controller.Mirror.Key;
import dev.cpm.operator.placement.InterconnectStatuses;
import dev.cpm.operator.placement.LoadBalancerStatuses;
import dev.cpm.operator.placement.RegionStatuses;
import dev.cpm.operator.placement.World;
import dev.cpm.operator.placement.ZoneStatuses;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The statuses of everything but placements. They sum up what placements were told, so they are written at most about
 * once a second each, however many placements changed; and beside the rounds, which never wait for them.
 */
final class Summaries {
    private static final long APART = Duration.ofSeconds(1).toNanos();

    private final Mirror mirror;
    private final StatusWriter writer;
    private final Pauses<Key> pauses = new Pauses<>();
    private final Map<Key, Future<Outcome<HasMetadata>>> writes = new HashMap<>();
    private boolean changed;
    private long last = System.nanoTime() - APART;

    Summaries(Mirror mirror, StatusWriter writer) {
        this.mirror = mirror;
        this.writer = writer;
    }

    /** Something that a summary counts may have changed. */
    void changed() {
        changed = true;
    }

    /** Whether it is time to look at them again. */
    boolean due() {
        return changed && System.nanoTime() - last >= APART;
    }

    /** Takes in what became of earlier writes. What failed is due again after a pause, if it still has news. */
    void followUp() throws InterruptedException {
        for (Iterator<Map.Entry<Key, Future<Outcome<HasMetadata>>>> all =
                        writes.entrySet().iterator();
                all.hasNext(); ) {
            Map.Entry<Key, Future<Outcome<HasMetadata>>> write = all.next();
            if (!write.getValue().isDone()) {
                continue;
            }
            all.remove();
            Outcome<HasMetadata> outcome = StatusWriter.result(write.getValue());
            if (outcome instanceof Outcome.Failed<HasMetadata> failed) {
                pauses.failed(write.getKey(), failed, System.nanoTime());
            } else {
                pauses.well(write.getKey());
            }
            if (outcome instanceof Outcome.Accepted<HasMetadata> accepted) {
                mirror.written(accepted.latest());
            } else if (outcome instanceof Outcome.MovedOn<HasMetadata>) {
                changed = true; // A watch brings the newer version.
            }
        }
        changed |= !pauses.takeOver(System.nanoTime()).isEmpty();
    }

    /** Writes the summaries that say something new, those apart of which a write is under way or failed just now. */
    void flush(String now) {
        changed = false;
        last = System.nanoTime();
        World world = mirror.world();
        Map<String, Integer> placements = ZoneStatuses.holders(world.placements());
        write(
                Zone.class,
                zone -> ZoneStatuses.of(
                        zone, placements.getOrDefault(zone.getMetadata().getName(), 0), world.allocations(), now),
                Zone::new);
        write(Region.class, region -> RegionStatuses.of(region, world.zones(), now), Region::new);
        write(
                Interconnect.class,
                interconnect -> InterconnectStatuses.of(interconnect, world.regions(), now),
                Interconnect::new);
        write(LoadBalancer.class, loadBalancer -> LoadBalancerStatuses.of(loadBalancer, world, now), LoadBalancer::new);
    }

    private <P, S, T extends CustomResource<P, S>> void write(Class<T> kind, Function<T, S> status, Supplier<T> empty) {
        for (T seen : mirror.all(kind)) {
            S next = status.apply(seen);
            Key key = Key.of(seen);
            if (next.equals(seen.getStatus()) || pauses.pausing(key)) {
                continue;
            }
            if (writes.containsKey(key)) {
                changed = true;
                continue;
            }
            T object = empty.get();
            object.setMetadata(seen.getMetadata());
            object.setSpec(seen.getSpec());
            object.setStatus(next);
            writes.put(key, writer.writeBeside((HasMetadata) object, false));
        }
    }
}
