package dev.cpm.operator.controller;

import io.fabric8.kubernetes.client.KubernetesClientException;

/** Whether this process leads. */
@FunctionalInterface
interface Leadership {

    /**
     * Asks the API server. Throws {@link KubernetesClientException} if that cannot be said, and {@link
     * Precedence.GivesWayException} if somebody else leads for something that this process owns.
     */
    boolean confirmed();

    /** Whether it does as far as this process knows by itself; asked before every write. */
    default boolean assumed() {
        return true;
    }

    /**
     * Who else leads for something that this process owns; null if nobody. May throw as {@link #confirmed()} does, and
     * {@link Precedence.GivesWayException}.
     */
    default String rival() {
        return null;
    }

    /** Whether such a one is gone, but may have left something that arrives yet. */
    default boolean afterRival() {
        return false;
    }
}
