package dev.cpm.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.cluster.WalkCluster.OtherwiseError;
import dev.cpm.operator.history.Recorder;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.RealApiServer;
import dev.cpm.operator.placement.PlainCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Whole worlds applied at once (rule 9): in whatever order their objects arrive they end the same, as {@code plan} said.
 */
@ExtendWith(RealApiServer.class)
class PlanAgreesIT {
    private static final int WORLDS = Integer.getInteger("worlds", 10);
    private static final Duration SETTLE = Duration.ofMillis(400);

    /** For worlds that come in two batches, as may happen on a busy machine, and then end otherwise: seldom. */
    private static final Duration LONG = Duration.ofSeconds(3);

    private static final int TORN_AT_MOST = 2 + WORLDS / 10;

    /** Creation times count in whole seconds, and who is older comes first: so all have to be created within one. */
    private static final int TRIES = 5;

    @RegisterExtension
    final Recorder recorder = new Recorder();

    private WalkCluster cluster;
    private int torn;

    @BeforeEach
    void start(LocalControlPlane controlPlane) {
        cluster = new WalkCluster(controlPlane, recorder);
        cluster.settle(SETTLE);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void anyOrderOfArrivalEndsAsPlanned() {
        for (long seed = 1001; seed <= 1000 + WORLDS; seed++) {
            Walk walk = new Walk(seed);
            List<Edit> world = new ArrayList<>(walk.catalogue());
            world.addAll(walk.placements());
            assertThat(ends(seed, walk.shuffled(world)))
                    .as("world %s in another order", seed)
                    .isEqualTo(ends(seed, walk.shuffled(world)));
        }
        assertThat(torn).as("worlds that ended otherwise the second time").isLessThanOrEqualTo(TORN_AT_MOST);
    }

    private Map<String, SortedMap<Integer, String>> ends(long seed, List<Edit> edits) {
        for (int i = 0; i < TRIES; i++) {
            Map<String, SortedMap<Integer, String>> zones = end(seed, edits);
            if (placements()
                            .map(one -> one.getMetadata().getCreationTimestamp())
                            .distinct()
                            .count()
                    <= 1) {
                return zones;
            }
        }
        throw new AssertionError("this machine is too slow: it created world " + seed + " in more than a second");
    }

    private Stream<Placement> placements() {
        return cluster.objects().values().stream()
                .filter(Placement.class::isInstance)
                .map(Placement.class::cast);
    }

    private Map<String, SortedMap<Integer, String>> end(long seed, List<Edit> edits) {
        cluster.empty("");
        try {
            cluster.step(edits);
        } catch (OtherwiseError once) {
            assertThat(cluster.broken()).as("world %s", seed).isEmpty();
            System.out.println("World " + seed + " is made twice: " + once.getMessage());
            torn++;
            cluster.settle(LONG);
            cluster.empty("");
            try {
                cluster.step(edits);
            } catch (AssertionError twice) {
                throw new AssertionError("world " + seed + ": " + twice.getMessage() + "\n" + edits, twice);
            }
        }
        cluster.settle(SETTLE);
        Map<String, SortedMap<Integer, String>> zones = new TreeMap<>();
        placements().forEach(one -> zones.put(Edit.key(one), PlainCheck.byIndex(one)));
        return zones;
    }
}
