package dev.cpm.operator.api;

import io.fabric8.kubernetes.client.CustomResource;
import java.util.function.Supplier;

/** Other versions of objects that stay as they are. */
public final class Copies {
    private Copies() {}

    /** The same object with another status; {@code empty} makes one of its kind. */
    public static <P, S, T extends CustomResource<P, S>> T withStatus(T object, Supplier<T> empty, S status) {
        T copy = empty.get();
        copy.setMetadata(object.getMetadata());
        copy.setSpec(object.getSpec());
        copy.setStatus(status);
        return copy;
    }
}
