package dev.cpm.operator.cli.look;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.controller.LeaseName;
import dev.cpm.operator.placement.model.Shard;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the operator of a Deployment has to be allowed, all of which {@code deploy/base/operator-access.yaml} grants; but for
 * selfsubjectreviews, which API servers before 1.28 do not know, and all others grant to everybody.
 *
 * @param account the name that its pods have at the API server
 */
record OperatorRights(String account, List<Right> rights) {
    private static final List<String> KINDS =
            List.of("regions", "zones", "interconnects", "placements", "loadbalancers");
    private static final String NAMESPACES = "namespaces";
    private static final String COORDINATION = "coordination.k8s.io";
    private static final String LEASES = "leases";

    static OperatorRights of(JsonNode deployment) {
        String namespace = deployment.at("/metadata/namespace").asText();
        JsonNode pod = deployment.at("/spec/template/spec");
        List<Right> rights = new ArrayList<>();
        for (String kind : KINDS) {
            rights.add(Right.of("get", Cpm.GROUP, kind));
            rights.add(Right.of("list", Cpm.GROUP, kind));
            rights.add(Right.of("watch", Cpm.GROUP, kind));
            rights.add(Right.of("update", Cpm.GROUP, kind).sub("status"));
        }
        rights.add(Right.of("list", "", NAMESPACES));
        rights.add(Right.of("watch", "", NAMESPACES));
        rights.add(Right.of("create", "", "events"));
        List<String> arguments = arguments(pod);
        if (!arguments.contains("--no-leader-election")) {
            lease(rights, arguments, option(arguments, "--lease-namespace").orElse(namespace));
        }
        return new OperatorRights(
                "system:serviceaccount:" + namespace + ":"
                        + pod.path("serviceAccountName").asText("default"),
                rights);
    }

    private static void lease(List<Right> rights, List<String> arguments, String namespace) {
        rights.add(Right.of("get", "", NAMESPACES).in(namespace, namespace));
        rights.add(Right.of("create", COORDINATION, LEASES).in(namespace, ""));
        rights.add(Right.of("list", COORDINATION, LEASES).in(namespace, ""));
        lease(arguments).ifPresent(name -> {
            rights.add(Right.of("get", COORDINATION, LEASES).in(namespace, name));
            rights.add(Right.of("update", COORDINATION, LEASES).in(namespace, name));
        });
    }

    /** Empty where {@code --regions} is not as it takes them: no operator starts then, so it needs no lease. */
    private static Optional<String> lease(List<String> arguments) {
        try {
            return Optional.of(LeaseName.of(
                    option(arguments, "--regions").map(Shard::parse).orElse(Shard.ALL)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<String> arguments(JsonNode pod) {
        List<String> arguments = new ArrayList<>();
        pod.at("/containers/0/command").forEach(word -> arguments.add(word.asText()));
        pod.at("/containers/0/args").forEach(word -> arguments.add(word.asText()));
        return arguments;
    }

    /** {@code --option=value}, or the two as words of their own. */
    private static Optional<String> option(List<String> arguments, String option) {
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).startsWith(option + "=")) {
                return Optional.of(arguments.get(i).substring(option.length() + 1));
            } else if (arguments.get(i).equals(option) && i + 1 < arguments.size()) {
                return Optional.of(arguments.get(i + 1));
            }
        }
        return Optional.empty();
    }
}
