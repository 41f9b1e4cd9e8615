package dev.cpm.operator.placement.decide;

import dev.cpm.operator.placement.model.Assignment;
import java.util.List;

/** Decides one placement: which replicas get a zone, which give theirs back. What is assigned stays (rule 1). */
public final class Deciding {
    private Deciding() {}

    /** The next assignment; the same one where there is nothing to do or nothing can be done. */
    public static Assignment decide(Scene scene) {
        Assignment current = scene.current();
        int surplus = current.total() - scene.request().replicas();
        if (surplus > 0) {
            return Dealing.release(current, scene.sites(), surplus);
        }
        List<Rule> rules = scene.rules();
        return Explaining.heldBack(scene, rules).isPresent() ? current : place(scene, rules);
    }

    /** The next assignment of a request that is not held back, by these rules. */
    static Assignment place(Scene scene, List<Rule> rules) {
        if (Replacing.lost(scene).total() > 0) {
            return Replacing.replace(scene, rules);
        }
        if (scene.unplaced() == 0) {
            return scene.current();
        }
        Outcome outcome = Placing.place(scene, rules, scene.unplaced());
        return Dealing.deal(scene.current(), scene.sites(), outcome.counts());
    }
}
