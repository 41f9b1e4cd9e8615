package dev.cpm.operator.controller;

import dev.cpm.operator.api.Copies;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.placement.RoundAnswer;
import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.status.Happening;
import dev.cpm.operator.placement.status.Happenings;
import dev.cpm.operator.placement.world.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/**
 * Writes what placements are told, and takes in what became of it. For the engine's thread only.
 *
 * <p>Most writes are certain at once. One that was refused changes nothing: its placement is decided anew after a pause.
 * One whose answer was lost leaves a {@link Doubt}: until it is certain what is stored, the placement is not decided, and
 * holds in each zone the most that it may have. A doubt ends when a newer version is seen, whoever wrote it; to that end
 * the known status is written again at the same version, beside the rounds and after growing pauses, until such a write
 * is answered. Nobody else waits for any of this.
 */
final class Answers {
    private final Mirror mirror;
    private final StatusWriter writer;
    private final EventRecorder events;
    private final Pauses<PlacementKey> pauses = new Pauses<>();
    private final Doubts doubts;

    Answers(Mirror mirror, StatusWriter writer, EventRecorder events) {
        this.mirror = mirror;
        this.writer = writer;
        this.events = events;
        this.doubts = new Doubts(mirror.world());
    }

    /** Whether a placement cannot be answered now; it will concern the world again when it can. */
    boolean heldBack(PlacementKey key) {
        return doubts.hinder(key) || pauses.pausing(key);
    }

    /** How many cannot be answered now, apart from some. */
    int heldBack(Predicate<PlacementKey> apart) {
        Set<PlacementKey> all = new HashSet<>(doubts.keys());
        all.addAll(pauses.pausing());
        all.removeIf(apart);
        return all.size();
    }

    /** Whether there is anything to follow up. */
    boolean pending() {
        return doubts.any() || pauses.any();
    }

    /** Whether it is certain of every write what became of it. */
    boolean certain() {
        return !doubts.any();
    }

    /** An answer on its way; {@code write} is null where it says what the server has already. */
    record Sent(RoundAnswer answer, Future<WriteOutcome<Placement>> write) {

        /** Whether it is known by now what became of it. */
        boolean isDone() {
            return write == null || write.isDone();
        }
    }

    /** Writes an answer if it says something new, in one attempt. What becomes of it is for {@link #settle}. */
    Sent send(RoundAnswer answer) {
        boolean news = answer.changed();
        return new Sent(answer, news ? writer.write(withStatus(answer.known().key(), answer.status())) : null);
    }

    /**
     * Waits until it is known what became of an answer, and tells whether it is stored for certain; to take that in is for
     * {@link #settle}.
     */
    boolean isStored(Sent sent) throws InterruptedException {
        return sent.write() == null || StatusWriter.result(sent.write()) instanceof WriteOutcome.Accepted;
    }

    /** Takes in what became of an answer, which is waited for. */
    void settle(Sent sent) throws InterruptedException {
        RoundAnswer answer = sent.answer();
        if (sent.write() == null) {
            answer.storedIn(mirror.world());
        } else {
            settle(answer, StatusWriter.result(sent.write()));
        }
        if (answer.failure() != null) {
            mirror.world().failed(answer.known()); // The others were decided as if it had got what it was to get.
        }
    }

    private void settle(RoundAnswer answer, WriteOutcome<Placement> outcome) {
        World world = mirror.world();
        Known known = answer.known();
        if (outcome instanceof WriteOutcome.Accepted<Placement> accepted) {
            answer.storedIn(world, world.placement(known.key()));
            mirror.written(accepted.latest());
            tell(answer, accepted.latest());
            pauses.well(known.key());
        } else if (outcome instanceof WriteOutcome.MovedOn<Placement> moved) {
            found(answer, moved.latest());
        } else if (outcome instanceof WriteOutcome.Failed<Placement> failed) {
            failed(known.key(), failed);
            if (failed.maybeStored() && (answer.moves() || !isAssigned(answer))) {
                doubts.begin(Doubt.of(answer, uid(mirror.placement(known.key()))));
            } else {
                unanswered(answer);
            }
        } else {
            unanswered(answer); // It is gone, of which a watch tells; or it was not sent.
            if (outcome instanceof WriteOutcome.Unsent<Placement>) {
                world.concern(known.key());
            }
        }
    }

    /** Whether what is stored, as far as is known, has the same assignment: somebody may have edited it. */
    private boolean isAssigned(RoundAnswer answer) {
        PlacementStatus stored = mirror.placement(answer.known().key()).getStatus();
        return stored != null && Assignment.of(stored.zones()).equals(answer.assignment());
    }

    /** If it was to get or give back machines: the others of its batch were decided as if it had. */
    private void unanswered(RoundAnswer answer) {
        if (answer.moves()) {
            mirror.world().unanswered(answer.known());
        }
    }

    /**
     * Writes every placement that a former leader could still grant something, see {@link Fence}. What cannot be written
     * may yet be granted whatever is free. {@code beat} is told of each that is settled.
     */
    void fence(List<Known> open, String now, Runnable beat) throws InterruptedException {
        List<Known> uncertain = new ArrayList<>();
        List<Future<WriteOutcome<Placement>>> writes = new ArrayList<>();
        for (Known known : open) {
            writes.add(writer.write(withStatus(known.key(), Fence.renewed(known, now))));
        }
        for (int i = 0; i < open.size(); i++) {
            Known known = open.get(i);
            WriteOutcome<Placement> outcome = StatusWriter.result(writes.get(i));
            beat.run();
            if (outcome instanceof WriteOutcome.Accepted<Placement> accepted) {
                mirror.adopt(accepted.latest());
            } else if (outcome instanceof WriteOutcome.MovedOn<Placement> moved) {
                mirror.adopt(moved.latest()); // What the former leader stored meanwhile is true.
            } else if (failed(known.key(), outcome) && !(tooLarge(outcome) && Fence.leastPossible(known))) {
                uncertain.add(known);
            }
            beat.run();
        }
        uncertain.forEach(known -> doubts.begin(Doubt.ofFormerLeader(known, uid(mirror.placement(known.key())))));
        keepForFormerLeader();
    }

    /** Before anything is decided. */
    void keepForFormerLeader() {
        doubts.keepForFormerLeader();
    }

    /** A version of a placement was seen that is news to the mirror, or that it is gone: that ends every doubt of it. */
    void seen(PlacementKey key) {
        Placement latest = mirror.placement(key);
        Doubt doubt = doubts.of(key);
        if (doubt != null) {
            doubts.end(doubt);
            if (latest != null && uid(latest).equals(doubt.uid())) {
                found(doubt, latest);
            }
        }
        if (latest == null) {
            pauses.well(key);
        } else {
            pauses.end(key);
        }
    }

    /** Takes in what became of earlier tries, and tries again what is due. True if a doubt was ended. */
    boolean followUp(String now) throws InterruptedException {
        int before = doubts.size();
        for (Doubt doubt : doubts.toList()) {
            if (doubt.write() != null && doubt.write().isDone()) {
                settle(doubt, StatusWriter.result(doubt.write()));
            }
        }
        boolean ended = doubts.size() < before;
        for (PlacementKey key : pauses.takeOver(System.nanoTime())) {
            Doubt doubt = doubts.of(key);
            if (doubt == null) {
                mirror.world().concern(key);
            } else {
                Known known = mirror.world().placement(key);
                doubts.goesOn(doubt.with(writer.writeBeside(withStatus(key, Fence.renewed(known, now)), true)));
            }
        }
        return ended;
    }

    private void settle(Doubt doubt, WriteOutcome<Placement> outcome) {
        PlacementKey key = doubt.known().key();
        if (failed(key, outcome) && !(tooLarge(outcome) && Fence.leastPossible(doubt.known()))) {
            doubts.goesOn(doubt.with(null));
            return;
        }
        doubts.end(doubt);
        if (outcome instanceof WriteOutcome.Accepted<Placement> accepted) {
            found(doubt, accepted.latest());
        } else if (outcome instanceof WriteOutcome.MovedOn<Placement> moved) {
            found(doubt, moved.latest());
        }
    }

    private static boolean tooLarge(WriteOutcome<Placement> outcome) {
        return outcome instanceof WriteOutcome.Failed<Placement> failed && failed.tooLarge();
    }

    /** Whether a write brought no certainty; it is tried again after a pause. */
    private boolean failed(PlacementKey key, WriteOutcome<Placement> outcome) {
        if (outcome instanceof WriteOutcome.Failed<Placement> failed) {
            failed(key, failed);
        } else if (outcome instanceof WriteOutcome.Unsent<Placement>) {
            pauses.untried(key, System.nanoTime());
        } else {
            return false;
        }
        return true;
    }

    private void found(Doubt doubt, Placement latest) {
        if (doubt.answer() == null) {
            mirror.adopt(latest);
        } else {
            found(doubt.answer(), latest);
        }
    }

    /** The server has a newer version: with what was answered, or with what was known before. */
    private void found(RoundAnswer answer, Placement latest) {
        mirror.found(answer, latest);
        tell(answer, latest);
    }

    /** The Events of an answer that is stored now; not those of one that somebody has put another in the place of. */
    private void tell(RoundAnswer answer, Placement latest) {
        if (answer.status().equals(latest.getStatus())) {
            events.record(latest, () -> Happenings.of(answer.known().told(), answer.status()));
        }
    }

    private void failed(PlacementKey key, WriteOutcome.Failed<Placement> failed) {
        boolean news = pauses.failed(key, failed, System.nanoTime());
        if (news && failed.tooLarge()) {
            // The status cannot say it.
            events.record(
                    mirror.placement(key),
                    () -> List.of(
                            new Happening(Happening.Type.Warning, "StatusTooLarge", "Answering", failed.reason())));
        }
    }

    private static String uid(Placement placement) {
        return String.valueOf(placement.getMetadata().getUid());
    }

    /** The whole object: an old server takes what a status write leaves out for given up by whoever applied it. */
    private Placement withStatus(PlacementKey key, PlacementStatus status) {
        return Copies.withStatus(mirror.placement(key), Placement::new, status);
    }
}
