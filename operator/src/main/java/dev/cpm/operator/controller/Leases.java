package dev.cpm.operator.controller;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the lease back on a clean end, so that the next leader need not wait until it runs out. */
final class Leases {
    private static final Logger log = LoggerFactory.getLogger(Leases.class);

    private Leases() {}

    /** Whether the lease names this process as its holder now. Throws {@link KubernetesClientException} if unknown. */
    static boolean heldBy(KubernetesClient client, String namespace, String identity) {
        Lease lease =
                client.leases().inNamespace(namespace).withName(Settings.LEASE).get();
        return lease != null && identity.equals(lease.getSpec().getHolderIdentity());
    }

    /** Empties the lease if this process holds it; as client-go does on its way out. */
    static void release(KubernetesClient client, String namespace, String identity) {
        try {
            Lease lease = client.leases()
                    .inNamespace(namespace)
                    .withName(Settings.LEASE)
                    .get();
            if (lease != null && identity.equals(lease.getSpec().getHolderIdentity())) {
                lease.getSpec().setHolderIdentity("");
                lease.getSpec().setLeaseDurationSeconds(1);
                client.resource(lease).update();
                log.info("The lease is given back.");
            }
        } catch (KubernetesClientException e) {
            log.warn("The lease could not be given back and runs out by itself: {}", e.getMessage());
        }
    }
}
