package dev.cpm.operator.bench;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.controller.Clients;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads all placements, and does nothing else: what a restart of the operator is measured by. In a JVM of its own, as
 * cold as the operator is then.
 */
public final class BareList {
    /** As the operator reads. */
    private static final long PAGE = 500;

    static final String SECONDS = "seconds ";

    private BareList() {}

    public static void main(String[] args) {
        long start = System.nanoTime();
        try (KubernetesClient client = Clients.builder(new ConfigBuilder().build())
                .withKubernetesSerialization(plain())
                .build()) {
            int read = of(client).size();
            System.out.println(read + " placements in " + SECONDS + (System.nanoTime() - start) / 1e9);
        }
    }

    /** As Jackson reads classes by itself, without looking at what does not fit. */
    private static KubernetesSerialization plain() {
        JsonMapper mapper = JsonMapper.builder()
                .addMixIn(Placement.class, NoReader.class)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        return new KubernetesSerialization(mapper, false);
    }

    @JsonDeserialize
    private interface NoReader {}

    static List<Placement> of(KubernetesClient client) {
        List<Placement> all = new ArrayList<>();
        ListOptions request = new ListOptionsBuilder().withLimit(PAGE).build();
        while (true) {
            var page = client.resources(Placement.class).inAnyNamespace().list(request);
            all.addAll(page.getItems());
            String more = page.getMetadata().getContinue();
            if (more == null || more.isEmpty()) {
                return all;
            }
            request.setContinue(more);
        }
    }
}
