package dev.cpm.operator.placement;

import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.LoadBalancerStatus;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.LoadBalancerInfo;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.status.LoadBalancerStatuses;
import dev.cpm.operator.placement.world.World;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** A world in which a story is played: changes arrive, then rounds are run until nothing changes. */
final class Story {
    private static final int ENOUGH_ROUNDS = 50;

    private final World world = new World();
    private final Change.Catalogue catalogue = new Change.Catalogue();
    private final Map<PlacementKey, LoadBalancerStatus> loadBalancers = new TreeMap<>();
    private BiConsumer<Set<PlacementKey>, List<RoundAnswer>> watch = (concerned, answers) -> {};
    private String now = "2026-01-01T00:00:00Z";

    /** Plays the steps of a story from the beginning. */
    static Story of(List<List<Change>> steps) {
        Story story = new Story();
        steps.forEach(story::play);
        return story;
    }

    /** What a cluster has stored, looked at for the first time; what is assigned is what the statuses say. */
    static Story stored(Collection<? extends HasMetadata> objects) {
        Story story = new Story();
        for (HasMetadata object : objects) {
            story.world.put(object);
            story.catalogue.put(object);
            if (object instanceof LoadBalancer loadBalancer) {
                story.loadBalancers.put(LoadBalancerInfo.of(loadBalancer).key(), loadBalancer.getStatus());
            }
        }
        return story;
    }

    /** Shows who was concerned in every round, and the answers before they count. */
    Story watchedBy(BiConsumer<Set<PlacementKey>, List<RoundAnswer>> watcher) {
        watch = watcher;
        return this;
    }

    World world() {
        return world;
    }

    Change.Catalogue catalogue() {
        return catalogue;
    }

    Story play(List<Change> changes) {
        happens(changes);
        return settle();
    }

    void happens(List<Change> changes) {
        changes.forEach(change -> change.to(world));
        changes.forEach(change -> change.to(catalogue));
        changes.stream()
                .filter(Change.SetLoadBalancer.class::isInstance)
                .forEach(change -> loadBalancers.remove(((Change.SetLoadBalancer) change).key()));
    }

    /** Changes arrive, and of the batch that comes of them only some are answered before it ends; those who were not. */
    List<PlacementKey> playCut(List<Change> changes, Random random) {
        happens(changes);
        List<DueAnswer> due = new ArrayList<>(Round.begin(world, world.takeConcerned(), now));
        Collections.shuffle(due, random);
        int cut = random.nextInt(due.size() + 1);
        List<RoundAnswer> answers =
                due.subList(0, cut).stream().map(one -> one.answer().get()).toList();
        answers.forEach(answer -> answer.storedIn(world));
        Map<PlacementKey, Assignment> undone = new TreeMap<>();
        for (DueAnswer one : due.subList(cut, due.size())) {
            undone.put(one.key(), one.assignment());
            world.concern(one.key());
        }
        world.undone(undone);
        return List.copyOf(undone.keySet());
    }

    /** Asks for everything to be looked at again, at another time. */
    Story lookAgain() {
        now = "2026-06-01T00:00:00Z";
        world.placements().forEach(known -> world.concern(known.key()));
        return settle();
    }

    Map<PlacementKey, PlacementStatus> statuses() {
        Map<PlacementKey, PlacementStatus> statuses = new TreeMap<>();
        world.placements().forEach(known -> statuses.put(known.key(), known.status()));
        return statuses;
    }

    Map<PlacementKey, LoadBalancerStatus> loadBalancers() {
        return new TreeMap<>(loadBalancers);
    }

    Story settle() {
        for (int round = 0; world.hasConcerned(); round++) {
            if (round > ENOUGH_ROUNDS) {
                throw new AssertionError("does not settle: " + world.takeConcerned());
            }
            Set<PlacementKey> concerned = world.takeConcerned();
            List<RoundAnswer> answers = Round.of(world, concerned, now);
            watch.accept(concerned, answers);
            for (RoundAnswer answer : answers) {
                if (answer.changed()) {
                    answer.storedIn(world);
                } else {
                    answer.unchangedIn(world);
                }
            }
        }
        catalogue.loadBalancers.forEach((key, spec) -> loadBalancers.put(
                key,
                LoadBalancerStatuses.of(Change.SetLoadBalancer.object(key, spec, loadBalancers.get(key)), world, now)));
        return this;
    }
}
