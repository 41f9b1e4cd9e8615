package dev.cpm.operator.cli;

import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReview;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The name of a process in the lease: {@code POD_UID_RANDOM}, where pod and UID are what the API server itself knows of
 * whoever sends requests with this token. So {@code deploy/fence.yaml} can tell the holder's requests from all others,
 * and no name of one pod is the beginning of another's: none has an underscore.
 */
final class Identity {
    private static final String POD = "authentication.kubernetes.io/pod-name";
    private static final String UID = "authentication.kubernetes.io/pod-uid";

    private Identity() {}

    /** Throws {@link KubernetesClientException} where the API server cannot say. {@code hostname} may be null. */
    static String of(KubernetesClient client, String hostname) {
        Map<String, List<String>> known = knownToTheServer(client);
        String pod = only(known, POD);
        String uid = only(known, UID);
        String name = pod == null || uid == null ? (hostname == null ? "cpm-operator" : hostname) : pod + "_" + uid;
        return name + "_" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static Map<String, List<String>> knownToTheServer(KubernetesClient client) {
        try {
            Map<String, List<String>> extra = client.resource(new SelfSubjectReview())
                    .create()
                    .getStatus()
                    .getUserInfo()
                    .getExtra();
            return extra == null ? Map.of() : extra;
        } catch (KubernetesClientException e) {
            // Before Kubernetes 1.28 it is not there, which an account without the right to it is told as that. No such
            // version has the fence.
            if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND && e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw e;
            }
            return Map.of();
        }
    }

    private static String only(Map<String, List<String>> extra, String key) {
        List<String> values = extra.getOrDefault(key, List.of());
        return values.size() == 1 ? values.get(0) : null;
    }
}
