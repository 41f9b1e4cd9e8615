package dev.cpm.operator.controller;

import dev.cpm.operator.controller.Health.Phase;
import dev.cpm.operator.placement.Rounds;
import dev.cpm.operator.placement.status.Times;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.OperatorException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator as a whole: watches, engine, leader election, health. Start it once; closing ends all of it. */
public final class CpmOperator implements Insight, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CpmOperator.class);

    /** An engine that does not go around for so long is stuck, even with a slow API server. */
    private static final Duration STUCK = Duration.ofMinutes(10);

    private static final ListOptions ONE =
            new ListOptionsBuilder().withLimit(1L).build();

    private final Settings settings;
    private final Engine engine;
    private final HealthServer health;
    private final Clock clock;
    /** What is said of the shard; nothing of one that is all. */
    private final String regions;
    /** Null without leader election. */
    private final Leases leases;

    private final Election election;
    /** Null without leader election. */
    private final Precedence precedence;

    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile boolean started;
    private volatile String leadingSince;

    /**
     * Tells how it is by a server that is there already, and closes it at its end; and an observer what it does, in
     * numbers. The client stays the caller's to close.
     */
    public CpmOperator(KubernetesClient client, Settings settings, HealthServer health, Observer observer) {
        this(client, settings, health, observer, Clock.systemUTC(), Rounds.BY_THE_RULES);
    }

    /** {@code clock} is for what people read; time is measured by another one, which does not jump. */
    CpmOperator(KubernetesClient client, Settings settings, HealthServer health, Clock clock, Rounds rounds) {
        this(client, settings, health, Observer.NONE, clock, rounds);
    }

    private CpmOperator(
            KubernetesClient client,
            Settings settings,
            HealthServer health,
            Observer observer,
            Clock clock,
            Rounds rounds) {
        this.settings = settings;
        this.health = health;
        this.clock = clock;
        this.regions = settings.shard().all() ? "" : ", for " + settings.shard().words();
        if (settings.leaderElection()) {
            leases = new Leases(client, settings.leaseNamespace(), settings.shard());
            precedence = new Precedence(
                    new Rivals(settings.identity(), settings.shard(), settings.lease(), leases::all, System::nanoTime),
                    System::nanoTime);
            election = new Election(leases, settings.identity(), listener(), clock, System::nanoTime);
        } else {
            leases = null;
            precedence = null;
            election = null;
        }
        engine = new Engine(client, settings, clock, leadership(settings), rounds, observer);
        health.ask(this::health);
    }

    /**
     * Those of the five kinds, such as {@code zones.cpm.dev}, that the cluster does not serve; run only if there are none.
     * Throws {@link KubernetesClientException} if it cannot be asked.
     */
    public static List<String> missingKinds(KubernetesClient client) {
        List<String> missing = new ArrayList<>();
        for (Class<? extends HasMetadata> kind : WatchedKinds.OURS) {
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

    /**
     * Asks for the lease first: whoever leads at once reads everything then, and once. Who stands by watches, to have as
     * much as possible at hand when its turn comes. Throws {@link OperatorException} if it cannot.
     */
    public void start() {
        if (election == null) {
            leadingSince = now();
            engine.lead(false);
        } else {
            election.start();
        }
        try {
            if (!engine.leading()) {
                engine.standBy();
            }
            started = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperatorException("interrupted while it begins to watch", e);
        }
    }

    private Election.Listener listener() {
        return new Election.Listener() {
            @Override
            public void leads(boolean afterAnother) {
                leadingSince = now();
                engine.lead(afterAnother);
            }

            @Override
            public void standsBy() {
                precedence.standBy();
            }

            @Override
            public boolean mayTake() {
                return precedence.mayTake();
            }

            @Override
            public void lost(String why) {
                if (!closing.get()) {
                    // Nothing may be written any more, not even by a shutdown hook. Whoever starts it again gets a
                    // process that knows nothing of what it was about to do.
                    log.error("The lease is lost: {}; the process ends.", why);
                    Runtime.getRuntime().halt(1);
                }
            }
        };
    }

    private Leadership leadership(Settings settings) {
        if (election == null) {
            return () -> true;
        }
        return new Leadership() {
            @Override
            public boolean confirmed() {
                boolean held = leases.heldBy(settings.identity());
                if (held) {
                    precedence.confirm();
                }
                return held;
            }

            @Override
            public String rival() {
                return precedence.hindrance();
            }

            @Override
            public boolean afterRival() {
                return precedence.leftSomething();
            }

            @Override
            public boolean assumed() {
                return election.holds();
            }
        };
    }

    @Override
    public Health health() {
        if (closing.get()) {
            return new Health(Phase.ENDING, "what was sent is waited for");
        }
        if (!started && !engine.leading()) {
            return Health.starting("waiting for the watches of what is in the cluster");
        }
        if (!engine.alive()) {
            return new Health(Phase.BROKEN, "the engine ended");
        }
        if (election != null && !election.alive()) {
            return new Health(Phase.BROKEN, "nobody looks after the lease");
        }
        if (engine.leading() && engine.sinceLastBeat().compareTo(STUCK) > 0) {
            return new Health(Phase.BROKEN, "the engine has not gone around for " + engine.sinceLastBeat());
        }
        String leader = election == null ? "" : election.leader();
        Rivals.Rival rival = engine.leading() || leader.isEmpty() ? rival() : null;
        if (rival != null && !rival.passing()) {
            return new Health(Phase.HINDERED, rival.words());
        }
        if (engine.leading()) {
            String hindrance = engine.hindrance();
            return new Health(
                    Phase.LEADING,
                    "since " + leadingSince + regions
                            + (hindrance == null ? "" : ", but nothing is decided yet: " + hindrance));
        }
        if (rival != null) {
            return new Health(Phase.STANDBY, rival.words());
        }
        String refusal = election == null ? "" : election.refusal();
        if (!refusal.isEmpty()) {
            return new Health(Phase.HINDERED, "the lease cannot be had: " + refusal);
        }
        return new Health(Phase.STANDBY, leader.isEmpty() ? "nobody leads yet" : leader + " leads" + regions);
    }

    @Override
    public String lease() {
        return settings.lease();
    }

    @Override
    public boolean decides() {
        return health().phase() == Phase.LEADING && engine.hindrance() == null;
    }

    @Override
    public List<HasMetadata> objects() {
        return engine.objects();
    }

    @Override
    public Duration silence() {
        return election == null ? Duration.ZERO : election.silence();
    }

    @Override
    public boolean owns(HasMetadata object) {
        return settings.shard().owns(object);
    }

    private Rivals.Rival rival() {
        return precedence == null ? null : precedence.rival();
    }

    private String now() {
        return Times.of(clock.instant());
    }

    /**
     * Waits for what was sent, gives the lease back unless something may arrive yet, ends the watches. That takes up to 13 s
     * where the API server does not answer: 4 s for what was sent, 6 s for the lease, 2 s for Events, 1 s for the watches.
     * Who promises less ends the process before.
     */
    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            if (election == null) {
                engine.end();
            } else {
                election.end(engine::end);
                leases.close();
            }
            engine.tellTheRest();
            health.close();
        }
    }
}
