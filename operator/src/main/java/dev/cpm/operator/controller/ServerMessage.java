package dev.cpm.operator.controller;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;

/** What the API server itself said of a request that it refused; the client's own words are for programmers. */
public final class ServerMessage {
    private ServerMessage() {}

    /** Its words, if the failure is the server's and it said any. */
    public static Optional<String> of(Throwable failure) {
        return failure instanceof KubernetesClientException refusal && refusal.getStatus() != null
                ? Optional.ofNullable(refusal.getStatus().getMessage())
                : Optional.empty();
    }
}
