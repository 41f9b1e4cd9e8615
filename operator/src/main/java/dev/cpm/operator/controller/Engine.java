package dev.cpm.operator.controller;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.controller.Mirror.Key;
import dev.cpm.operator.placement.Known;
import dev.cpm.operator.placement.PlacementKey;
import dev.cpm.operator.placement.Rounds;
import dev.cpm.operator.placement.Shard;
import dev.cpm.operator.placement.Words;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.OperatorException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** Between two tries to begin. */
    private static final Duration AGAIN = Duration.ofMillis(500);

    /** How long the end waits for what was sent. */
    private static final Duration LAST_WRITES = Duration.ofSeconds(4);

    private final Clock clock;
    private final Leadership leadership;
    private final Inbox inbox = new Inbox();
    private final Watchers watches;
    private final Mirror mirror;
    private final StatusWriter writer;
    private final Audit audit;
    private final FencePolicy policy;
    private final EventRecorder events;
    private final Settling settling;
    private final Answers answers;
    private final Batches batches;
    private final Defects defects = new Defects();
    private final Unread unread;
    private final Summaries summaries;

    private final Thread thread = new Thread(this::run, "engine");
    private volatile boolean stopping;
    private volatile boolean leading;
    /** What keeps it from deciding though it leads; then it has sent nothing yet. */
    private volatile String hindrance;

    private volatile boolean afterAnother;
    /** Whether a former leader can grant nothing any more, as far as this one knows. */
    private volatile boolean fenced = true;

    private volatile long lastBeat = System.nanoTime();

    Engine(KubernetesClient client, Settings settings, Clock clock, Leadership leadership) {
        this(client, settings, clock, leadership, Rounds.BY_THE_RULES);
    }

    Engine(KubernetesClient client, Settings settings, Clock clock, Leadership leadership, Rounds rounds) {
        this.clock = clock;
        this.leadership = leadership;
        this.watches = new Watchers(client, this::seen);
        this.mirror = new Mirror(settings.shard());
        this.writer = new StatusWriter(client, leadership::assumed);
        this.events = new EventRecorder(client, settings.identity(), clock, this::writing);
        this.unread = new Unread(events);
        this.audit = new Audit(client, mirror, inbox::waiting);
        this.policy = new FencePolicy(client, settings.lease());
        this.settling = new Settling(settings.settle());
        this.answers = new Answers(mirror, writer, events);
        this.batches = new Batches(
                mirror,
                answers,
                rounds,
                defects,
                () -> inbox.any(seen -> mirror.isNews(seen.object(), seen.deleted())));
        this.summaries = new Summaries(mirror, writer, events, defects, settings.summaries());
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
        this.afterAnother = afterAnother;
        fenced = !afterAnother;
        lastBeat = System.nanoTime(); // It may have stood by for hours.
        hindrance = "it reads what is in the cluster";
        leading = true;
        thread.start();
    }

    /** Why it cannot begin to decide though it leads; null where it could. */
    String hindrance() {
        return hindrance;
    }

    /** How long ago the engine last went around; it stands still only while it reads everything. */
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
            begin();
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
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            log.error(
                    "Cannot watch the cluster; the process ends and a new one takes over: {}",
                    ServerMessage.of(e).orElse(cause.toString()));
            // In order, with the lease given back, since nothing was decided; and not by this thread, which is waited
            // for.
            new Thread(() -> System.exit(1), "exit").start();
        } catch (RuntimeException | Error e) {
            log.error("The engine failed; the process ends and a new one takes over.", e);
            Runtime.getRuntime().halt(1);
        }
    }

    /** The first of a term. An API server that does not answer is waited for as long as the lease is there. */
    private void begin() throws InterruptedException {
        while (!stopping) {
            String why = hinderedBy();
            if (why == null) {
                hindrance = null;
                break;
            }
            if (!why.equals(hindrance)) {
                log.warn("Cannot begin to decide yet: {}", why);
                hindrance = why;
            }
            lastBeat = System.nanoTime(); // No restart could help.
            Thread.sleep(AGAIN.toMillis());
        }
        if ((afterAnother || leadership.afterRival()) && !stopping) {
            fenced = false;
            fence();
            fenced = true;
        }
    }

    /**
     * Why this process may not write, or all could not be read after that; null if it may, and all was. What somebody
     * wrote who owned the same is read only after that one is gone.
     */
    private String hinderedBy() throws InterruptedException {
        try {
            String rival = leadership.rival();
            if (rival != null) {
                return rival;
            }
            Optional<String> refusal = policy.refusal();
            if (refusal.isEmpty()) {
                load();
            }
            return refusal.map(why -> why + " (" + policy.wayOut() + ")").orElse(null);
        } catch (KubernetesClientException e) {
            return ServerMessage.of(e).orElse(String.valueOf(e.getMessage()));
        }
    }

    /** Reads everything, consistently: what watches saw before may lag behind what a former leader wrote. */
    private void load() throws InterruptedException {
        take(watches.start() ? watched() : audit.all());
        audit.begun();
        settling.changed(System.nanoTime());
        log.info(
                "Loaded {}, {} and {}.",
                Counted.of(mirror.world().placements().size(), "placement"),
                Counted.of(mirror.world().zones().size(), "zone"),
                Counted.of(mirror.world().regions().size(), "region"));
        Shard shard = mirror.world().shard();
        if (!shard.all()) {
            log.info("Decides what is at home in {}.", shard.words());
            List<String> unknown = shard.regions().stream()
                    .filter(region -> !mirror.world().regions().contains(region))
                    .toList();
            if (!unknown.isEmpty()) {
                log.warn("--regions names {}, of which there is no Region yet.", Words.list(unknown));
            }
        }
    }

    /** All that the watches read when they were started; what they said until then is in it. */
    private Audit.Reading watched() throws InterruptedException {
        inbox.take(Duration.ZERO);
        return new Audit.Reading(
                watches.objects().stream()
                        .map(object -> new Inbox.Seen(object, false))
                        .toList(),
                Map.of());
    }

    private void fence() throws InterruptedException {
        List<Known> open = mirror.world().placements().stream()
                .filter(mirror.world().shard()::owns)
                .filter(Fence::needed)
                .toList();
        log.info(
                "Taking over from another leader; writing {} first, so that what it may still send is refused.",
                Counted.of(open.size(), "placement"));
        answers.fence(open, now(), () -> lastBeat = System.nanoTime());
        log.info("Taken over.");
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
                if (batches.round(now(), () -> lastBeat = System.nanoTime())) {
                    summaries.changed();
                }
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

    private void take(Audit.Reading reading) {
        take(reading.seen());
        reading.versions().forEach(mirror::read);
    }

    private void take(List<Inbox.Seen> news) {
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
                PlacementKey key = new PlacementKey(
                        object.getMetadata().getNamespace(),
                        object.getMetadata().getName());
                answers.seen(key);
                placement = mirror.world().placement(key);
            }
            if (seen.deleted()) {
                defects.gone(Key.of(object));
                unread.gone(Key.of(object));
            } else if (owned) {
                unread.seen(object, placement);
            }
            summaries.changed();
            // What another shard does keeps nobody waiting longer; whom it concerns waits from then on, see wake().
            if (owned && mirror.world().hasConcerned()) {
                settling.changed(System.nanoTime());
            }
        }
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /**
     * Ends the engine: what is not sent yet is not sent; what was is waited for. False if it is not certain that nothing
     * can arrive any more, of this process or of a former leader, so that the next one must fence.
     */
    boolean end() {
        stopping = true;
        batches.stop();
        writer.drain();
        inbox.nudge();
        if (hindrance != null) {
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
        return ended && fenced && batches.settled() && answers.certain();
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
