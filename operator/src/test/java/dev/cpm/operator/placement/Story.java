package dev.cpm.operator.placement;

import dev.cpm.operator.api.PlacementStatus;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A world in which a story is played: changes arrive, then rounds are run until nothing changes. */
final class Story {
    private static final int ENOUGH_ROUNDS = 50;

    private final World world = new World();
    private final Change.Catalogue catalogue = new Change.Catalogue();
    private Consumer<List<Round.Answer>> watch = answers -> {};
    private String now = "2026-01-01T00:00:00Z";

    /** Plays the steps of a story from the beginning. */
    static Story of(List<List<Change>> steps) {
        Story story = new Story();
        steps.forEach(story::play);
        return story;
    }

    /** Shows the answers of every round before they count. */
    Story watchedBy(Consumer<List<Round.Answer>> watcher) {
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
        changes.forEach(change -> change.to(world));
        changes.forEach(change -> change.to(catalogue));
        return settle();
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

    private Story settle() {
        for (int round = 0; world.hasConcerned(); round++) {
            if (round > ENOUGH_ROUNDS) {
                throw new AssertionError("does not settle: " + world.takeConcerned());
            }
            List<Round.Answer> answers = Round.of(world, world.takeConcerned(), now);
            watch.accept(answers);
            for (Round.Answer answer : answers) {
                if (answer.changed()) {
                    world.answered(answer.known().stored(answer.assignment(), answer.status()), answer.happy());
                } else {
                    world.happy(answer.known().key(), answer.happy());
                }
            }
        }
        return this;
    }
}
