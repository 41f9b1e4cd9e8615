package dev.cpm.operator.cli.look;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cpm.operator.view.Check;
import dev.cpm.operator.view.Check.Result;
import dev.cpm.operator.words.Names;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Whether the operator runs, and leads. */
final class OperatorChecks {
    private static final String OPERATOR = "operator";

    /** Every Deployment and every pod of the operator has it, also those of a shard and of a release of another name. */
    static final String LABEL = "app.kubernetes.io/part-of=cpm-operator";

    private static final String EACH = "each region has one operator";

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
    static Check leading(List<SeenLease> leases, boolean unanswered, Instant now) {
        if (leases.isEmpty()) {
            return Check.of(
                    OPERATOR,
                    "somebody leads",
                    unanswered ? Result.Error : Result.Warning,
                    List.of("there is no lease of an operator"
                            + (unanswered ? ", and there are objects that nobody has answered" : "")),
                    "start the operator; one that runs with --no-leader-election has none");
        }
        List<String> leading = leases.stream()
                .filter(lease -> lease.led(now))
                .map(SeenLease::name)
                .toList();
        List<SeenLease> silent =
                leases.stream().filter(lease -> !lease.led(now)).toList();
        // Who ends in order gives its lease back.
        boolean died = silent.stream().anyMatch(lease -> !lease.holder().isEmpty());
        return Check.of(
                OPERATOR,
                leading.isEmpty() ? "somebody leads" : "somebody leads, by " + String.join(", ", leading),
                leading.isEmpty() || died ? Result.Error : Result.Warning,
                silent.stream().map(OperatorChecks::silence).toList(),
                (leading.isEmpty() || died
                                ? "start the operator, or see why it does not lead: /statusz on its port 8080, and its log"
                                : "")
                        + (!leading.isEmpty() && died ? "; " : "")
                        + (leading.isEmpty() ? "" : "delete a lease that is nobody's any more"));
    }

    /** Whether who leads is of the plugin's own version; empty where nobody does, which is told already. */
    static Optional<Check> version(List<SeenLease> leases, String own, Instant now) {
        List<SeenLease> led = leases.stream().filter(lease -> lease.led(now)).toList();
        return led.isEmpty()
                ? Optional.empty()
                : Optional.of(Check.of(
                        OPERATOR,
                        "it is of this version",
                        Result.Warning,
                        led.stream()
                                .filter(lease -> !lease.version().equals(own))
                                .map(lease -> lease.name() + " is led by "
                                        + (lease.version().isEmpty() ? "one that names no version" : lease.version())
                                        + "; this is " + own)
                                .toList(),
                        "use the plugin of the version that is installed, or roll out the operator of this one"));
    }

    private static String silence(SeenLease lease) {
        String why = lease.holder().isEmpty()
                ? "nobody holds it"
                : lease.renewed() == null
                        ? lease.holder() + " has never renewed it"
                        : lease.holder() + " has not renewed it since " + lease.renewed();
        return "lease " + lease.name() + ": " + why;
    }

    /**
     * Whether each region has one operator; empty where nobody leads, which is told already, or a lease does not say for
     * whom it is.
     *
     * @param regions that are defined, or named by an object that is at home there
     * @param unread the kinds whose objects could not all be read, so that there may be more regions
     */
    static Optional<Check> shared(
            List<SeenLease> leases, Collection<String> regions, List<String> unread, Instant now) {
        List<SeenLease> led = leases.stream().filter(lease -> lease.led(now)).toList();
        if (led.isEmpty() || led.stream().anyMatch(lease -> lease.shard() == null)) {
            return Optional.empty();
        }
        List<String> against = new ArrayList<>();
        for (String region : new TreeSet<>(regions)) {
            List<String> owners = led.stream()
                    .filter(lease -> lease.shard().owns(region))
                    .map(SeenLease::name)
                    .toList();
            if (owners.isEmpty()) {
                against.add(region + " has none");
            } else if (owners.size() > 1) {
                against.add(region + " has " + owners.size() + ": " + String.join(", ", owners));
            }
        }
        boolean ofAll = led.size() == 1 && led.get(0).shard().all();
        if (against.isEmpty() && !unread.isEmpty() && !ofAll) {
            return Optional.of(Check.unknown(
                    OPERATOR, EACH, List.of("there may be regions that could not be read: " + Names.list(unread))));
        }
        return Optional.of(Check.of(
                OPERATOR,
                EACH,
                Result.Error,
                against,
                "start one for those that have none, with --regions; or end all but one"));
    }
}
