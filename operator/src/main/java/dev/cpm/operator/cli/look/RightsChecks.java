package dev.cpm.operator.cli.look;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cpm.operator.api.Kinds;
import dev.cpm.operator.view.Check;
import dev.cpm.operator.view.Check.Result;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Whether the operator's account may do what the operator does; found out by asking as that account. */
final class RightsChecks {
    private static final String RIGHTS = "rights";
    private static final String SENTENCE = "the operator may do what it has to";
    private static final List<String> KINDS =
            Kinds.NAMES.stream().map(Kinds::resource).toList();

    private RightsChecks() {}

    /** A right: a verb on a resource, in its own namespace or everywhere. */
    private record Right(String verb, String resource, String subresource, boolean everywhere) {
        List<String> call(String account, String namespace) {
            List<String> call = new ArrayList<>(List.of("auth", "can-i", verb, resource, "--as=" + account));
            if (!subresource.isEmpty()) {
                call.add("--subresource=" + subresource);
            }
            call.add(everywhere ? "--all-namespaces" : "--namespace=" + namespace);
            return call;
        }

        @Override
        public String toString() {
            return verb + " " + resource + (subresource.isEmpty() ? "" : "/" + subresource);
        }
    }

    private static List<Right> rights() {
        List<Right> rights = new ArrayList<>();
        for (String kind : KINDS) {
            rights.add(new Right("list", kind, "", true));
            rights.add(new Right("watch", kind, "", true));
            rights.add(new Right("update", kind, "status", true));
        }
        rights.add(new Right("list", "namespaces", "", true));
        rights.add(new Right("create", "events", "", true));
        rights.add(new Right("create", "leases.coordination.k8s.io", "", false));
        return rights;
    }

    /** Of the account of the first Deployment; nothing where there is none. */
    static List<Check> of(Kubectl kubectl, JsonNode deployments) {
        JsonNode deployment = deployments.path("items").path(0);
        if (deployment.isMissingNode()) {
            return List.of();
        }
        String namespace = deployment.path("metadata").path("namespace").asText();
        String account = "system:serviceaccount:" + namespace + ":"
                + deployment
                        .path("spec")
                        .path("template")
                        .path("spec")
                        .path("serviceAccountName")
                        .asText("default");
        List<Right> rights = rights();
        List<Kubectl.Said> said = kubectl.all(
                rights.stream().map(right -> right.call(account, namespace)).toList());
        List<String> missing = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < rights.size(); i++) {
            String answer = new String(said.get(i).out(), StandardCharsets.UTF_8).strip();
            if (answer.startsWith("no")) {
                missing.add(account + " may not " + rights.get(i));
            } else if (!answer.equals("yes")) {
                said.get(i).errors().stream()
                        .filter(error -> !unknown.contains(error))
                        .forEach(unknown::add);
            }
        }
        return List.of(
                missing.isEmpty() && !unknown.isEmpty()
                        ? Check.unknown(RIGHTS, SENTENCE, unknown.subList(0, 1))
                        : Check.of(RIGHTS, SENTENCE, Result.Error, missing, "kubectl apply -k deploy has its roles"));
    }
}
