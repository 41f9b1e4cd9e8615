package dev.cpm.operator.controller;

import dev.cpm.operator.controller.Mirror.Key;
import dev.cpm.operator.placement.Assignment;
import dev.cpm.operator.placement.PlacementKey;
import dev.cpm.operator.placement.Round;
import dev.cpm.operator.placement.Rounds;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
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
        Set<PlacementKey> concerned = mirror.world().takeConcerned();
        concerned.removeIf(answers::heldBack);
        if (concerned.isEmpty()) {
            waited.clear(); // They are gone, or held back, which concerns the world again when it ends.
            return false;
        }
        long start = System.nanoTime();
        long began = CPU.getAsLong();
        List<Round.Due> due = rounds.begin(mirror.world(), concerned, now);
        observer.decided(System.nanoTime() - start);
        FairTurns turns = new FairTurns(due, waited, CPU);
        settled = false;
        List<Answers.Sent> sent = new ArrayList<>();
        int done = 0;
        // From here: however long it takes to decide, each batch answers somebody.
        Slice slice = new Slice(CPU, System::nanoTime, news);
        while (turns.any() && !stopping) {
            if (slice.over(turns.asks())) {
                if (!turns.asks()) {
                    break;
                }
                turns.setAsideAsking(); // The others get their time nevertheless.
                continue;
            }
            observer.waiting(due.size() - done);
            long turn = System.nanoTime();
            Round.Answer answer = turns.next();
            observer.explained(System.nanoTime() - turn);
            PlacementKey key = answer.known().key();
            defects.told(Key.of(key), answer.failure());
            if (!answers.heldBack(key)) {
                sent.add(answers.send(answer));
            }
            for (; sent.size() - done > UNDER_WAY; done++) {
                answers.await(sent.get(done));
            }
            beat.run();
        }
        long explained = CPU.getAsLong();
        int written = 0;
        int answered = 0;
        for (Answers.Sent one : sent) {
            answers.settle(one);
            answered++;
            observer.waiting(due.size() - Math.max(done, answered));
            written += one.write() == null ? 0 : 1;
            beat.run();
        }
        settled = true;
        observer.batch(sent.size(), System.nanoTime() - start);
        news.look();
        left(turns.left());
        if (written > 0) {
            log.info(
                    "Answered {} in {} ms of CPU time; wrote {} within {} ms.",
                    Counted.of(sent.size(), "placement"),
                    (explained - began) / 1_000_000,
                    Counted.of(written, "status"),
                    (System.nanoTime() - start) / 1_000_000);
        }
        return written > 0;
    }

    /** Those whose turn did not come wait for the next batch, with whatever is new by then. */
    private void left(List<Round.Due> left) {
        waited.clear();
        Map<PlacementKey, Assignment> decided = new HashMap<>();
        for (Round.Due due : left) {
            waited.add(due.key());
            decided.put(due.key(), due.assignment());
            mirror.world().concern(due.key());
        }
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
}
