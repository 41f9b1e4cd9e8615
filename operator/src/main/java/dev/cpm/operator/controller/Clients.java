package dev.cpm.operator.controller;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** Clients that can read whatever an API server stores: else one object could keep all others from being listed. */
public final class Clients {
    /** Names as long as an object may be, which etcd bounds at 1.5 MB: a label selector of a spec has keys of any length. */
    private static final int NAME = 2_000_000;

    /** As deep as the API server itself reads. */
    private static final int DEPTH = 10_000;

    /** Milliseconds; doubled five times, so that nothing stays unseen for more than 5 s after an outage. */
    private static final int RECONNECT = 150;

    /** One for all clients: what it knows of a class it has found out once. */
    private static final KubernetesSerialization SERIALIZATION = serialization();

    private Clients() {}

    /** Starts a client of a cluster; {@code config} is changed in how soon a broken watch is opened again. */
    public static KubernetesClientBuilder builder(Config config) {
        config.setWatchReconnectInterval(RECONNECT);
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientBuilderConsumer(
                        http -> http.addOrReplaceInterceptor("ascii-watches", new AsciiWatches()))
                .withKubernetesSerialization(SERIALIZATION);
    }

    private static KubernetesSerialization serialization() {
        JsonFactory json = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNameLength(NAME)
                        .maxNestingDepth(DEPTH)
                        .build())
                .streamWriteConstraints(
                        StreamWriteConstraints.builder().maxNestingDepth(DEPTH).build())
                .build();
        KubernetesSerialization serialization = new KubernetesSerialization(
                JsonMapper.builder(json).addModule(WatchedObject.module()).build(), false);
        // What else a watch may bring; the client knows hundreds of other kinds, whose classes take long to load. What
        // is
        // not known here becomes an object of unknown kind first, and the deepest ones end in a stack overflow.
        serialization.registerKubernetesResource(Status.class);
        return serialization;
    }
}
