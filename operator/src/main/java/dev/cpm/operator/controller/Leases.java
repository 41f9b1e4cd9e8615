package dev.cpm.operator.controller;

import dev.cpm.operator.api.Build;
import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.placement.model.Shard;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** The lease as the API server has it: one short try each, never a cached answer. */
final class Leases implements Election.Store, AutoCloseable {
    /** Two of them, and what a leader may do without a renewal, end before another may lead. */
    static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** The duration of a lease that is given back, as Kubernetes' own components write it; in seconds. */
    static final Integer GIVEN_BACK = 1;

    private final KubernetesClient client;
    private final NamespacedKubernetesClient once;
    private final String namespace;
    private final String name;
    private final Shard shard;

    /** The lease of a shard, in the server of another client, as the same user. */
    Leases(KubernetesClient like, String namespace, Shard shard) {
        // HTTP/1.1: a request that times out ends its connection, so that the next one does not wait on a dead one.
        this.client = Clients.builder(like.getConfiguration())
                .withHttpClientBuilderConsumer(HttpClient.Builder::preferHttp11)
                .build();
        this.once = client.newClient(new RequestConfigBuilder()
                        .withRequestTimeout((int) TIMEOUT.toMillis())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .adapt(NamespacedKubernetesClient.class);
        this.namespace = namespace;
        this.name = LeaseName.of(shard);
        this.shard = shard;
    }

    @Override
    public Lease get() {
        Lease lease = once.leases().inNamespace(namespace).withName(name).get();
        String regions = lease == null ? null : regions(lease);
        if (regions != null && !regions.equals(shard.toString())) {
            throw new KubernetesClientException(
                    "the lease " + name + " is for other regions: its annotation " + Cpm.REGIONS_ANNOTATION + " has "
                            + regions + ", and --regions has " + shard + "; delete the lease if nobody uses it",
                    HttpURLConnection.HTTP_CONFLICT,
                    null);
        }
        return lease;
    }

    private static String regions(Lease lease) {
        return lease.getMetadata().getAnnotations() == null
                ? null
                : lease.getMetadata().getAnnotations().get(Cpm.REGIONS_ANNOTATION);
    }

    /** All leases of the namespace as they are stored now. */
    List<Lease> all() {
        return once.leases().inNamespace(namespace).list().getItems();
    }

    /** The same lease, saying which version writes it, and for which regions; that of all of them needs no word for it. */
    private Lease signed(Lease lease) {
        LeaseBuilder signed = new LeaseBuilder(lease)
                .editOrNewMetadata()
                .addToAnnotations(Cpm.VERSION_ANNOTATION, Build.version())
                .endMetadata();
        return shard.all()
                ? signed.build()
                : signed.editMetadata()
                        .addToAnnotations(Cpm.REGIONS_ANNOTATION, shard.toString())
                        .endMetadata()
                        .build();
    }

    @Override
    public Lease create(LeaseSpec spec) {
        Lease lease = new LeaseBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .withSpec(spec)
                .build();
        try {
            return once.resource(signed(lease)).create();
        } catch (KubernetesClientException e) {
            return nullIf(e, HttpURLConnection.HTTP_CONFLICT);
        }
    }

    @Override
    public Lease replace(Lease lease) {
        try {
            return once.resource(signed(lease)).update();
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

    /**
     * Whether who held a lease gave it back, when nothing of it could arrive any more. One that somebody emptied has another
     * duration: whoever held it may not know yet.
     */
    static boolean givenBack(Lease lease) {
        return holder(lease).isEmpty()
                && lease.getSpec() != null
                && Objects.equals(GIVEN_BACK, lease.getSpec().getLeaseDurationSeconds());
    }

    /** Another one after each writing: times in a lease are its writer's, whose clock may say the same one twice. */
    static String version(Lease lease) {
        return lease.getMetadata().getResourceVersion();
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
