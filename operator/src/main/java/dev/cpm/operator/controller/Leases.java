package dev.cpm.operator.controller;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import java.net.HttpURLConnection;
import java.time.Duration;

/** The lease as the API server has it: one short try each, never a cached answer. */
final class Leases implements Election.Store, AutoCloseable {
    /** Two of them, and what a leader may do without a renewal, end before another may lead. */
    static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final KubernetesClient client;
    private final NamespacedKubernetesClient once;
    private final String namespace;

    /** In the server of another client, as the same user. */
    Leases(KubernetesClient like, String namespace) {
        // HTTP/1.1: a request that times out ends its connection, so that the next one does not wait on a dead one.
        this.client = new KubernetesClientBuilder()
                .withConfig(like.getConfiguration())
                .withHttpClientBuilderConsumer(HttpClient.Builder::preferHttp11)
                .build();
        this.once = client.newClient(new RequestConfigBuilder()
                        .withRequestTimeout((int) TIMEOUT.toMillis())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .adapt(NamespacedKubernetesClient.class);
        this.namespace = namespace;
    }

    @Override
    public Lease get() {
        return once.leases().inNamespace(namespace).withName(Settings.LEASE).get();
    }

    @Override
    public Lease create(LeaseSpec spec) {
        Lease lease = new LeaseBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(Settings.LEASE)
                .endMetadata()
                .withSpec(spec)
                .build();
        try {
            return once.resource(lease).create();
        } catch (KubernetesClientException e) {
            return nullIf(e, HttpURLConnection.HTTP_CONFLICT);
        }
    }

    @Override
    public Lease replace(Lease lease) {
        try {
            return once.resource(lease).update();
        } catch (KubernetesClientException e) {
            return nullIf(e, HttpURLConnection.HTTP_CONFLICT, HttpURLConnection.HTTP_NOT_FOUND);
        }
    }

    /** Whether the lease names this process as its holder now. May throw {@link KubernetesClientException}. */
    boolean heldBy(String identity) {
        Lease lease = get();
        return lease != null && identity.equals(holder(lease));
    }

    /** Who holds a lease; empty if it was given back, or says nothing. */
    static String holder(Lease lease) {
        LeaseSpec spec = lease.getSpec();
        return spec == null || spec.getHolderIdentity() == null ? "" : spec.getHolderIdentity();
    }

    private static Lease nullIf(KubernetesClientException e, int... codes) {
        for (int code : codes) {
            if (e.getCode() == code) {
                return null;
            }
        }
        throw e;
    }

    @Override
    public void close() {
        client.close();
    }
}
