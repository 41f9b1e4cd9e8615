package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Condition;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.cluster.Cluster;
import dev.cpm.operator.cluster.SmallWorld;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.OperatorAccess;
import dev.cpm.operator.local.RealApiServer;
import dev.cpm.operator.placement.Round;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clocks that are wrong, or jump. */
@ExtendWith(RealApiServer.class)
class ClockIT {

    /** The system's clock, wrong by as much as a test says. */
    private static final class WrongClock extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    /** One operator, its client and its clock. */
    private final class Running implements AutoCloseable {
        private final WrongClock clock = new WrongClock();
        private final HealthServer health = new HealthServer(-1);
        private final KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(cluster.access().config())
                .build();
        private final CpmOperator operator;

        Running(String identity, Duration ahead) {
            clock.ahead = ahead;
            Settings settings = new Settings(Cluster.SETTLE, true, OperatorAccess.NAMESPACE, identity, -1);
            operator = new CpmOperator(client, settings, health, clock, Round::of);
            operator.start();
        }

        Health.Phase phase() {
            return operator.health().phase();
        }

        @Override
        public void close() {
            operator.close();
            client.close();
        }
    }

    private Cluster cluster;

    @BeforeEach
    void start(LocalControlPlane controlPlane) {
        cluster = new Cluster(controlPlane);
        cluster.forgetLease();
        cluster.apply(SmallWorld.REGION + SmallWorld.zone("r1-a", "Available", 3));
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {-60, 60})
    void aStandbyWhoseClockIsWrongStandsByAndTakesOverInTime(int ahead) {
        try (Running one = new Running("one", Duration.ZERO)) {
            Cluster.await("the first leads", () -> one.phase() == Health.Phase.LEADING);
            try (Running two = new Running("two", Duration.ofSeconds(ahead))) {
                long end = System.nanoTime()
                        + Election.LEASE_DURATION.plusSeconds(5).toNanos();
                while (System.nanoTime() < end) {
                    assertThat(one.phase()).isEqualTo(Health.Phase.LEADING);
                    assertThat(two.phase()).isEqualTo(Health.Phase.STANDBY);
                    Cluster.pause(Duration.ofMillis(500));
                }
                one.operator.close();
                Cluster.await("the second leads", () -> two.phase() == Health.Phase.LEADING);
            }
        }
    }

    @Test
    void whenItJumpsTheLeaderLeadsOnAndNoTimeGoesBackOrIsWrittenAnew() {
        try (Running one = new Running("one", Duration.ZERO)) {
            Cluster.await("it leads", () -> one.phase() == Health.Phase.LEADING);
            cluster.want("web", 3);
            cluster.want("more", 1);
            Cluster.await("it is placed", () -> cluster.placed("web") == 3);
            cluster.converge();
            String since = transition("web", "Ready");
            String violated = since("more");
            for (int minutes : new int[] {-60, 60, -60}) {
                one.clock.ahead = Duration.ofMinutes(minutes);
                var before = cluster.versions();
                Cluster.pause(Duration.ofSeconds(12)); // longer than a leader leads without a renewal
                assertThat(cluster.versions()).as("nothing is written for it").isEqualTo(before);
                assertThat(one.phase()).isEqualTo(Health.Phase.LEADING);
                cluster.apply(SmallWorld.zone("r1-a", "Available", 2)); // Something else is said, at a new time.
                cluster.converge();
                assertThat(transition("web", "Ready")).isEqualTo(since);
                assertThat(since("more")).isEqualTo(violated);
                cluster.apply(SmallWorld.zone("r1-a", "Available", 3));
                cluster.converge();
            }
            one.clock.ahead = Duration.ofMinutes(-60);
            String scheduled = transition("more", "Scheduled");
            cluster.want("web", 2);
            Cluster.await("the freed machine is used", () -> cluster.placed("more") == 1);
            assertThat(transition("more", "Scheduled"))
                    .as("it has changed, and not before it had changed the last time")
                    .isGreaterThanOrEqualTo(scheduled);
        }
    }

    private PlacementStatus status(String name) {
        return cluster.placement(name).getStatus();
    }

    private String transition(String name, String type) {
        return status(name).conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .map(Condition::lastTransitionTime)
                .findFirst()
                .orElseThrow();
    }

    private String since(String name) {
        return status(name).violations().stream()
                .filter(violation -> violation.type().name().equals("CapacityExceeded"))
                .map(violation -> violation.since())
                .findFirst()
                .orElseThrow();
    }
}
