package dev.cpm.operator.cli;

import dev.cpm.operator.controller.Clients;
import dev.cpm.operator.controller.CpmOperator;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A cluster, and whether it has what the operator needs before it starts. */
final class Connection implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Connection.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int TOO_MANY_REQUESTS = 429;

    /** What the client says of such a key, as some distributions make them, is about libraries and encodings. */
    private static final Pattern ELLIPTIC_KEY = Pattern.compile("BouncyCastle|Invalid DER");

    private static final String NO_ELLIPTIC_KEY =
            "the client key of the kubeconfig's user is none of RSA, and this program reads no others; give the user a"
                    + " token instead, such as kubectl -n cpm-system create token cpm-operator prints";

    /** An API server that has just been started refuses everybody until it has read who may do what. */
    private static final Duration NOT_YET = Duration.ofSeconds(30);

    private final KubernetesClient client;
    private final Duration patience;
    private final Consumer<String> waitsFor;

    private Connection(KubernetesClient client, Duration patience, Consumer<String> waitsFor) {
        this.client = client;
        this.patience = patience;
        this.waitsFor = waitsFor;
    }

    /** To a cluster that must be there. */
    static Connection to(Config config) throws NoStartException {
        return to(config, Duration.ZERO, what -> {});
    }

    /**
     * To a cluster that may be away.
     *
     * @param patience how long an API server that does not answer is waited for, each time; one that refuses, 30 s at most
     * @param waitsFor is told what is waited for
     */
    static Connection to(Config config, Duration patience, Consumer<String> waitsFor) throws NoStartException {
        try {
            return new Connection(Clients.builder(config).build(), patience, waitsFor);
        } catch (RuntimeException e) {
            String reason = NoStartException.reason(e);
            throw new NoStartException(
                    "cannot connect to " + config.getMasterUrl() + ": "
                            + (ELLIPTIC_KEY.matcher(reason).find() ? NO_ELLIPTIC_KEY : reason),
                    e);
        }
    }

    KubernetesClient client() {
        return client;
    }

    /** Whoever applies everything at once has the operator started before the last definition is served. */
    void awaitKinds(Duration longest) throws InterruptedException, NoStartException {
        long deadline = System.nanoTime() + longest.toNanos();
        List<String> missing = ask(CpmOperator::missingKinds);
        if (!missing.isEmpty() && !longest.isZero()) {
            log.info("Waiting for {}: not installed yet.", String.join(", ", missing));
        }
        while (!missing.isEmpty()) {
            waitsFor.accept(String.join(", ", missing) + " to be installed");
            if (System.nanoTime() >= deadline) {
                throw new NoStartException("the cluster does not know " + String.join(", ", missing)
                        + "; install the resource definitions first: kubectl apply -k crds");
            }
            Thread.sleep(PAUSE.toMillis());
            missing = ask(CpmOperator::missingKinds);
        }
    }

    /** Without it, the lease could never be had, and the operator would stand by for good. */
    void requireNamespace(String name) throws InterruptedException, NoStartException {
        if (ask(api -> api.namespaces().withName(name).get()) == null) {
            throw new NoStartException(
                    "there is no namespace " + name + " to hold the lease in; create it, name another"
                            + " by --lease-namespace, or turn the lease off by --no-leader-election");
        }
    }

    /** A name for this process in the lease. */
    String identity(String hostname) throws InterruptedException, NoStartException {
        return ask(api -> Identity.of(api, hostname));
    }

    private <T> T ask(Function<KubernetesClient, T> question) throws InterruptedException, NoStartException {
        // Whoever waits at a terminal should hear soon; in a cluster, the kubelet tries again.
        KubernetesClient impatient = client.newClient(new RequestConfigBuilder()
                        .withRequestRetryBackoffLimit(1)
                        .build())
                .adapt(NamespacedKubernetesClient.class);
        long begun = System.nanoTime();
        Long refusedSince = null;
        String said = "";
        while (true) {
            try {
                return question.apply(impatient);
            } catch (KubernetesClientException e) {
                long now = System.nanoTime();
                boolean refused = refused(e);
                if (!refused) {
                    refusedSince = null;
                } else if (refusedSince == null) {
                    refusedSince = now;
                }
                if (now - begun >= patience.toNanos() || refused && now - refusedSince >= NOT_YET.toNanos()) {
                    throw new NoStartException(explain(e));
                }
                String reason = NoStartException.reason(e);
                if (!reason.equals(said)) {
                    log.warn("Waiting for the API server: {}", reason);
                    said = reason;
                }
                waitsFor.accept("the API server: " + reason);
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    /** Whether the server itself said no. */
    private static boolean refused(KubernetesClientException e) {
        return e.getCode() >= HttpURLConnection.HTTP_BAD_REQUEST
                && e.getCode() < HttpURLConnection.HTTP_INTERNAL_ERROR
                && e.getCode() != TOO_MANY_REQUESTS;
    }

    private String explain(KubernetesClientException e) {
        String server = "the API server at " + client.getMasterUrl();
        String reason = NoStartException.reason(e);
        if (e.getCode() <= 0) {
            return "cannot reach " + server + ": " + reason
                    + "; set KUBECONFIG to a cluster that runs, or run inside one";
        }
        return switch (e.getCode()) {
            case HttpURLConnection.HTTP_UNAUTHORIZED -> server + " does not accept these credentials: " + reason;
            case HttpURLConnection.HTTP_FORBIDDEN ->
                server + " does not allow it: " + reason
                        + "; deploy/base/operator-access.yaml has all that the operator needs";
            default -> server + " answers: " + reason;
        };
    }

    @Override
    public void close() {
        client.close();
    }
}
