package dev.cpm.operator.controller;

import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.controller.StatusWriter.Written;
import dev.cpm.operator.placement.Happenings;
import dev.cpm.operator.placement.Known;
import dev.cpm.operator.placement.PlacementKey;
import dev.cpm.operator.placement.Round;
import dev.cpm.operator.placement.World;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
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
 * stored; that is the whole ledger.
 */
final class Engine implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Engine.class);
    private static final Duration IDLE = Duration.ofSeconds(1);

    private final KubernetesClient client;
    private final Clock clock;
    private final BooleanSupplier leads;
    private final Inbox inbox = new Inbox();
    private final Mirror mirror = new Mirror();
    private final StatusWriter writer;
    private final EventRecorder events;
    private final Settling settling;
    private final Summaries summaries;
    private final Thread thread = new Thread(this::run, "engine");
    private volatile boolean stopping;
    private volatile boolean takenOver;
    private volatile long lastBeat = System.nanoTime();

    /** {@code leads} asks the API server whether this process still holds the lease; it may throw. */
    Engine(KubernetesClient client, Settings settings, Clock clock, BooleanSupplier leads) {
        this.client = client;
        this.clock = clock;
        this.leads = leads;
        this.writer = new StatusWriter(client);
        this.events = new EventRecorder(client, settings.identity(), clock);
        this.settling = new Settling(settings.settle());
        this.summaries = new Summaries(mirror, writer, events);
    }

    /** What a watch saw. */
    void seen(HasMetadata object, boolean deleted) {
        inbox.put(object, deleted);
    }

    /** Starts deciding. {@code fromAnother}: the lease was another's, who may not know yet that it is lost. */
    void lead(boolean fromAnother) {
        takenOver = fromAnother;
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

    /** Reads everything once, consistently: the watches may lag behind what a former leader wrote. */
    private void load() {
        List.of(Region.class, Zone.class, Interconnect.class, LoadBalancer.class, Namespace.class, Placement.class)
                .forEach(this::load);
        log.info(
                "Loaded {} placements, {} zones in {} regions.",
                mirror.world().placements().size(),
                mirror.world().zones().size(),
                mirror.world().regions().size());
        settling.changed(System.nanoTime());
    }

    private void load(Class<? extends HasMetadata> kind) {
        client.resources(kind).inAnyNamespace().list().getItems().forEach(object -> mirror.seen(object, false));
    }

    /** Writes every placement that a former leader could still grant something, until none is left unwritten. */
    private void fence() {
        World world = mirror.world();
        List<Known> open = world.placements().stream().filter(Fence::needed).toList();
        log.info("Taking over from another leader; fencing {} placements.", open.size());
        while (!open.isEmpty()) {
            String now = now();
            List<Placement> objects = new ArrayList<>();
            for (Known known : open) {
                objects.add(withStatus(known.key(), Fence.renewed(known.status(), now)));
            }
            List<Written<Placement>> results = writer.write(objects, Engine::sameStatus);
            List<Known> again = new ArrayList<>();
            for (int i = 0; i < results.size(); i++) {
                Written<Placement> result = results.get(i);
                // What the former leader stored meanwhile is true, not what was loaded before.
                result.latest().ifPresent(mirror::adopt);
                Known known = world.placement(open.get(i).key());
                if (!result.stored() && result.latest().isPresent() && Fence.needed(known)) {
                    again.add(known);
                }
            }
            open = again;
        }
    }

    private void step() throws InterruptedException {
        lastBeat = System.nanoTime();
        Duration due = settling.due(lastBeat);
        Duration wait = due == null || due.compareTo(IDLE) > 0 ? IDLE : due;
        take(inbox.take(wait));
        while (!inbox.isEmpty() && !stopping) {
            take(inbox.take(Duration.ZERO));
        }
        due = settling.due(System.nanoTime());
        if (due != null && (due.isNegative() || due.isZero())) {
            settling.done();
            if (stillLeads()) {
                round();
            } else {
                settling.changed(System.nanoTime());
            }
        }
        summaries.flush(now());
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
            log.warn("Cannot see who holds the lease, deciding nothing: {}", e.getMessage());
            return false;
        }
    }

    private void take(Inbox.Seen seen) {
        if (seen != null && mirror.seen(seen.object(), seen.deleted())) {
            summaries.changed();
            if (mirror.world().hasConcerned()) {
                settling.changed(System.nanoTime());
            }
        }
    }

    private void round() {
        World world = mirror.world();
        Set<PlacementKey> concerned = world.takeConcerned();
        if (concerned.isEmpty()) {
            return;
        }
        long start = System.nanoTime();
        List<Round.Answer> answers = Round.of(world, concerned, now());
        List<Round.Answer> changed = new ArrayList<>();
        for (Round.Answer answer : answers) {
            if (answer.changed()) {
                changed.add(answer);
            } else {
                world.happy(answer.known().key(), answer.happy());
            }
        }
        long decided = System.nanoTime();
        write(changed);
        if (!changed.isEmpty()) {
            log.info(
                    "Answered {} placements in {} ms, wrote {} in {} ms.",
                    answers.size(),
                    (decided - start) / 1_000_000,
                    changed.size(),
                    (System.nanoTime() - decided) / 1_000_000);
        }
        if (world.hasConcerned()) {
            settling.changed(System.nanoTime());
        }
    }

    private void write(List<Round.Answer> answers) {
        List<Placement> objects = new ArrayList<>();
        for (Round.Answer answer : answers) {
            objects.add(withStatus(answer.known().key(), answer.status()));
        }
        List<Written<Placement>> results = writer.write(objects, Engine::sameStatus);
        for (int i = 0; i < answers.size(); i++) {
            settle(answers.get(i), results.get(i));
        }
        summaries.changed();
    }

    /** Takes in what became of an answer. */
    private void settle(Round.Answer answer, Written<Placement> result) {
        World world = mirror.world();
        PlacementKey key = answer.known().key();
        if (result.stored()) {
            Placement latest = result.latest().orElseThrow();
            events.record(latest, Happenings.of(answer.known().told(), answer.status()));
            boolean edited =
                    !answer.known().generation().equals(latest.getMetadata().getGeneration());
            world.answered(world.placement(key).stored(answer.assignment(), answer.status()), answer.happy());
            if (edited) {
                // Our status went in together with a newer spec: that is for the next round.
                mirror.seen(latest, false);
            } else {
                mirror.written(latest);
            }
        } else if (result.latest().isPresent()) {
            mirror.seen(result.latest().get(), false);
            world.unanswered(answer.known());
            world.concern(key);
        } else {
            // Gone, or refused: a watch tells of the first, and only a change can help with the second.
            world.unanswered(answer.known());
            world.happy(key, false);
        }
    }

    /** The whole object: an old server takes what a status write leaves out for given up by whoever applied it. */
    private Placement withStatus(PlacementKey key, PlacementStatus status) {
        Placement seen = mirror.placement(key);
        Placement object = new Placement();
        object.setMetadata(seen.getMetadata());
        object.setSpec(seen.getSpec());
        object.setStatus(status);
        return object;
    }

    private static boolean sameStatus(Placement asked, Placement stored) {
        return asked.getStatus().equals(stored.getStatus());
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Ends the engine; a round that is under way is finished first. */
    @Override
    public void close() {
        stopping = true;
        inbox.nudge();
        try {
            thread.join(Duration.ofSeconds(20).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writer.close();
        events.close();
    }
}
