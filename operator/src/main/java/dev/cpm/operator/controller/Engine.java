package dev.cpm.operator.controller;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.controller.Mirror.Key;
import dev.cpm.operator.placement.Known;
import dev.cpm.operator.placement.PlacementKey;
import dev.cpm.operator.placement.Round;
import dev.cpm.operator.placement.Rounds;
import dev.cpm.operator.placement.World;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that decides. It takes what watches saw, waits until it settles, answers all that are concerned in
 * one round, and writes the answers. While it writes it decides nothing, so that every round starts from what is
 * stored, or may be, see {@link Answers}; that is the whole ledger.
 */
final class Engine {
    private static final Logger log = LoggerFactory.getLogger(Engine.class);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration PENDING = Duration.ofMillis(100);

    private final Clock clock;
    private final BooleanSupplier leads;
    private final Rounds rounds;
    private final Inbox inbox = new Inbox();
    private final Mirror mirror = new Mirror();
    private final StatusWriter writer;
    private final Audit audit;
    private final EventRecorder events;
    private final Settling settling;
    private final Answers answers;
    private final Defects defects = new Defects();
    private final Unread unread;
    private final Summaries summaries;
    private final Thread thread = new Thread(this::run, "engine");
    private volatile boolean stopping;
    private volatile boolean takenOver;
    private volatile long lastBeat = System.nanoTime();

    /** {@code leads} asks the API server whether this process still holds the lease; it may throw. */
    Engine(KubernetesClient client, Settings settings, Clock clock, BooleanSupplier leads) {
        this(client, settings, clock, leads, Round::of);
    }

    Engine(KubernetesClient client, Settings settings, Clock clock, BooleanSupplier leads, Rounds rounds) {
        this.clock = clock;
        this.rounds = rounds;
        this.leads = leads;
        this.writer = new StatusWriter(client);
        this.events = new EventRecorder(client, settings.identity(), clock);
        this.unread = new Unread(events);
        this.audit = new Audit(client, mirror);
        this.settling = new Settling(settings.settle());
        this.answers = new Answers(mirror, writer, events);
        this.summaries = new Summaries(mirror, writer, events, defects, settings.summaries());
    }

    /** What a watch saw. */
    void seen(HasMetadata object, boolean deleted) {
        inbox.put(object, deleted);
    }

    /** Starts deciding. {@code fromAnother}: the lease was another's, who may not know yet that it is lost. */
    void lead(boolean fromAnother) {
        takenOver = fromAnother;
        lastBeat = System.nanoTime(); // It may have stood by for hours.
        thread.start();
    }

    /** How long ago the engine last went around; it stands still only while it writes. */
    Duration sinceLastBeat() {
        return Duration.ofNanos(System.nanoTime() - lastBeat);
    }

    boolean leading() {
        return thread.getState() != Thread.State.NEW;
    }

    boolean alive() {
        return !leading() || thread.isAlive();
    }

    private void run() {
        try {
            load();
            if (takenOver) {
                fence();
            }
            while (!stopping) {
                step();
            }
        } catch (InterruptedException | StatusWriter.StoppedException e) {
            log.info("Stopped.");
        } catch (RuntimeException | Error e) {
            log.error("The engine failed; the process ends and a new one takes over.", e);
            Runtime.getRuntime().halt(1);
        }
    }

    /** Reads everything, consistently: the watches may lag behind what a former leader wrote. */
    private void load() {
        take(audit.all());
        log.info(
                "Loaded {}, {} and {}.",
                Counted.of(mirror.world().placements().size(), "placement"),
                Counted.of(mirror.world().zones().size(), "zone"),
                Counted.of(mirror.world().regions().size(), "region"));
        settling.changed(System.nanoTime());
    }

    private void fence() throws InterruptedException {
        List<Known> open =
                mirror.world().placements().stream().filter(Fence::needed).toList();
        log.info(
                "Taking over from another leader; writing {} first, so that what it may still send is refused.",
                Counted.of(open.size(), "placement"));
        answers.fence(open, now());
    }

    private void step() throws InterruptedException {
        lastBeat = System.nanoTime();
        take(inbox.take(patience(lastBeat)));
        take(audit.ifDue());
        if (answers.followUp(now())) {
            summaries.changed();
        }
        summaries.followUp();
        wake();
        boolean due = settling.over(System.nanoTime());
        if (!due && !summaries.due()) {
            return;
        }
        boolean leading = stillLeads();
        if (due) {
            settling.done();
            if (leading) {
                round();
                wake();
            } else {
                settling.changed(System.nanoTime());
            }
        }
        if (leading && summaries.due()) {
            summaries.flush(now());
        }
    }

    /** What concerns placements without having been seen by a watch waits for its batch like all else. */
    private void wake() {
        if (!settling.waits() && mirror.world().hasConcerned()) {
            settling.changed(System.nanoTime());
        }
    }

    /** How long to wait for news. */
    private Duration patience(long now) {
        Duration longest = answers.pending() ? PENDING : IDLE;
        Duration due = settling.due(now);
        return due == null || due.compareTo(longest) > 0 ? longest : due;
    }

    /**
     * A process that slept may have lost the lease without knowing, and what it is about to take in may be the work of
     * the next leader. So nothing is decided before the API server was asked. What was taken in before the question is
     * older than any next leader's fence.
     */
    private boolean stillLeads() {
        try {
            if (!leads.getAsBoolean()) {
                log.error("The lease is another's; the process ends.");
                Runtime.getRuntime().halt(1);
            }
            return true;
        } catch (KubernetesClientException e) {
            log.warn("Cannot see who holds the lease, so nothing is decided: {}", e.getMessage());
            return false;
        }
    }

    private void take(List<Inbox.Seen> news) {
        for (Inbox.Seen seen : news) {
            HasMetadata object = seen.object();
            if (!mirror.seen(object, seen.deleted())) {
                continue;
            }
            Known placement = null;
            if (object instanceof Placement) {
                PlacementKey key = new PlacementKey(
                        object.getMetadata().getNamespace(),
                        object.getMetadata().getName());
                answers.seen(key);
                placement = mirror.world().placement(key);
            }
            if (seen.deleted()) {
                defects.gone(Key.of(object));
                unread.gone(Key.of(object));
            } else {
                unread.seen(object, placement);
            }
            summaries.changed();
            if (mirror.world().hasConcerned()) {
                settling.changed(System.nanoTime());
            }
        }
    }

    private void round() throws InterruptedException {
        World world = mirror.world();
        Set<PlacementKey> concerned = world.takeConcerned();
        concerned.removeIf(answers::heldBack);
        if (concerned.isEmpty()) {
            return;
        }
        long start = System.nanoTime();
        List<Round.Answer> decisions = rounds.of(world, concerned, now());
        List<Round.Answer> changed = new ArrayList<>();
        for (Round.Answer answer : decisions) {
            defects.told(Key.of(answer.known().key()), answer.failure());
            if (answers.heldBack(answer.known().key())) {
                continue;
            }
            if (answer.changed()) {
                changed.add(answer);
            } else {
                // What the server says already need not be written, but it holds.
                world.answered(answer.known().stored(answer.assignment(), answer.status()), answer.happy());
            }
        }
        long decided = System.nanoTime();
        answers.write(changed);
        if (!changed.isEmpty()) {
            log.info(
                    "Answered {} in {} ms, wrote {} in {} ms.",
                    Counted.of(decisions.size(), "placement"),
                    (decided - start) / 1_000_000,
                    Counted.of(changed.size(), "status"),
                    (System.nanoTime() - decided) / 1_000_000);
            summaries.changed();
        }
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /**
     * Ends the engine; a round that is under way is finished first. False if a write may be under way still, so that only
     * a fence keeps it from being stored under the next leader.
     */
    boolean end() {
        stopping = true;
        inbox.nudge();
        try {
            thread.join(Duration.ofSeconds(20).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        boolean ended = !thread.isAlive();
        writer.close();
        events.close();
        return ended && answers.certain();
    }
}
