package dev.cpm.operator.controller;

import dev.cpm.operator.controller.Mirror.Key;
import dev.cpm.operator.placement.DueAnswer;
import dev.cpm.operator.placement.Rounds;
import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.PlacementKey;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One batch after the other: decides for all that are concerned, then explains one after the other, and writes those that
 * are explained meanwhile. The world stands still until all are explained, since the whole batch was decided for it; then
 * it takes in what became of the writes. For the engine's thread, but for {@link #stop}.
 */
final class Batches {
    private static final Logger log = LoggerFactory.getLogger(Batches.class);

    /** So many answers may be on their way before the next one is found out: enough to keep all writers busy. */
    private static final int UNDER_WAY = 256;

    /**
     * CPU time of this thread, in nanoseconds: what others take, the writers of what is found out among them, is not for
     * the answers to pay. Elapsed time on a system that cannot tell.
     */
    private static final LongSupplier CPU = cpu(ManagementFactory.getThreadMXBean());

    private final Mirror mirror;
    private final Answers answers;
    private final Rounds rounds;
    private final Defects defects;
    private final News news;
    private final Observer observer;

    /** Those whose turn did not come in the last batch. */
    private final Set<PlacementKey> waited = new HashSet<>();

    private volatile boolean stopping;
    private volatile boolean settled = true;

    /** {@code news}: what waits meanwhile that may change a decision. */
    Batches(Mirror mirror, Answers answers, Rounds rounds, Defects defects, News news, Observer observer) {
        this.mirror = mirror;
        this.answers = answers;
        this.rounds = rounds;
        this.defects = defects;
        this.news = news;
        this.observer = observer;
    }

    private static LongSupplier cpu(ThreadMXBean threads) {
        return threads.isCurrentThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled()
                ? threads::getCurrentThreadCpuTime
                : System::nanoTime;
    }

    /** Answers all that are concerned; {@code beat} is told of every step. True if any status was written. */
    boolean round(String now, Runnable beat) throws InterruptedException {
        answers.keepForFormerLeader();
        Set<PlacementKey> concerned = mirror.world().takeConcerned();
        concerned.removeIf(answers::heldBack);
        if (concerned.isEmpty()) {
            waited.clear(); // They are gone, or held back, which concerns the world again when it ends.
            return false;
        }
        Batch batch = new Batch(concerned, now, beat);
        settled = false;
        batch.answer();
        long explained = CPU.getAsLong();
        int written = batch.settle();
        settled = true;
        observer.batch(batch.sending.sent().size(), System.nanoTime() - batch.start);
        news.look();
        left(batch.turns.left(), batch.sending.givenUp());
        if (written > 0) {
            log.info(
                    "Answered {} in {} ms of CPU time; wrote {} within {} ms.",
                    Counted.of(batch.sending.sent().size(), "placement"),
                    (explained - batch.began) / 1_000_000,
                    Counted.of(written, "status"),
                    (System.nanoTime() - batch.start) / 1_000_000);
        }
        return written > 0;
    }

    /** Those whose turn did not come wait for the next batch, with whatever is new by then; so do those that were given up. */
    private void left(List<DueAnswer> left, Map<PlacementKey, Assignment> givenUp) {
        waited.clear();
        Map<PlacementKey, Assignment> decided = new HashMap<>(givenUp);
        for (DueAnswer due : left) {
            waited.add(due.key());
            decided.put(due.key(), due.assignment());
        }
        decided.keySet().forEach(mirror.world()::concern);
        mirror.world().undone(decided);
    }

    /** Whether somebody's turn did not come in the last batch, and is next: nothing that came since has to settle yet. */
    boolean goesOn() {
        return !waited.isEmpty() && !news.unsettled();
    }

    /** Nothing further is found out, nor sent. */
    void stop() {
        stopping = true;
    }

    /** Whether what became of all that was sent is taken in. */
    boolean settled() {
        return settled;
    }

    /** One batch: who is to be answered, and what is on its way. */
    private final class Batch {
        private final Runnable beat;
        private final long start = System.nanoTime();
        private final long began = CPU.getAsLong();
        private final List<DueAnswer> due;
        private final FairTurns turns;
        private final Sending sending = new Sending(answers);

        /** So many of those that were sent, from the first on, have been waited for. */
        private int done;

        /** Decides. */
        Batch(Set<PlacementKey> concerned, String now, Runnable beat) {
            this.beat = beat;
            this.due = rounds.begin(mirror.world(), concerned, now);
            observer.decided(System.nanoTime() - start);
            this.turns = new FairTurns(due, waited, CPU);
        }

        /** Explains and sends, one after the other, until all have had their turn or the time is up. */
        void answer() throws InterruptedException {
            // From here: however long it takes to decide, each batch answers somebody.
            Slice slice = new Slice(CPU, System::nanoTime, news);
            while (turns.any() && !stopping) {
                if (!slice.over(turns.asks())) {
                    send(next());
                    for (; sending.sent().size() - done > UNDER_WAY; done++) {
                        answers.isStored(sending.sent().get(done));
                    }
                    beat.run();
                } else if (turns.asks()) {
                    turns.setAsideAsking(); // The others get their time nevertheless.
                } else {
                    return;
                }
            }
        }

        private FairTurns.Turn next() {
            observer.waiting(due.size() - done);
            long turn = System.nanoTime();
            FairTurns.Turn found = turns.next();
            observer.explained(System.nanoTime() - turn);
            return found;
        }

        private void send(FairTurns.Turn found) throws InterruptedException {
            PlacementKey key = found.due().key();
            defects.told(Key.of(key), found.answer().failure());
            if (!answers.heldBack(key)) {
                sending.add(found.due(), found.answer());
            }
        }

        /** Sends what waits for others, takes in what became of all that was sent, and says how many statuses were written. */
        int settle() throws InterruptedException {
            sending.finish(() -> stopping, beat);
            int written = 0;
            int answered = 0;
            for (Answers.Sent one : sending.sent()) {
                answers.settle(one);
                answered++;
                observer.waiting(due.size() - Math.max(done, answered));
                written += one.write() == null ? 0 : 1;
                beat.run();
            }
            return written;
        }
    }
}
