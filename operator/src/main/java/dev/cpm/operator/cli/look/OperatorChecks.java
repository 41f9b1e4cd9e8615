package dev.cpm.operator.cli.look;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.view.Check;
import dev.cpm.operator.view.Check.Result;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Whether the operator runs, and leads. */
final class OperatorChecks {
    private static final String OPERATOR = "operator";

    /** Of the lease of an operator for all regions. */
    private static final String LEASE = "cpm-operator";

    /** Every Deployment and every pod of the operator has it, also those of a shard and of a release of another name. */
    static final String LABEL = "app.kubernetes.io/part-of=cpm-operator";

    /** A lease is renewed every few seconds; the rest is for clocks that differ. */
    private static final Duration FRESH = Duration.ofSeconds(60);

    private OperatorChecks() {}

    static List<String> deploymentsCall() {
        return List.of("get", "-o", "json", "deployments", "--all-namespaces", "--selector=" + LABEL);
    }

    static List<String> leasesCall(String namespace) {
        return List.of("get", "-o", "json", "leases.coordination.k8s.io", "--namespace=" + namespace);
    }

    static Check running(JsonNode deployments) {
        List<String> against = new ArrayList<>();
        for (JsonNode deployment : deployments.path("items")) {
            int wanted = deployment.path("spec").path("replicas").asInt(1);
            int ready = deployment.path("status").path("readyReplicas").asInt(0);
            if (ready < wanted) {
                against.add(deployment.path("metadata").path("namespace").asText() + "/"
                        + deployment.path("metadata").path("name").asText() + ": " + ready + " of " + wanted
                        + " pods are ready");
            }
        }
        if (deployments.path("items").isEmpty()) {
            against.add("no Deployment has the label " + LABEL);
        }
        return Check.of(
                OPERATOR,
                "it is deployed, and all of its pods are ready",
                Result.Warning,
                against,
                "see why, unless it runs outside the cluster",
                "kubectl get pods -A -l " + LABEL);
    }

    /** The namespaces where leases are to be looked for: those of the Deployments, and the usual one. */
    static List<String> namespaces(JsonNode deployments, String usual) {
        TreeSet<String> namespaces = new TreeSet<>(List.of(usual));
        deployments
                .path("items")
                .forEach(deployment -> namespaces.add(
                        deployment.path("metadata").path("namespace").asText()));
        return List.copyOf(namespaces);
    }

    /**
     * Whether anybody holds a lease, and renews it.
     *
     * @param unanswered whether there are objects that nobody has answered: then nobody works without a lease either
     * @param now by this machine's clock
     */
    static Check leading(List<JsonNode> leases, boolean unanswered, Instant now) {
        List<String> leading = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        boolean died = false; // Who ends in order gives its lease back.
        for (JsonNode list : leases) {
            for (JsonNode lease : list.path("items")) {
                String name = lease.path("metadata").path("name").asText();
                boolean ofAll = name.equals(LEASE);
                JsonNode regions = lease.path("metadata").path("annotations").path(Cpm.REGIONS_ANNOTATION);
                if (ofAll || !regions.isMissingNode()) {
                    String holder = lease.path("spec").path("holderIdentity").asText();
                    Instant renewed = time(lease.path("spec").path("renewTime").asText());
                    boolean fresh = renewed != null
                            && Duration.between(renewed, now).abs().compareTo(FRESH) < 0;
                    if (!holder.isEmpty() && fresh) {
                        leading.add(name);
                    } else {
                        died |= !holder.isEmpty();
                        silent.add("lease " + name + ": "
                                + (holder.isEmpty()
                                        ? "nobody holds it"
                                        : renewed == null
                                                ? holder + " has never renewed it"
                                                : holder + " has not renewed it since " + renewed));
                    }
                }
            }
        }
        if (leading.isEmpty() && silent.isEmpty()) {
            return Check.of(
                    OPERATOR,
                    "somebody leads",
                    unanswered ? Result.Error : Result.Warning,
                    List.of("there is no lease of an operator"
                            + (unanswered ? ", and there are objects that nobody has answered" : "")),
                    "start the operator; one that runs with --no-leader-election has none");
        }
        return Check.of(
                OPERATOR,
                leading.isEmpty() ? "somebody leads" : "somebody leads, by " + String.join(", ", leading),
                leading.isEmpty() || died ? Result.Error : Result.Warning,
                silent,
                (leading.isEmpty() || died
                                ? "start the operator, or see why it does not lead: /statusz on its port 8080, and its log"
                                : "")
                        + (!leading.isEmpty() && died ? "; " : "")
                        + (leading.isEmpty() ? "" : "delete a lease that is nobody's any more"));
    }

    private static Instant time(String text) {
        try {
            return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            return null; // as good as never
        }
    }
}
