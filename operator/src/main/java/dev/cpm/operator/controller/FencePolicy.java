package dev.cpm.operator.controller;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Zone;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The admission policy of {@code deploy/fence.yaml}, as a new leader sees it. An API server learns by a watch of its own
 * who holds the lease. Until it has, it refuses the new leader's writes and lets those of the former one pass. So a leader
 * begins by a write that is not stored, and decides nothing until one is let through. Where the policy is not installed,
 * the first one is.
 */
final class FencePolicy {
    /** What its refusals say, whatever it is called: its own words, or those of Kubernetes where there is no lease. */
    private static final Pattern FENCE = Pattern.compile("\\bcpm-operator(-[-a-z0-9.]+)?-fence\\b"
            + "|only its holder may write a status"
            + "|ValidatingAdmissionPolicy '[^']*-fence'.*parameterNotFoundAction");

    private static final ListOptions SOME =
            new ListOptionsBuilder().withLimit(10L).build();

    private final KubernetesClient client;

    /** The same, trying nothing again by itself: there are others to try. */
    private final KubernetesClient once;

    private final String lease;

    /** {@code lease}: the name of that by which this process leads. */
    FencePolicy(KubernetesClient client, String lease) {
        this.client = client;
        this.once = client.newClient(new RequestConfigBuilder()
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .adapt(KubernetesClient.class);
        this.lease = lease;
    }

    /** What is said against a status write of this process now, or nothing. May throw {@link KubernetesClientException}. */
    Optional<String> refusal() {
        List<HasMetadata> some = new ArrayList<>();
        some.addAll(
                client.resources(Placement.class).inAnyNamespace().list(SOME).getItems());
        some.addAll(client.resources(Zone.class).list(SOME).getItems());
        return refusal(some, object -> once.resource(object).dryRun().updateStatus());
    }

    /**
     * The same by the first of some objects that tells it. What is refused for what it is itself tells nothing; neither
     * does one at which another webhook fails, or that somebody edits just now, but for want of others it is tried again.
     */
    static Optional<String> refusal(List<HasMetadata> some, Consumer<HasMetadata> write) {
        KubernetesClientException undecided = null;
        for (HasMetadata object : some) {
            try {
                write.accept(object);
                return Optional.empty();
            } catch (KubernetesClientException e) {
                String message = ServerMessage.of(e).orElse("");
                // 403, or 422 as long as it has not seen that there is a lease.
                if (isFence(message)) {
                    return Optional.of(message);
                }
                if (e.getCode() < HttpURLConnection.HTTP_BAD_REQUEST) {
                    throw e; // Nobody answers.
                }
                if (e.getCode() == HttpURLConnection.HTTP_CONFLICT
                        || e.getCode() == RetryAfter.TOO_MANY_REQUESTS
                        || e.getCode() >= HttpURLConnection.HTTP_INTERNAL_ERROR) {
                    undecided = e;
                }
            }
        }
        if (undecided != null) {
            throw undecided;
        }
        return Optional.empty();
    }

    /** Whether a refusal is that of a fence, be it another shard's. */
    static boolean isFence(String words) {
        return FENCE.matcher(words).find();
    }

    /** What to do about a refusal that stays. */
    String wayOut() {
        return lease.equals(Settings.LEASE)
                ? "if it stays so, deploy/fence.yaml says why"
                : "if it stays so: a fence knows one account and one lease, so an operator with --regions needs an account of"
                        + " its own, and a fence that names that account and the lease " + lease
                        + "; deploy/fence.yaml says how";
    }
}
