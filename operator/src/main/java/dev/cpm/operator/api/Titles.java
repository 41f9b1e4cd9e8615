package dev.cpm.operator.api;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;

/** What objects are called in messages. */
public final class Titles {
    private Titles() {}

    /** Kind and name: {@code Placement default/web}, {@code Zone r1-a}. */
    public static String of(HasMetadata object) {
        ObjectMeta meta = object.getMetadata();
        return object.getKind() + " " + (meta.getNamespace() == null ? "" : meta.getNamespace() + "/") + meta.getName();
    }
}
