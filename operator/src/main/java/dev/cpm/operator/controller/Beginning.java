package dev.cpm.operator.controller;

import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.world.World;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first of a term: waits until nothing hinders this process from deciding, reads everything, and makes sure that a
 * former leader can grant nothing any more. For the engine's thread, but where it says so.
 */
final class Beginning {
    private static final Logger log = LoggerFactory.getLogger(Beginning.class);

    /** Between two tries. */
    private static final Duration AGAIN = Duration.ofMillis(500);

    /** The same after a defect, which mostly stays: to read everything is work for the API server, too. */
    private static final Duration AFTER_DEFECT = Duration.ofSeconds(10);

    private final Leadership leadership;
    private final FencePolicy policy;
    private final FirstReading reading;
    private final World world;
    private final Answers answers;
    private final Supplier<String> now;

    private volatile boolean stopping;
    private volatile boolean afterAnother;
    private volatile boolean fenced = true;
    private volatile boolean over;
    private volatile String hindrance = "it reads what is in the cluster";
    private Duration pause = AGAIN;

    Beginning(
            Leadership leadership,
            FencePolicy policy,
            FirstReading reading,
            World world,
            Answers answers,
            Supplier<String> now) {
        this.leadership = leadership;
        this.policy = policy;
        this.reading = reading;
        this.world = world;
        this.answers = answers;
        this.now = now;
    }

    /** Tells, before it runs, whether the lease was another's, who may not know yet that it is lost. */
    void follows(boolean another) {
        afterAnother = another;
        fenced = !another;
    }

    /**
     * Returns when decisions may begin, or when it is to stop. An API server that does not answer is waited for as long
     * as the lease is there, since no restart could help. {@code beat} is told of every try, and of each write by which
     * it takes over: a hundred thousand take longer than a process may stand still.
     */
    void run(Runnable beat) throws InterruptedException {
        do {
            await(beat);
            takeOver(beat);
        } while (!stopping && !alone());
        over = !stopping;
    }

    private void await(Runnable beat) throws InterruptedException {
        while (!stopping) {
            String why = hinderedBy();
            if (why == null) {
                hindrance = null;
                return;
            }
            if (!why.equals(hindrance)) {
                log.warn("Cannot begin to decide yet: {}", why);
                hindrance = why;
            }
            beat.run();
            Thread.sleep(pause.toMillis());
        }
    }

    private void takeOver(Runnable beat) throws InterruptedException {
        if ((afterAnother || leadership.afterRival()) && !stopping) {
            fenced = false;
            beat.run();
            fence(beat);
            fenced = true;
        }
    }

    /**
     * Whether nobody has taken another lease since this process looked. Of two that took theirs at once, the later one sees
     * the other and goes: to give way to it as well, as whoever decides already does, would leave nobody.
     */
    private boolean alone() {
        try {
            return leadership.rival() == null;
        } catch (KubernetesClientException e) {
            return false; // It is asked again, and told of, before anything else.
        }
    }

    /**
     * Why this process may not write, or all could not be read after that; null if it may, and all was. What somebody
     * wrote who owned the same is read only after that one is gone.
     */
    private String hinderedBy() throws InterruptedException {
        pause = AGAIN;
        try {
            String rival = leadership.rival();
            if (rival != null) {
                return rival;
            }
            Optional<String> refusal = policy.refusal();
            if (refusal.isEmpty()) {
                reading.read();
            }
            return refusal.map(why -> why + " (" + policy.wayOut() + ")").orElse(null);
        } catch (KubernetesClientException e) {
            return ServerMessage.of(e).orElse(String.valueOf(e.getMessage()));
        } catch (Audit.DefectException e) {
            pause = AFTER_DEFECT;
            return e.getMessage();
        }
    }

    private void fence(Runnable beat) throws InterruptedException {
        List<Known> open = world.placements().stream()
                .filter(known -> Fence.concerns(known, world.shard(), leadership.afterRival()))
                .toList();
        log.info(
                "Taking over from another leader; writing {} first, so that what it may still send is refused.",
                Counted.of(open.size(), "placement"));
        answers.fence(open, now.get(), beat);
        log.info("Taken over.");
    }

    /** What keeps this process from deciding though it leads, and it has sent nothing yet; else null. On any thread. */
    String hindrance() {
        return hindrance;
    }

    /** Whether a former leader can grant nothing any more, as far as this one knows. On any thread. */
    boolean fenced() {
        return fenced && (over || !leadership.afterRival());
    }

    /** It tries no more; what it does just now goes on. On any thread. */
    void stop() {
        stopping = true;
    }
}
