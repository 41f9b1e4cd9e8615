package dev.cpm.operator.cluster;

import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.cli.plan.Planner;
import dev.cpm.operator.controller.Clients;
import dev.cpm.operator.controller.CpmOperator;
import dev.cpm.operator.controller.HealthServer;
import dev.cpm.operator.controller.Observer;
import dev.cpm.operator.controller.Settings;
import dev.cpm.operator.local.AuditLog;
import dev.cpm.operator.local.Deadline;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.OperatorAccess;
import dev.cpm.operator.placement.model.Shard;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An empty cluster with our kinds and roles, for one test class; and in a line each what a user does with it. The user is
 * an administrator; the operator has the rights that {@code deploy/} gives it.
 */
public final class Cluster implements AutoCloseable {
    public static final Duration SETTLE = Duration.ofMillis(150);
    static final Path DEPLOY = Path.of("..", "deploy", "base");
    static final Duration PATIENCE = Duration.ofSeconds(60);
    /** From the end of the settling time to the last write, on a slow machine whose disk stalls, too. */
    private static final Duration REACTION = Duration.ofSeconds(5);

    /** Whoever writes for longer than this writes for ever. */
    private static final Duration UNREST = Duration.ofMinutes(10);
    /** The same where there is nothing left to answer. */
    private static final Duration MOMENT = Duration.ofMillis(400);

    private static final List<Class<? extends CustomResource<?, ?>>> KINDS =
            List.of(Placement.class, LoadBalancer.class, Interconnect.class, Zone.class, Region.class);

    private final LocalControlPlane controlPlane;
    private final KubernetesClient client;
    private final OperatorAccess access;
    private final AuditLog asked;
    private final int starts;
    private KubernetesClient operatorsClient;
    private CpmOperator operator;
    private Duration settle = SETTLE;

    public Cluster(LocalControlPlane controlPlane) {
        this.controlPlane = controlPlane;
        this.client = controlPlane.client();
        installDefinitions();
        this.access = OperatorAccess.install(controlPlane, DEPLOY);
        this.asked = controlPlane.auditLog();
        this.starts = controlPlane.apiServerStarts();
        await("the kinds are served", () -> KINDS.stream().allMatch(this::served));
        clear();
    }

    /** The files under /crds, as they are: what users install. */
    private void installDefinitions() {
        try (Stream<Path> files = Files.list(Path.of("..", "crds"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".cpm.dev.yaml")).toList()) {
                var definition = client.apiextensions()
                        .v1()
                        .customResourceDefinitions()
                        .load(file.toFile())
                        .item();
                if (client.resource(definition).get() == null) {
                    client.resource(definition).create();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean served(Class<? extends CustomResource<?, ?>> kind) {
        try {
            client.resources(kind).inAnyNamespace().list();
            return true;
        } catch (RuntimeException notYet) {
            return false;
        }
    }

    public KubernetesClient client() {
        return client;
    }

    public LocalControlPlane controlPlane() {
        return controlPlane;
    }

    /** The operator's way in. */
    public OperatorAccess access() {
        return access;
    }

    /** Starts the operator in this process, with a short settling time and no election. */
    public Cluster startOperator() {
        return startOperator(access.config());
    }

    /** The same, over a way of its own to the API server. */
    public Cluster startOperator(Config config) {
        return startOperator(config, SETTLE);
    }

    /** The same, over such a way, with a settling time of its own. */
    public Cluster startOperator(Config config, Duration settle) {
        return startOperator(config, new Settings(settle, false, OperatorAccess.NAMESPACE, "test", -1));
    }

    /** The same, with a settling time of its own. */
    public Cluster startOperator(Duration settle) {
        return startOperator(access.config(), settle);
    }

    /** The same, and with summaries at another pace. */
    public Cluster startOperator(Duration settle, Duration summaries) {
        return startOperator(
                access.config(),
                new Settings(settle, false, OperatorAccess.NAMESPACE, "test", -1, summaries, Shard.ALL));
    }

    private Cluster startOperator(Config config, Settings settings) {
        settle = settings.settle();
        operatorsClient = Clients.builder(config).build();
        operator = new CpmOperator(operatorsClient, settings, new HealthServer(settings.healthPort()), Observer.NONE);
        operator.start();
        return this;
    }

    public void stopOperator() {
        if (operator != null) {
            operator.close();
            operatorsClient.close();
            operator = null;
        }
    }

    public Cluster namespace(String name, Map<String, String> labels) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withLabels(labels)
                        .endMetadata()
                        .build())
                .createOr(existing -> existing.update());
        return this;
    }

    /** Runs kubectl, feeding it {@code input}; fails unless it exits with 0. Returns what it printed. */
    public String kubectl(String input, String... arguments) {
        return Kubectl.run(controlPlane, input, arguments);
    }

    /** {@code kubectl apply -f -}. */
    public String apply(String manifest) {
        return kubectl(manifest, "apply", "-f", "-");
    }

    /** Wants so many machines for a placement of a {@link SmallWorld}. */
    public void want(String name, int replicas) {
        apply(SmallWorld.placement(name, replicas));
    }

    public Placement placement(String name) {
        return placement("default", name);
    }

    public Placement placement(String namespace, String name) {
        return client.resources(Placement.class)
                .inNamespace(namespace)
                .withName(name)
                .get();
    }

    public Zone zone(String name) {
        return client.resources(Zone.class).withName(name).get();
    }

    /** Zone to replicas. */
    public Map<String, Integer> zones(String name) {
        return zones("default", name);
    }

    /** The same of a placement in another namespace. */
    public Map<String, Integer> zones(String namespace, String name) {
        Map<String, Integer> zones = new TreeMap<>();
        Placement placement = placement(namespace, name);
        if (placement != null && placement.getStatus() != null) {
            placement.getStatus().zones().forEach(zone -> zones.put(zone.zone(), zone.replicas()));
        }
        return zones;
    }

    /** How many replicas have a zone. */
    public int placed(String name) {
        return zones(name).values().stream().mapToInt(n -> n).sum();
    }

    /** Whether the operator has answered the newest spec. */
    public boolean observed(Placement placement) {
        return placement != null
                && placement.getStatus() != null
                && placement
                        .getMetadata()
                        .getGeneration()
                        .equals(placement.getStatus().observedGeneration());
    }

    /**
     * Waits until every placement is answered and nothing has been written for a while: for a moment where all is what the
     * decision makes of it; else for longer than it takes until the operator has answered what is in no placement's spec,
     * such as a zone.
     */
    public Cluster converge() {
        await(
                "every placement is answered",
                () -> client.resources(Placement.class).inAnyNamespace().list().getItems().stream()
                        .allMatch(this::observed));
        Map<String, String> before = versions();
        long since = System.nanoTime();
        long begun = since;
        while (!isAtRest(Duration.ofNanos(System.nanoTime() - since))) {
            pause(Duration.ofMillis(250));
            Map<String, String> now = versions();
            if (System.nanoTime() - begun > UNREST.toNanos()) {
                Map<String, String> changed = new TreeMap<>(now);
                changed.entrySet().removeAll(before.entrySet());
                throw new AssertionError("it does not come to rest; written last: " + changed);
            }
            since = now.equals(before) ? since : System.nanoTime();
            before = now;
        }
        return this;
    }

    private boolean isAtRest(Duration quiet) {
        return quiet.compareTo(settle.plus(REACTION)) >= 0
                || quiet.compareTo(settle.plus(MOMENT)) >= 0 && isAsItWouldBeDecided();
    }

    /** Whether every object of ours has the answer that it would get now. */
    private boolean isAsItWouldBeDecided() {
        List<HasMetadata> stored = objects();
        List<HasMetadata> all = new ArrayList<>(stored);
        all.addAll(client.namespaces().list().getItems());
        List<HasMetadata> decided = Planner.plan(all, Instant.now()).inventory().objects();
        return new Answers(decided, Instant.EPOCH).differences(stored).isEmpty();
    }

    /** Every object of ours. */
    public List<HasMetadata> objects() {
        List<HasMetadata> objects = new ArrayList<>();
        KINDS.forEach(kind ->
                objects.addAll(client.resources(kind).inAnyNamespace().list().getItems()));
        return objects;
    }

    /** Takes the leases away, whoever held them: the next operator need not wait until they run out. */
    public void forgetLease() {
        client.leases().inNamespace(OperatorAccess.NAMESPACE).delete();
    }

    /** What the operator asked for since the last call though its roles do not allow it. */
    public List<AuditLog.Request> refused() {
        return asked.next().stream().filter(request -> !request.allowed()).toList();
    }

    /** Takes the labels off a namespace: without a controller manager none can be deleted. */
    public void resetNamespace(String name) {
        client.namespaces().withName(name).edit(namespace -> {
            namespace.getMetadata().setLabels(null);
            return namespace;
        });
    }

    /** The Events of the object of that name: "type reason: message", in the order of the versions that they tell of. */
    public List<String> told(String name) {
        Set<String> uids = objects().stream()
                .filter(object -> object.getMetadata().getName().equals(name))
                .map(object -> object.getMetadata().getUid())
                .collect(Collectors.toSet());
        return client.v1().events().inNamespace("default").list().getItems().stream()
                .filter(event -> uids.contains(event.getInvolvedObject().getUid()))
                .sorted(Comparator.comparing((Event event) ->
                                Long.valueOf(event.getInvolvedObject().getResourceVersion()))
                        .thenComparing(Event::getReason))
                .map(event -> event.getType() + " " + event.getReason() + ": " + event.getMessage())
                .toList();
    }

    /** The version of every object of ours: equal maps mean that nothing was written in between. */
    public Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        objects().forEach(o -> versions.put(name(o), o.getMetadata().getResourceVersion()));
        return versions;
    }

    private static String name(HasMetadata object) {
        return object.getKind() + " " + object.getMetadata().getNamespace() + "/"
                + object.getMetadata().getName();
    }

    public static void await(String what, BooleanSupplier condition) {
        Deadline deadline = Deadline.in(PATIENCE);
        while (!condition.getAsBoolean()) {
            deadline.check(what);
            pause(Duration.ofMillis(50));
        }
    }

    public static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Deletes every object of ours. */
    public void clear() {
        KINDS.forEach(kind -> client.resources(kind).inAnyNamespace().delete());
    }

    /** Stops the operator and deletes every object of ours; fails if the operator asked for what it has no right to. */
    @Override
    public void close() {
        stopOperator();
        clear();
        List<AuditLog.Request> refused = refused();
        // An API server that was started anew meanwhile did not know its roles at once.
        if (!refused.isEmpty() && controlPlane.apiServerStarts() == starts) {
            throw new AssertionError(
                    "the operator asked for what deploy/base/operator-access.yaml does not grant: " + refused);
        }
    }
}
