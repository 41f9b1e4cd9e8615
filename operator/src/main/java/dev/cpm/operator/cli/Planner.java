package dev.cpm.operator.cli;

import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.placement.InterconnectStatuses;
import dev.cpm.operator.placement.Known;
import dev.cpm.operator.placement.LoadBalancerStatuses;
import dev.cpm.operator.placement.RegionStatuses;
import dev.cpm.operator.placement.Round;
import dev.cpm.operator.placement.World;
import dev.cpm.operator.placement.ZoneStatuses;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the operator would answer to some objects, if it saw them all at once: the same rounds over the same world,
 * until nothing changes any more. Pure; the objects stay as they are.
 */
public final class Planner {
    private static final Comparator<HasMetadata> BY_NAME = Comparator.comparing(
                    (HasMetadata object) -> String.valueOf(object.getMetadata().getNamespace()))
            .thenComparing(object -> object.getMetadata().getName());

    private final Collection<? extends HasMetadata> objects;
    private final String now;
    private final World world = new World();

    private Planner(Collection<? extends HasMetadata> objects, Instant now) {
        this.objects = objects;
        this.now = now.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /**
     * Plans for objects of the five kinds and Namespaces. What a placement's status says to be assigned is present
     * state; an object without a creation time is as old as {@code now}.
     */
    public static Plan plan(Collection<? extends HasMetadata> objects, Instant now) {
        Planner planner = new Planner(objects, now);
        objects.forEach(planner::put);
        planner.settle();
        return planner.answers();
    }

    private void put(HasMetadata object) {
        if (object instanceof Placement placement) {
            world.placement(Known.of(created(placement)));
        } else {
            world.put(object);
        }
    }

    /** A new object is created now, so the ones that a cluster has already are older. */
    private Placement created(Placement placement) {
        if (placement.getMetadata().getCreationTimestamp() != null) {
            return placement;
        }
        Placement created = new Placement();
        created.setMetadata(new ObjectMetaBuilder(placement.getMetadata())
                .withCreationTimestamp(now)
                .build());
        created.setSpec(placement.getSpec());
        created.setStatus(placement.getStatus());
        return created;
    }

    private void settle() {
        while (world.hasConcerned()) {
            for (Round.Answer answer : Round.of(world, world.takeConcerned(), now)) {
                if (answer.changed()) {
                    world.answered(answer.known().stored(answer.assignment(), answer.status()), answer.happy());
                } else {
                    world.happy(answer.known().key(), answer.happy());
                }
            }
        }
    }

    private Plan answers() {
        Map<String, Integer> holders = ZoneStatuses.holders(world.placements());
        return new Plan(
                all(Interconnect.class, Interconnect::new, o -> InterconnectStatuses.of(o, world.regions(), now)),
                all(LoadBalancer.class, LoadBalancer::new, o -> LoadBalancerStatuses.of(o, world, now)),
                all(
                        Placement.class,
                        Placement::new,
                        o -> world.placement(Known.of(o).key()).status()),
                all(Region.class, Region::new, o -> RegionStatuses.of(o, world.zones(), now)),
                all(
                        Zone.class,
                        Zone::new,
                        o -> ZoneStatuses.of(
                                o, holders.getOrDefault(o.getMetadata().getName(), 0), world.allocations(), now)));
    }

    /** The objects of a kind, each with the status that it would have. */
    private <S, T, R extends CustomResource<S, T>> List<R> all(
            Class<R> kind, Supplier<R> create, Function<R, T> status) {
        return objects.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .sorted(BY_NAME)
                .map(object -> {
                    R answered = create.get();
                    answered.setMetadata(object.getMetadata());
                    answered.setSpec(object.getSpec());
                    answered.setStatus(status.apply(object));
                    return answered;
                })
                .toList();
    }
}
