package dev.cpm.operator.controller;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** Clients that can read whatever an API server stores: else one object could keep all others from being listed. */
public final class Clients {
    /** Names as long as an object may be, which etcd bounds at 1.5 MB: a label selector of a spec has keys of any length. */
    private static final int NAME = 2_000_000;

    /** As deep as the API server itself reads. */
    private static final int DEPTH = 10_000;

    private Clients() {}

    /** Starts a client of a cluster. */
    public static KubernetesClientBuilder builder(Config config) {
        JsonFactory json = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNameLength(NAME)
                        .maxNestingDepth(DEPTH)
                        .build())
                .build();
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientBuilderConsumer(
                        http -> http.addOrReplaceInterceptor("ascii-watches", new AsciiWatches()))
                .withKubernetesSerialization(
                        new KubernetesSerialization(JsonMapper.builder(json).build(), true));
    }
}
