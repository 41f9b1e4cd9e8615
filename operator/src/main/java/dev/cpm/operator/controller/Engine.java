package dev.cpm.operator.controller;

import dev.cpm.operator.placement.Rounds;
import dev.cpm.operator.placement.status.Times;
import dev.cpm.operator.placement.world.World;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.OperatorException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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

    /** How long the end waits for what was sent. */
    private static final Duration LAST_WRITES = Duration.ofSeconds(4);

    private final Clock clock;
    private final Leadership leadership;
    private final Observer observer;
    private final Inbox inbox = new Inbox();
    private final Watchers watches;
    private final Mirror mirror;
    private final StatusWriter writer;
    private final Audit audit;
    private final EventRecorder events;
    private final Settling settling;
    private final Answers answers;
    private final Batches batches;
    private final Summaries summaries;
    private final Intake intake;
    private final Beginning beginning;

    private final Thread thread = new Thread(this::run, "engine");
    private volatile boolean stopping;
    private volatile boolean leading;
    private volatile long lastBeat = System.nanoTime();

    Engine(
            KubernetesClient client,
            Settings settings,
            Clock clock,
            Leadership leadership,
            Rounds rounds,
            Observer observer) {
        this.clock = clock;
        this.observer = observer;
        this.leadership = leadership;
        this.watches = new Watchers(client, this::seen);
        this.mirror = new Mirror(settings.shard());
        this.writer = new StatusWriter(client, leadership::assumed, observer);
        this.events = new EventRecorder(client, settings.identity(), clock, this::writing);
        Defects defects = new Defects();
        this.audit = new Audit(client, mirror, defects, inbox::waiting);
        this.settling = new Settling(settings.settle());
        this.answers = new Answers(mirror, writer, events);
        this.batches = new Batches(
                mirror,
                answers,
                rounds,
                defects,
                new News(
                        () -> inbox.moreNews(seen -> mirror.isNews(seen.object(), seen.deleted())),
                        settings.settle(),
                        System::nanoTime),
                observer);
        this.summaries = new Summaries(mirror, writer, events, defects, settings.summaries());
        this.intake = new Intake(mirror, audit, answers, summaries, defects, new Unread(events), settling);
        this.beginning = new Beginning(
                leadership,
                new FencePolicy(client, settings.lease()),
                new FirstReading(watches, inbox, audit, intake, mirror),
                mirror.world(),
                answers,
                this::now);
    }

    /**
     * What a watch saw. Before this process leads, it waits for the first reading, which keeps what is stored in that very
     * version.
     */
    void seen(HasMetadata object, boolean deleted) {
        if (leading || !deleted) {
            inbox.put(object, deleted);
        } else {
            inbox.forget(object);
        }
    }

    /** Watches, in order to have at hand what is needed to lead. */
    void standBy() throws InterruptedException {
        watches.start();
    }

    /** Starts deciding. {@code afterAnother}: the lease was another's, who may not know yet that it is lost. */
    void lead(boolean afterAnother) {
        beginning.follows(afterAnother);
        beat(); // It may have stood by for hours.
        leading = true;
        thread.start();
    }

    /** Why it cannot begin to decide though it leads; null where it could. */
    String hindrance() {
        return beginning.hindrance();
    }

    /** All objects, as the watches saw them last; none before they have seen all. On any thread. */
    List<HasMetadata> objects() {
        return watches.started() ? watches.objects() : List.of();
    }

    private void beat() {
        lastBeat = System.nanoTime();
    }

    /** How long ago the engine last went around, or on; it stands still only while it reads everything. */
    Duration sinceLastBeat() {
        return Duration.ofNanos(System.nanoTime() - lastBeat);
    }

    boolean leading() {
        return leading;
    }

    boolean alive() {
        return thread.getState() != Thread.State.TERMINATED;
    }

    private void run() {
        try {
            beginning.run(this::beat);
            while (!stopping) {
                step();
            }
        } catch (InterruptedException | StatusWriter.StoppedException e) {
            log.info("Stopped.");
        } catch (OperatorException e) {
            if (stopping) {
                log.info("Stopped.");
                return;
            }
            log.error(
                    "Cannot watch the cluster; the process ends and a new one takes over: {}",
                    ServerMessage.of(e).orElse(Causes.root(e).toString()));
            exit();
        } catch (Precedence.GivesWayException e) {
            log.error("The process ends and gives way: {}", e.getMessage());
            exit();
        } catch (RuntimeException | Error e) {
            log.error("The engine failed; the process ends and a new one takes over.", e);
            Runtime.getRuntime().halt(1);
        }
    }

    /**
     * In order: the lease is given back, unless this process or a former leader may have left something; and not by this
     * thread, which is waited for.
     */
    private static void exit() {
        new Thread(() -> System.exit(1), "exit").start();
    }

    private void step() throws InterruptedException {
        beat();
        intake.take(inbox.take(patience(System.nanoTime())));
        intake.take(audit.ifDue());
        if (answers.followUp(now())) {
            summaries.changed();
        }
        summaries.followUp();
        intake.wake();
        tellWhoWaits();
        boolean due = settling.over(System.nanoTime());
        if (!due && !summaries.due()) {
            return;
        }
        boolean mayDecide = stillLeads();
        if (due) {
            settling.done();
            if (mayDecide) {
                if (batches.round(now(), this::beat)) {
                    summaries.changed();
                }
                boolean goesOn = batches.goesOn();
                intake.take(inbox.take(Duration.ZERO));
                if (goesOn) {
                    settling.overdue(System.nanoTime()); // They have waited, and so has what is new.
                }
                intake.wake();
                tellWhoWaits();
            } else {
                settling.again(System.nanoTime());
            }
        }
        if (mayDecide && summaries.due()) {
            summaries.flush(now());
        }
    }

    private void tellWhoWaits() {
        World world = mirror.world();
        observer.waiting(world.concerned() + answers.heldBack(world::concerns));
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
        if (!leadership.assumed()) {
            return false; // It is renewed yet, or lost, which ends the process.
        }
        try {
            if (!leadership.confirmed()) {
                log.error("The lease is another's; the process ends.");
                Runtime.getRuntime().halt(1);
            }
            return true;
        } catch (KubernetesClientException e) {
            log.warn("Cannot see who holds the lease, so nothing is decided: {}", e.getMessage());
            return false;
        }
    }

    private String now() {
        return Times.of(clock.instant());
    }

    /**
     * Ends the engine: what is not sent yet is not sent; what was is waited for. False if it is not certain that nothing
     * can arrive any more, of this process or of a former leader, so that the next one must fence.
     */
    boolean end() {
        stopping = true;
        beginning.stop();
        batches.stop();
        writer.drain();
        inbox.nudge();
        if (beginning.hindrance() != null) {
            thread.interrupt(); // What it waits for may take long.
        }
        try {
            thread.join(LAST_WRITES.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        boolean ended = !thread.isAlive();
        audit.close();
        writer.close();
        return ended && beginning.fenced() && batches.settled() && answers.certain();
    }

    private boolean writing() {
        return !batches.settled() || writer.leftAlone();
    }

    /** Writes the Events that wait, as far as time allows, and ends all watches; after {@link #end}. */
    void tellTheRest() {
        events.close();
        watches.close();
    }
}
