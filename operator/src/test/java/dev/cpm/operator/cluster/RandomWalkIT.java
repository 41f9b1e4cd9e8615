package dev.cpm.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.cluster.WalkCluster.OtherwiseError;
import dev.cpm.operator.history.Recorder;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.RealApiServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Random walks: hundreds of seeded sequences of edits over a small world on the real API server, checked against a plain
 * reference model and against {@code plan} after each settles.
 *
 * <p>By default as many of 200 walks as a minute allows, and 5 however long they take; {@code -Dwalks=N} walks N, as
 * {@code -Pfaults} does all of them; {@code -Dwalk.seed=S} walks one of them again.
 */
@ExtendWith(RealApiServer.class)
class RandomWalkIT {
    private static final int WALKS = Integer.getInteger("walks", 200);
    private static final Long ONLY = Long.getLong("walk.seed");
    private static final long ENOUGH_NANOS =
            Integer.getInteger("walks") == null ? Duration.ofMinutes(1).toNanos() : Long.MAX_VALUE;
    /** Walked on a slow machine, too, however long they take: each step has a bound of its own. */
    private static final int FEWEST = 5;

    private static final Duration SHORT = Duration.ofMillis(50);
    private static final int RESTART_EVERY = 10;

    /** Long enough that the edits of a step always come in one batch (rule 9), on a slow machine, too. */
    private static final Duration LONG = Duration.ofSeconds(1);

    private static final int FAILURES_AT_MOST = Integer.getInteger("walk.failures", 1);

    @RegisterExtension
    final Recorder recorder = new Recorder();

    private WalkCluster cluster;

    @BeforeEach
    void start(LocalControlPlane controlPlane) {
        cluster = new WalkCluster(controlPlane, recorder);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void everyStepEndsAsPlannedAndByTheRules() {
        List<Long> torn = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        long begun = System.nanoTime();
        long[] seeds = ONLY == null ? LongStream.rangeClosed(1, WALKS).toArray() : new long[] {ONLY};
        int walked = 0;
        for (long seed : seeds) {
            if (walked >= FEWEST && System.nanoTime() - begun > ENOUGH_NANOS) {
                break;
            }
            walked++;
            try {
                walk(seed, SHORT, seed % RESTART_EVERY == 0);
            } catch (AssertionError once) {
                AssertionError failure = once;
                if (once instanceof OtherwiseError && cluster.broken().isEmpty()) {
                    try {
                        walk(seed, LONG, true);
                        torn.add(seed);
                        System.out.println("Walk " + seed + " was walked twice: " + once.getMessage());
                        continue;
                    } catch (AssertionError twice) {
                        failure = twice;
                    }
                }
                failures.add(failure.getMessage());
                cluster.restart(SHORT);
                if (failures.size() >= FAILURES_AT_MOST) {
                    break;
                }
            }
        }
        System.out.printf(
                "%d walks, %d steps, %d edits in %d s; walked twice: %s; %s%n",
                walked,
                cluster.steps(),
                cluster.edits(),
                (System.nanoTime() - begun) / 1_000_000_000,
                torn,
                cluster.tally());
        assertThat(failures.stream().reduce("", (a, b) -> a + "\n\n" + b)).isEmpty();
        assertThat(torn).as("walks that ended otherwise the second time").hasSizeLessThanOrEqualTo(3 + walked / 4);
    }

    private void walk(long seed, Duration settle, boolean restart) {
        cluster.empty("walk.seed=" + seed);
        cluster.settle(settle);
        Walk walk = new Walk(seed);
        int length = 4 + (int) (seed % 4);
        List<String> story = new ArrayList<>();
        List<Edit> catalogue = walk.shuffled(walk.catalogue());
        cluster.make(catalogue);
        story.add("# beginning\n" + manifests(catalogue));
        for (int step = 0; step < length; step++) {
            List<Edit> edits = walk.shuffled(step == 0 ? walk.placements() : walk.next(cluster.objects()));
            story.add("# step " + step + "\n" + manifests(edits));
            try {
                cluster.step(edits);
                if (restart && step == length - 1) {
                    cluster.restart(settle);
                    cluster.expectNothingWritten();
                }
            } catch (AssertionError e) {
                String message = "walk.seed=" + seed + ", step " + step + ": " + e.getMessage() + "\n"
                        + cluster.keep(seed) + "\nAll steps:\n" + String.join("\n", story);
                throw e instanceof OtherwiseError ? new OtherwiseError(message, e) : new AssertionError(message, e);
            }
        }
    }

    private static String manifests(List<Edit> edits) {
        return String.join("---\n", edits.stream().map(Edit::toString).toList());
    }
}
