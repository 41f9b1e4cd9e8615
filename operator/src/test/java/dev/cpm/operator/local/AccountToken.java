package dev.cpm.operator.local;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestSpecBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.time.Duration;

/** What a service account connects with: a token of its own, as a kubelet asks for it. */
public final class AccountToken {
    /** A kubelet renews them; here nobody does. */
    private static final Duration LIFE = Duration.ofDays(30);

    private AccountToken() {}

    /** A way in that is bound to nothing but the account. */
    public static Config of(LocalControlPlane controlPlane, String namespace, String account) {
        return config(controlPlane, namespace, account, new TokenRequestSpecBuilder());
    }

    /** The way in of a pod of its account: the API server knows the pod's name by it, and it ends with the pod. */
    public static Config of(LocalControlPlane controlPlane, Pod pod) {
        TokenRequestSpecBuilder bound = new TokenRequestSpecBuilder()
                .withNewBoundObjectRef()
                .withApiVersion("v1")
                .withKind("Pod")
                .withName(pod.getMetadata().getName())
                .withUid(pod.getMetadata().getUid())
                .endBoundObjectRef();
        return config(
                controlPlane, pod.getMetadata().getNamespace(), pod.getSpec().getServiceAccountName(), bound);
    }

    private static Config config(
            LocalControlPlane controlPlane, String namespace, String account, TokenRequestSpecBuilder request) {
        String token = controlPlane
                .client()
                .serviceAccounts()
                .inNamespace(namespace)
                .withName(account)
                .tokenRequest(new TokenRequestBuilder()
                        .withSpec(
                                request.withExpirationSeconds(LIFE.toSeconds()).build())
                        .build())
                .getStatus()
                .getToken();
        return new ConfigBuilder(controlPlane.clientConfig())
                .withClientCertData(null)
                .withClientKeyData(null)
                .withOauthToken(token)
                .build();
    }
}
