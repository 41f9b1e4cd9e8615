package dev.cpm.operator.view;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;

/**
 * That an object is being deleted: until it is gone a placement keeps its machines, and gets no more.
 *
 * @param finalizers what has to be taken off it before it is gone; may be empty
 */
public record Deletion(List<String> finalizers) {

    /** Of an object; null where it is not being deleted. */
    public static Deletion of(HasMetadata object) {
        ObjectMeta meta = object.getMetadata();
        return meta.getDeletionTimestamp() == null
                ? null
                : new Deletion(meta.getFinalizers() == null ? List.of() : List.copyOf(meta.getFinalizers()));
    }
}
