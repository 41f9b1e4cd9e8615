package dev.cpm.operator.scenario;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What an API server does for objects between two plans: it keeps status, creation time and generation. */
final class Store {
    private final Map<String, HasMetadata> objects = new TreeMap<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    Instant now() {
        return now;
    }

    Collection<HasMetadata> objects() {
        return List.copyOf(objects.values());
    }

    /** A minute goes by: what is created later is younger. */
    void tick() {
        now = now.plus(Duration.ofMinutes(1));
    }

    /** As {@code kubectl apply}: spec and metadata are what is given, the rest stays. */
    void apply(HasMetadata object) {
        HasMetadata before = objects.put(key(object), object);
        ObjectMeta meta = object.getMetadata();
        meta.setCreationTimestamp(
                before == null ? now.toString() : before.getMetadata().getCreationTimestamp());
        boolean edited = before != null && !Objects.equals(spec(before), spec(object));
        meta.setGeneration(before == null ? 1 : before.getMetadata().getGeneration() + (edited ? 1 : 0));
        if (before != null) {
            keepStatus(before, object);
        }
    }

    void delete(HasMetadata object) {
        objects.remove(key(object));
    }

    /** The same object with another status. */
    void answered(HasMetadata object) {
        objects.put(key(object), object);
    }

    @SuppressWarnings("unchecked")
    private static void keepStatus(HasMetadata before, HasMetadata object) {
        if (object instanceof CustomResource<?, ?> resource) {
            ((CustomResource<Object, Object>) resource).setStatus(((CustomResource<?, ?>) before).getStatus());
        }
    }

    private static Object spec(HasMetadata object) {
        return object instanceof CustomResource<?, ?> resource ? resource.getSpec() : null;
    }

    private static String key(HasMetadata object) {
        return object.getKind() + " " + object.getMetadata().getNamespace() + "/"
                + object.getMetadata().getName();
    }
}
