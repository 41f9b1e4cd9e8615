package dev.cpm.operator.cluster;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.cluster.Edit.Verb;
import dev.cpm.operator.cluster.WalkCluster.OtherwiseError;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.HttpURLConnection;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Makes edits on a cluster, several at a time, as the users of several namespaces do. */
final class Editor implements AutoCloseable {
    private final KubernetesClient client;
    private final Consumer<HasMetadata> byHand;
    private final ExecutorService senders = Executors.newFixedThreadPool(4);
    private final Map<String, HasMetadata> namespaces = new ConcurrentSkipListMap<>();

    /** {@code byHand} is told of every status that is edited, as it is stored. */
    Editor(KubernetesClient client, Consumer<HasMetadata> byHand) {
        this.client = client;
        this.byHand = byHand;
    }

    /** The namespaces that were labelled, as they are. */
    Collection<HasMetadata> namespaces() {
        return namespaces.values();
    }

    /** Takes the label off a namespace. */
    void unlabel(String name) {
        label(new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .build());
    }

    /** Takes the labels off all namespaces that have one. */
    void unlabelAll() {
        namespaces.values().stream()
                .filter(namespace -> !namespace.getMetadata().getLabels().isEmpty())
                .toList()
                .forEach(namespace -> unlabel(namespace.getMetadata().getName()));
    }

    void delete(Collection<HasMetadata> objects) {
        objects.stream()
                .<Future<?>>map(
                        object -> senders.submit(() -> client.resource(object).delete()))
                .toList()
                .forEach(Editor::join);
    }

    /** Makes the edits; the objects as they are then, with the statuses that the operator knows of. */
    Map<String, HasMetadata> make(Map<String, HasMetadata> before, Map<String, Edit> byKey) {
        Map<String, Future<HasMetadata>> sent = new HashMap<>();
        byKey.forEach((key, edit) -> sent.put(key, senders.submit(() -> send(edit, before.get(key)))));
        Map<String, HasMetadata> now = new TreeMap<>(before);
        sent.values().forEach(Editor::await);
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
                HasMetadata edited = client.resource(copy).updateStatus();
                byHand.accept(edited);
                yield edited;
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

    private static <T> T join(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KubernetesClientException failed
                    && failed.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                throw new OtherwiseError("written after it had settled: " + failed.getMessage(), e);
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
        senders.shutdown();
    }
}
