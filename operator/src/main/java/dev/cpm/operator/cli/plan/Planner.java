package dev.cpm.operator.cli.plan;

import dev.cpm.operator.api.Copies;
import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Titles;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.placement.Round;
import dev.cpm.operator.placement.RoundAnswer;
import dev.cpm.operator.placement.Rounds;
import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.model.Shard;
import dev.cpm.operator.placement.status.Summing;
import dev.cpm.operator.placement.status.Summing.Summed;
import dev.cpm.operator.placement.status.Times;
import dev.cpm.operator.placement.world.World;
import dev.cpm.operator.view.Inventory;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the operator would answer to some objects, if it saw them all at once: the same rounds over the same world,
 * until nothing changes any more. Pure; the objects stay as they are.
 */
public final class Planner {
    /** How many rounds a plan takes at most, besides one for each placement that may wait for others. */
    private static final int ENOUGH_ROUNDS = 100;

    private final Collection<? extends HasMetadata> objects;
    private final String now;
    private final Rounds rounds;
    private final World world;
    private final SortedMap<String, RuntimeException> defects = new TreeMap<>();

    private Planner(Collection<? extends HasMetadata> objects, Instant now, Shard shard, Rounds rounds) {
        this.objects = objects;
        this.world = new World(shard);
        this.rounds = rounds;
        this.now = Times.of(now);
    }

    /**
     * Plans for objects of the five kinds and Namespaces. What a placement's status says to be assigned is present
     * state; an object without a creation time is as old as {@code now}.
     */
    public static Plan plan(Collection<? extends HasMetadata> objects, Instant now) {
        return plan(objects, now, Shard.ALL);
    }

    /** Plans for an operator that owns some regions: what it would write. All else is as it stands there. */
    public static Plan plan(Collection<? extends HasMetadata> objects, Instant now, Shard shard) {
        return plan(objects, now, shard, Round::of);
    }

    /** Plans with other rounds than the operator's, such as some that fail. */
    public static Plan plan(Collection<? extends HasMetadata> objects, Instant now, Rounds rounds) {
        return plan(objects, now, Shard.ALL, rounds);
    }

    private static Plan plan(Collection<? extends HasMetadata> objects, Instant now, Shard shard, Rounds rounds) {
        Planner planner = new Planner(objects, now, shard, rounds);
        objects.forEach(object ->
                planner.world.put(object instanceof Placement placement ? planner.created(placement) : object));
        planner.settle();
        return planner.answers();
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
        int left = ENOUGH_ROUNDS + world.placements().size();
        while (world.hasConcerned()) {
            if (left-- == 0) {
                restless();
                return;
            }
            for (RoundAnswer answer : rounds.of(world, world.takeConcerned(), now)) {
                told("Placement " + answer.known().key(), answer.failure());
                if (answer.changed()) {
                    answer.storedIn(world);
                } else {
                    answer.unchangedIn(world);
                }
            }
        }
    }

    /** Of whom the rounds find something else again and again: to plan on would never end. */
    private void restless() {
        for (PlacementKey key : world.takeConcerned()) {
            told("Placement " + key, new IllegalStateException("no number of rounds settles it"));
        }
    }

    /** What came of an object in the end: how the operator failed there, or null where it did not. */
    private void told(String object, RuntimeException failure) {
        defects.remove(object);
        if (failure != null) {
            defects.put(object, failure);
        }
    }

    private Plan answers() {
        Summing summing = new Summing(world, now);
        Inventory inventory = new Inventory(
                summaries(Interconnect.class, Interconnect::new, summing::interconnect),
                summaries(LoadBalancer.class, LoadBalancer::new, summing::loadBalancer),
                all(
                        Placement.class,
                        Placement::new,
                        o -> world.placement(Known.of(o).key()).status()),
                summaries(Region.class, Region::new, summing::region),
                summaries(Zone.class, Zone::new, summing::zone));
        return new Plan(inventory, defects);
    }

    private <S, T, R extends CustomResource<S, T>> List<R> summaries(
            Class<R> kind, Supplier<R> create, Function<R, Summed<T>> summing) {
        return all(kind, create, object -> {
            Summed<T> summed = summing.apply(object);
            told(Titles.of(object), summed.failure());
            return summed.status();
        });
    }

    /** The objects of a kind that this operator writes, each with the status that it would have. */
    private <S, T, R extends CustomResource<S, T>> List<R> all(
            Class<R> kind, Supplier<R> create, Function<R, T> status) {
        return objects.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(world.shard()::owns)
                .sorted(Inventory.BY_NAME)
                .map(object -> Copies.withStatus(object, create, status.apply(object)))
                .toList();
    }
}
