package dev.cpm.operator.history;

import dev.cpm.operator.api.Placement;
import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * One of etcd's revisions that changed an object of ours.
 *
 * @param key such as {@code placements/team/web} or {@code zones/r1-a}
 * @param object as it is from then on; null if it is gone
 */
public record Revision(long number, String key, HasMetadata object) {

    /** The placement that it is of; null if it is of something else, or gone. */
    public Placement placement() {
        return object instanceof Placement placement ? placement : null;
    }

    public boolean gone() {
        return object == null;
    }
}
