package dev.cpm.operator.cluster;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.cli.Planner;
import dev.cpm.operator.cluster.Edit.Verb;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.placement.PlainCheck;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** A cluster in which steps of edits are made, each planned beforehand and judged when it has settled. */
final class WalkCluster implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Nothing is written any more once nothing was for so long: some settling times. */
    private static final int QUIET = 2;

    private final Cluster cluster;
    private final KubernetesClient client;
    private final EveryStep everyStep;
    private final ExecutorService senders = Executors.newFixedThreadPool(4);
    private final Map<String, HasMetadata> namespaces = new TreeMap<>();
    private final Map<String, Integer> seen = new TreeMap<>();
    private Duration settle;
    private Map<String, String> settled = Map.of();
    private Map<String, HasMetadata> input = Map.of();
    private Instant created = Instant.EPOCH;
    private int steps;
    private int edits;

    WalkCluster(LocalControlPlane controlPlane) {
        cluster = new Cluster(controlPlane);
        client = cluster.client();
        Walk.NAMESPACES.forEach(name -> {
            cluster.namespace(name, Map.of());
            label(unlabelled(name));
        });
        everyStep = new EveryStep(client);
    }

    int steps() {
        return steps;
    }

    int edits() {
        return edits;
    }

    /** What happened how often. */
    Map<String, Integer> seen() {
        return seen;
    }

    Map<String, HasMetadata> objects() {
        return everyStep.objects();
    }

    /** Runs the operator with this settling time, anew if it has another. */
    void settle(Duration time) {
        if (!time.equals(settle)) {
            restart(time);
        }
    }

    void restart(Duration time) {
        cluster.stopOperator();
        settle = time;
        cluster.startOperator(time, time);
    }

    /** Deletes everything, and takes the labels off the namespaces. */
    void empty() {
        everyStep.begin(Map.of(), Map.of(), Set.of());
        Cluster.await("all is gone", () -> {
            everyStep.objects().values().stream()
                    .<Future<?>>map(object ->
                            senders.submit(() -> client.resource(object).delete()))
                    .toList()
                    .forEach(WalkCluster::join);
            return everyStep.objects().isEmpty();
        });
        namespaces.values().stream()
                .filter(namespace -> !namespace.getMetadata().getLabels().isEmpty())
                .toList()
                .forEach(namespace -> label(unlabelled(namespace.getMetadata().getName())));
        everyStep.violations();
        settled = Map.of();
        created = Instant.EPOCH;
    }

    /** Makes the first edits, of all but placements; nobody is to judge what came of them. */
    void make(List<Edit> first) {
        edits += first.size();
        edited(Map.of(), first.stream().collect(Collectors.toMap(Edit::key, edit -> edit)));
        awaitQuiet(System.nanoTime());
        settled = everyStep.versions();
    }

    /** Makes the edits of a step together, waits until it has settled as planned, and judges it. */
    void step(List<Edit> step) {
        steps++;
        edits += step.size();
        notWritten("between the steps");
        Map<String, HasMetadata> before = everyStep.objects();
        Map<String, Edit> byKey = step.stream().collect(Collectors.toMap(Edit::key, edit -> edit));
        Map<String, HasMetadata> foreseen = new TreeMap<>(before);
        byKey.forEach((key, edit) -> {
            if (edit.verb() == Verb.APPLY) {
                foreseen.put(key, edit.object());
            }
        });
        everyStep.begin(
                before,
                foreseen,
                byKey.values().stream()
                        .filter(edit -> edit.verb() == Verb.EDIT_STATUS)
                        .map(Edit::key)
                        .collect(Collectors.toSet()));
        awaitCreation(step, before);
        Instant begun = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        long start = System.nanoTime();
        input = edited(before, byKey);
        long sent = System.nanoTime();
        List<HasMetadata> objects = new ArrayList<>(input.values());
        objects.addAll(namespaces.values());
        Answers planned = new Answers(Planner.plan(objects, Instant.now()).objects(), begun);
        awaitAnswers(planned);
        awaitQuiet(Math.max(start, sent));
        awaitAnswers(planned); // still
        Map<String, HasMetadata> after = everyStep.objects();
        settled = everyStep.versions();
        List<HasMetadata> end = new ArrayList<>(after.values());
        end.addAll(namespaces.values());
        try {
            PlainCheck.step(objects, end);
        } catch (AssertionError e) {
            throw new AssertionError("against the rules: " + e.getMessage(), e);
        }
        List<String> violations = everyStep.violations();
        if (!violations.isEmpty()) {
            throw new AssertionError("against the rules on the way: " + String.join("\n", violations));
        }
        note(step, before, after);
    }

    /** Creation times count in whole seconds: what is created in one step has one, and none before it has the same. */
    private void awaitCreation(List<Edit> step, Map<String, HasMetadata> before) {
        boolean creates = step.stream()
                .anyMatch(edit -> edit.verb() == Verb.RECREATE
                        || edit.verb() == Verb.APPLY
                                && edit.key().startsWith("Placement")
                                && !before.containsKey(edit.key()));
        if (!creates) {
            return;
        }
        long intoSecond = System.currentTimeMillis() % 1000;
        Instant second = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        if (second.equals(created) || intoSecond > 700) {
            Cluster.pause(Duration.ofMillis(1010 - intoSecond));
        }
        created = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    /** Makes the edits; the objects as they are then, with the statuses that the operator knows of. */
    private Map<String, HasMetadata> edited(Map<String, HasMetadata> before, Map<String, Edit> byKey) {
        Map<String, Future<HasMetadata>> sent = new HashMap<>();
        byKey.forEach((key, edit) -> sent.put(key, senders.submit(() -> send(edit, before.get(key)))));
        Map<String, HasMetadata> now = new TreeMap<>(before);
        sent.values().forEach(WalkCluster::await);
        sent.forEach((key, future) -> {
            HasMetadata object = join(future);
            if (object == null) {
                now.remove(key);
            } else if (object instanceof Namespace) {
                namespaces.put(key, object);
            } else {
                boolean remembered =
                        object instanceof Placement && byKey.get(key).verb() == Verb.EDIT_STATUS;
                now.put(key, remembered ? before.get(key) : object);
            }
        });
        return now;
    }

    private HasMetadata send(Edit edit, HasMetadata stored) {
        HasMetadata object = edit.object();
        if (object instanceof Namespace namespace) {
            return label(namespace);
        }
        return switch (edit.verb()) {
            case APPLY -> stored == null ? client.resource(object).create() : put(stored, object);
            case DELETE -> {
                client.resource(object).delete();
                yield null;
            }
            case RECREATE -> {
                client.resource(object).delete();
                yield client.resource(object).create();
            }
            case ANNOTATE -> {
                HasMetadata copy = Serialization.clone(stored);
                Map<String, String> annotations = new TreeMap<>(
                        Objects.requireNonNullElse(copy.getMetadata().getAnnotations(), Map.of()));
                annotations.putAll(object.getMetadata().getAnnotations());
                copy.getMetadata().setAnnotations(annotations);
                yield client.resource(copy).update();
            }
            case EDIT_STATUS -> {
                HasMetadata copy = Serialization.clone(stored);
                setStatus(copy, object);
                yield client.resource(copy).updateStatus();
            }
        };
    }

    private HasMetadata put(HasMetadata stored, HasMetadata wanted) {
        wanted.getMetadata().setResourceVersion(stored.getMetadata().getResourceVersion());
        wanted.getMetadata().setAnnotations(stored.getMetadata().getAnnotations());
        return client.resource(wanted).update();
    }

    @SuppressWarnings("unchecked")
    private static void setStatus(HasMetadata object, HasMetadata from) {
        ((CustomResource<?, Object>) object).setStatus(((CustomResource<?, ?>) from).getStatus());
    }

    private static Namespace unlabelled(String name) {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .build();
    }

    /** Gives a namespace the account label that is wanted, or takes it off. */
    private Namespace label(Namespace wanted) {
        String account = Objects.requireNonNullElse(wanted.getMetadata().getLabels(), Map.<String, String>of())
                .get(Cpm.ACCOUNT_LABEL);
        Namespace namespace = client.namespaces()
                .withName(wanted.getMetadata().getName())
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"labels\":{\"%s\":%s}}}"
                                .formatted(Cpm.ACCOUNT_LABEL, account == null ? "null" : "\"" + account + "\""));
        if (namespace.getMetadata().getLabels() == null) {
            namespace.getMetadata().setLabels(Map.of());
        }
        namespaces.put(Edit.key(namespace), namespace);
        return namespace;
    }

    private void awaitAnswers(Answers planned) {
        long end = System.nanoTime() + PATIENCE.plus(settle.multipliedBy(10)).toNanos();
        while (true) {
            long count = everyStep.seen();
            List<String> differences = planned.differences(everyStep.objects().values());
            if (differences.isEmpty()) {
                return;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("planned otherwise than done:\n" + String.join("\n", differences));
            }
            everyStep.awaitMore(count, 50);
        }
    }

    private void awaitQuiet(long sent) {
        long quiet = settle.multipliedBy(QUIET).toNanos();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (everyStep.quietNanos() < quiet || System.nanoTime() - sent < quiet) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it does not come to rest");
            }
            Cluster.pause(Duration.ofMillis(5));
        }
    }

    /** After a restart: everything is looked at again. */
    void expectNothingWritten() {
        Cluster.pause(settle.multipliedBy(QUIET).plusMillis(700));
        notWritten("looking again");
    }

    private void notWritten(String when) {
        Map<String, String> now = everyStep.versions();
        if (!now.equals(settled)) {
            Map<String, String> changed = new TreeMap<>(now);
            changed.entrySet().removeAll(settled.entrySet());
            throw new AssertionError("written " + when + ": " + changed + "\n"
                    + changed.keySet().stream()
                            .map(key -> Serialization.asYaml(everyStep.objects().get(key)))
                            .collect(Collectors.joining()));
        }
    }

    /** Counts what the walks came by, so that it shows whether they come by everything. */
    private void note(List<Edit> step, Map<String, HasMetadata> before, Map<String, HasMetadata> after) {
        step.forEach(edit -> count(edit.verb().toString()));
        after.forEach((key, object) -> {
            if (object instanceof Placement placement) {
                PlacementStatus status = placement.getStatus();
                Placement was = before.get(key) instanceof Placement p ? p : null;
                status.violations().forEach(violation -> count(violation.type().name()));
                if (status.proposal() != null) {
                    count("proposals");
                }
                if (was != null
                        && !Objects.equals(
                                status.lastProposal(), was.getStatus().lastProposal())
                        && status.lastProposal() != null) {
                    count("approvals " + status.lastProposal().result());
                }
                if (was != null
                        && was.getMetadata()
                                .getUid()
                                .equals(placement.getMetadata().getUid())) {
                    Map<Integer, String> had = PlainCheck.byIndex(was);
                    PlainCheck.byIndex(placement).forEach((index, zone) -> {
                        if (had.containsKey(index) && !had.get(index).equals(zone)) {
                            count("replicas moved");
                        }
                    });
                }
            }
        });
    }

    private void count(String what) {
        seen.merge(what, 1, Integer::sum);
    }

    /** Writes down what the last step started from, for {@code plan}; says where. */
    String keep(long seed) {
        try {
            Path file = Files.createDirectories(Path.of("target", "walks")).resolve(seed + ".yaml");
            List<HasMetadata> objects = new ArrayList<>(input.values());
            objects.addAll(namespaces.values());
            Files.writeString(file, objects.stream().map(Serialization::asYaml).collect(Collectors.joining()));
            return "The objects of the step, with the statuses from before it: operator/" + file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T join(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KubernetesClientException failed
                    && failed.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                throw new AssertionError("written after it had settled: " + failed.getMessage(), e);
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits, whatever comes of it. */
    private static void await(Future<?> future) {
        try {
            future.get();
        } catch (InterruptedException | ExecutionException e) {
            // Whoever asks for the result is told.
        }
    }

    @Override
    public void close() {
        empty();
        everyStep.close();
        senders.shutdown();
        cluster.close();
    }
}
