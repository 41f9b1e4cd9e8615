package dev.cpm.operator.controller;

import dev.cpm.operator.placement.DueAnswer;
import dev.cpm.operator.placement.RoundAnswer;
import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.PlacementKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Sends the answers of a batch. One that was decided by what others are to have is sent once that is stored, and not at all
 * where it was not: else it could keep for good what a hard rule forbids beside what is really there (rule 3).
 */
final class Sending {
    private final Answers answers;

    private final List<Answers.Sent> inOrder = new ArrayList<>();
    private final Map<PlacementKey, Answers.Sent> sent = new HashMap<>();

    /** In the order in which they were found out: so none waits for one behind it. */
    private final Map<PlacementKey, Waiting> waiting = new LinkedHashMap<>();

    private final Map<PlacementKey, Assignment> givenUp = new HashMap<>();

    /** An answer, and those before it by whose assignments it was decided. */
    private record Waiting(DueAnswer due, RoundAnswer answer, List<PlacementKey> before) {}

    Sending(Answers answers) {
        this.answers = answers;
    }

    /** Takes an answer that was found out just now, and sends it if nothing has to be stored before. */
    void add(DueAnswer due, RoundAnswer answer) throws InterruptedException {
        List<PlacementKey> before =
                answer.moves() ? due.named().stream().filter(this::isBefore).toList() : List.of();
        Waiting one = new Waiting(due, answer, before);
        if (before.stream().anyMatch(this::isOpen)) {
            waiting.put(due.key(), one);
        } else {
            sendOrGiveUp(one);
        }
    }

    /** Sends all that wait, each as soon as it may be, until {@code stopping}; {@code beat} is told of every step. */
    void finish(BooleanSupplier stopping, Runnable beat) throws InterruptedException {
        while (!waiting.isEmpty() && !stopping.getAsBoolean()) {
            int before = waiting.size();
            for (Waiting one : List.copyOf(waiting.values())) {
                if (one.before().stream().noneMatch(this::isOpen)) {
                    waiting.remove(one.due().key());
                    sendOrGiveUp(one);
                }
            }
            if (waiting.size() == before) {
                // The first one waits for what was sent, and nothing else.
                for (PlacementKey key : waiting.values().iterator().next().before()) {
                    if (isOpen(key)) {
                        answers.isStored(sent.get(key));
                    }
                }
            }
            beat.run();
        }
        waiting.forEach((key, one) -> givenUp.put(key, one.due().assignment()));
        waiting.clear();
    }

    /** What was sent, in that order; more is added at the end. */
    List<Answers.Sent> sent() {
        return Collections.unmodifiableList(inOrder);
    }

    /** Those that were not sent after all, and what each was to have. */
    Map<PlacementKey, Assignment> givenUp() {
        return givenUp;
    }

    /** Whether it is to have something else, and was found out already. */
    private boolean isBefore(PlacementKey key) {
        return waiting.containsKey(key)
                || givenUp.containsKey(key)
                || sent.containsKey(key) && sent.get(key).answer().moves();
    }

    /** Whether nobody knows yet what becomes of it. */
    private boolean isOpen(PlacementKey key) {
        return waiting.containsKey(key)
                || sent.containsKey(key) && !sent.get(key).isDone();
    }

    private void sendOrGiveUp(Waiting one) throws InterruptedException {
        PlacementKey key = one.due().key();
        for (PlacementKey before : one.before()) {
            if (givenUp.containsKey(before) || !answers.isStored(sent.get(before))) {
                givenUp.put(key, one.due().assignment());
                return;
            }
        }
        Answers.Sent now = answers.send(one.answer());
        inOrder.add(now);
        sent.put(key, now);
    }
}
