package dev.cpm.operator.controller;

import dev.cpm.operator.placement.model.Shard;
import io.fabric8.kubernetes.api.model.HasMetadata;

/** What the operator keeps of the objects that it saw: for measuring how much that is. */
public final class Kept {
    private final Mirror mirror = new Mirror(Shard.ALL);

    /** Takes in an object as a watch tells of it. */
    public void see(HasMetadata object) {
        mirror.seen(object, false);
    }

    /** How many placements it keeps. */
    public int placements() {
        return mirror.world().placements().size();
    }
}
