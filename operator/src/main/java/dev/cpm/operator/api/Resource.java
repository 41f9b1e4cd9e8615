package dev.cpm.operator.api;

import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;

/**
 * An object of one of our kinds, and what could not be read of it. The CRD sees to it that all can be; but an object may
 * be older than the CRD, or the CRD another version's. One such object must not keep the others from being read: what
 * does not fit is left out, and told here.
 *
 * <p>Each kind names its plural: else every object that is made would find it out for itself, by regular expressions.
 */
public abstract class Resource<S, T> extends CustomResource<S, T> {
    private static final long serialVersionUID = 1;

    private transient List<FieldError> unreadableSpec = List.of();
    private transient List<FieldError> unreadableStatus = List.of();

    /** The values of the spec that could not be read; they are left out of it. */
    public List<FieldError> unreadableSpec() {
        return unreadableSpec;
    }

    /** The values of the status that could not be read; they are left out of it. */
    public List<FieldError> unreadableStatus() {
        return unreadableStatus;
    }

    void unreadable(List<FieldError> ofSpec, List<FieldError> ofStatus) {
        unreadableSpec = List.copyOf(ofSpec);
        unreadableStatus = List.copyOf(ofStatus);
    }
}
