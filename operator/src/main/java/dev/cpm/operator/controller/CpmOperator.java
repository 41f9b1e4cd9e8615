package dev.cpm.operator.controller;

import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Zone;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.Cloner;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator as a whole: watches, engine, leader election, health. Start it once; closing ends all of it. */
public final class CpmOperator implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CpmOperator.class);

    /** An engine that does not go around for so long is stuck, even with a slow API server. */
    private static final Duration STUCK = Duration.ofMinutes(10);

    private static final List<Class<? extends HasMetadata>> OURS =
            List.of(Region.class, Zone.class, Interconnect.class, LoadBalancer.class, Placement.class);

    /** Nobody changes an object that was read; and a copy would forget what could not be read of it. */
    private static final Cloner UNCHANGED = new Cloner() {
        @Override
        public <T extends HasMetadata> T clone(T object) {
            return object;
        }
    };

    private static final ListOptions ONE =
            new ListOptionsBuilder().withLimit(1L).build();

    private final KubernetesClient client;
    private final Settings settings;
    private final Operator operator;
    private final Engine engine;
    private final HealthServer health;
    private final AtomicBoolean sawAnotherLeader = new AtomicBoolean();
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile boolean started;

    /** The client stays the caller's to close. */
    public CpmOperator(KubernetesClient client, Settings settings) {
        this.client = client;
        this.settings = settings;
        this.engine = new Engine(
                client,
                settings,
                Clock.systemUTC(),
                () -> !settings.leaderElection()
                        || Leases.heldBy(client, settings.leaseNamespace(), settings.identity()));
        this.operator = new Operator(overrider -> {
            overrider
                    .withKubernetesClient(client)
                    .withCloseClientOnStop(false)
                    .withUseSSAToPatchPrimaryResource(false)
                    .withResourceCloner(UNCHANGED)
                    .withReconciliationTerminationTimeout(Duration.ofSeconds(5));
            if (settings.leaderElection()) {
                overrider.withLeaderElectionConfiguration(leaderElection());
            }
        });
        Watchers.register(operator, engine);
        this.health = settings.healthPort() < 0
                ? null
                : new HealthServer(settings.healthPort(), this::troubleAlive, this::troubleReady);
    }

    /**
     * Those of the five kinds, such as {@code zones.cpm.dev}, that the cluster does not serve; run only if there are none.
     * Throws {@link KubernetesClientException} if it cannot be asked.
     */
    public static List<String> missingKinds(KubernetesClient client) {
        List<String> missing = new ArrayList<>();
        for (Class<? extends HasMetadata> kind : OURS) {
            try {
                client.resources(kind).inAnyNamespace().list(ONE);
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                    throw e;
                }
                missing.add(HasMetadata.getFullResourceName(kind));
            }
        }
        return missing;
    }

    /** Starts watching; deciding starts at once, or when the lease is won. */
    public void start() {
        operator.start();
        started = true;
        if (!settings.leaderElection()) {
            engine.lead(false);
        }
    }

    /** Port on which health is answered; -1 for none. */
    public int healthPort() {
        return health == null ? -1 : health.port();
    }

    // The SDK would end a process without the lease by System.exit, whose hooks may still write; we halt it ourselves.
    @SuppressWarnings("deprecation")
    private LeaderElectionConfiguration leaderElection() {
        LeaderCallbacks callbacks = new LeaderCallbacks(
                () -> {
                    log.info("This process leads, as {}.", settings.identity());
                    engine.lead(sawAnotherLeader.get());
                },
                () -> {
                    if (!closing.get()) {
                        // Nothing may be written any more, not even by a shutdown hook.
                        log.error("The lease is lost; the process ends.");
                        Runtime.getRuntime().halt(1);
                    }
                },
                leader -> {
                    if (leader != null && !leader.isEmpty() && !leader.equals(settings.identity())) {
                        log.info("{} leads; standing by.", leader);
                        sawAnotherLeader.set(true);
                    }
                });
        return new LeaderElectionConfiguration(
                Settings.LEASE,
                settings.leaseNamespace(),
                LeaderElectionConfiguration.LEASE_DURATION_DEFAULT_VALUE,
                LeaderElectionConfiguration.RENEW_DEADLINE_DEFAULT_VALUE,
                LeaderElectionConfiguration.RETRY_PERIOD_DEFAULT_VALUE,
                settings.identity(),
                callbacks,
                false);
    }

    private Optional<String> troubleAlive() {
        if (!engine.alive()) {
            return Optional.of("the engine ended");
        }
        return started && engine.leading() && engine.sinceLastBeat().compareTo(STUCK) > 0
                ? Optional.of("the engine has not gone around for " + engine.sinceLastBeat())
                : Optional.empty();
    }

    private Optional<String> troubleReady() {
        return started && operator.getRuntimeInfo().allEventSourcesAreHealthy()
                ? Optional.empty()
                : Optional.of("the watches are not in sync yet");
    }

    /** Finishes the round that is under way, gives the lease back unless a write is in doubt, ends the watches. */
    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            boolean settled = engine.end();
            operator.stop();
            if (settings.leaderElection() && settled) {
                Leases.release(client, settings.leaseNamespace(), settings.identity());
            }
            if (health != null) {
                health.close();
            }
        }
    }
}
