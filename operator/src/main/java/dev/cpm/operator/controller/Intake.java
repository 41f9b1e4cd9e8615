package dev.cpm.operator.controller;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.controller.Mirror.Key;
import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.model.PlacementKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/**
 * Takes in what a watch saw, or an audit read, and tells all whom it is news for. A batch that it concerns is due once
 * it settles. For the engine's thread only.
 */
final class Intake {
    private final Mirror mirror;
    private final Audit audit;
    private final Answers answers;
    private final Summaries summaries;
    private final Defects defects;
    private final Unread unread;
    private final Settling settling;

    Intake(
            Mirror mirror,
            Audit audit,
            Answers answers,
            Summaries summaries,
            Defects defects,
            Unread unread,
            Settling settling) {
        this.mirror = mirror;
        this.audit = audit;
        this.answers = answers;
        this.summaries = summaries;
        this.defects = defects;
        this.unread = unread;
        this.settling = settling;
    }

    /** All there is, as it was read for the first time. */
    void everything(Audit.Reading reading) {
        take(reading);
        audit.begun();
        settling.changed(System.nanoTime());
    }

    void take(Audit.Reading reading) {
        take(reading.seen());
        reading.versions().forEach(mirror::read);
    }

    void take(List<Inbox.Seen> news) {
        boolean ours = false;
        for (Inbox.Seen seen : news) {
            HasMetadata object = seen.object();
            if (seen.deleted()) {
                audit.gone(object);
            }
            if (!mirror.seen(object, seen.deleted())) {
                continue;
            }
            boolean owned = mirror.world().shard().owns(object);
            Known placement = null;
            if (object instanceof Placement) {
                PlacementKey key = PlacementKey.of(object);
                answers.seen(key);
                placement = mirror.world().placement(key);
            }
            if (seen.deleted()) {
                defects.gone(Key.of(object));
                unread.gone(Key.of(object));
            } else if (owned) {
                unread.seen(object, placement);
            }
            summaries.changed(object);
            ours |= owned;
        }
        // What another shard does keeps nobody waiting longer; whom it concerns waits from then on, see wake().
        if (ours && mirror.world().hasConcerned()) {
            settling.changed(System.nanoTime());
        }
    }

    /** What concerns placements without having been seen by a watch waits for its batch like all else. */
    void wake() {
        if (!settling.waits() && mirror.world().hasConcerned()) {
            settling.changed(System.nanoTime());
        }
    }
}
