package dev.cpm.operator.controller;

import dev.cpm.operator.controller.Mirror.Key;
import dev.cpm.operator.placement.PlacementKey;
import dev.cpm.operator.placement.Round;
import dev.cpm.operator.placement.Rounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One batch after the other: decides for all that are concerned, explains and writes part by part. The world stands still
 * until all parts are written, since the whole batch was decided for it. For the engine's thread, but for {@link #stop}.
 */
final class Batches {
    private static final Logger log = LoggerFactory.getLogger(Batches.class);

    /** So long answers are found out before they are written. */
    private static final Duration PART = Duration.ofMillis(250);

    /** So long a batch finds out answers; what is new meanwhile should not wait longer. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Mirror mirror;
    private final Answers answers;
    private final Rounds rounds;
    private final Defects defects;

    /** Those whose turn did not come in the last batch. */
    private final Set<PlacementKey> waited = new HashSet<>();

    private volatile boolean stopping;
    private volatile boolean settled = true;

    Batches(Mirror mirror, Answers answers, Rounds rounds, Defects defects) {
        this.mirror = mirror;
        this.answers = answers;
        this.rounds = rounds;
        this.defects = defects;
    }

    /** Answers all that are concerned. {@code beat} is told of each part that is written. True if any status was. */
    boolean round(String now, Runnable beat) {
        Set<PlacementKey> concerned = mirror.world().takeConcerned();
        concerned.removeIf(answers::heldBack);
        if (concerned.isEmpty()) {
            return false;
        }
        long start = System.nanoTime();
        FairTurns turns = new FairTurns(rounds.begin(mirror.world(), concerned, now), waited, System::nanoTime);
        long deciding = System.nanoTime() - start;
        long explaining = 0; // By itself: however long it takes to decide, each batch answers somebody.
        List<Answers.Sent> sent = new ArrayList<>();
        settled = false;
        while (turns.any() && explaining < LONGEST.toNanos() && !stopping) {
            long began = System.nanoTime();
            List<Round.Answer> part = part(turns, began);
            explaining += System.nanoTime() - began;
            sent.addAll(answers.send(part));
            beat.run();
        }
        answers.settle(sent);
        settled = true;
        left(turns.left());
        int written = (int) sent.stream().filter(one -> one.outcome() != null).count();
        if (written > 0) {
            log.info(
                    "Answered {} in {} ms, wrote {} in {} ms.",
                    Counted.of(sent.size(), "placement"),
                    (deciding + explaining) / 1_000_000,
                    Counted.of(written, "status"),
                    (System.nanoTime() - start - deciding - explaining) / 1_000_000);
        }
        return written > 0;
    }

    /** The answers that are found out in a moment, or the next one. */
    private List<Round.Answer> part(FairTurns turns, long began) {
        List<Round.Answer> part = new ArrayList<>();
        while (turns.any() && System.nanoTime() - began < PART.toNanos()) {
            Round.Answer answer = turns.next();
            PlacementKey key = answer.known().key();
            defects.told(Key.of(key), answer.failure());
            if (!answers.heldBack(key)) {
                part.add(answer);
            }
        }
        return part;
    }

    /** Those whose turn did not come wait for the next batch, with whatever is new by then. */
    private void left(Collection<PlacementKey> left) {
        waited.clear();
        waited.addAll(left);
        left.forEach(mirror.world()::concern);
        if (!left.isEmpty() && !stopping) {
            log.warn(
                    "To find out what is wrong takes more than {} s; {} wait for the next batch.",
                    LONGEST.toSeconds(),
                    Counted.of(left.size(), "placement"));
        }
    }

    /** No further part is begun. */
    void stop() {
        stopping = true;
    }

    /** Whether what became of all that was sent is taken in. */
    boolean settled() {
        return settled;
    }
}
