package dev.cpm.operator.cluster;

import dev.cpm.operator.local.AuditLog;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceRule;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectRulesReviewStatus;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;

/**
 * One thing that a role allows.
 *
 * @param namespace where; empty for everywhere
 * @param resource as in {@link AuditLog.Request}
 * @param name of the object; empty for any
 */
record Grant(String namespace, String verb, String resource, String name) {

    /** All that the roles among these objects allow. */
    static List<Grant> in(List<HasMetadata> objects) {
        List<Grant> grants = new ArrayList<>();
        for (HasMetadata object : objects) {
            if (object instanceof ClusterRole role) {
                role.getRules().forEach(rule -> add(rule, "", grants));
            } else if (object instanceof Role role) {
                role.getRules().forEach(rule -> add(rule, role.getMetadata().getNamespace(), grants));
            }
        }
        return grants;
    }

    /** All that the API server says somebody may do in a namespace, and what is in none. */
    static List<Grant> of(Caller caller, String namespace) {
        Caller.Answer answer =
                caller.ask("POST", "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews", """
                {"apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectRulesReview",
                 "spec": {"namespace": "%s"}}
                """.formatted(namespace));
        SubjectRulesReviewStatus status = new KubernetesSerialization()
                .convertValue(answer.body().path("status"), SubjectRulesReviewStatus.class);
        if (answer.code() != 201 || Boolean.TRUE.equals(status.getIncomplete())) {
            throw new AssertionError("the API server does not tell all rights: " + answer);
        }
        List<Grant> grants = new ArrayList<>();
        for (ResourceRule rule : status.getResourceRules()) {
            add(rule.getApiGroups(), rule.getResources(), rule.getVerbs(), rule.getResourceNames(), namespace, grants);
        }
        return grants;
    }

    /** The same grant, as it looks in a namespace. */
    Grant in(String another) {
        return new Grant(another, verb, resource, name);
    }

    private static void add(PolicyRule rule, String namespace, List<Grant> into) {
        add(rule.getApiGroups(), rule.getResources(), rule.getVerbs(), rule.getResourceNames(), namespace, into);
    }

    private static void add(
            List<String> groups,
            List<String> resources,
            List<String> verbs,
            List<String> names,
            String namespace,
            List<Grant> into) {
        for (String group : groups) {
            for (String resource : resources) {
                for (String verb : verbs) {
                    for (String name : names.isEmpty() ? List.of("") : names) {
                        into.add(new Grant(namespace, verb, qualified(resource, group), name));
                    }
                }
            }
        }
    }

    private static String qualified(String resource, String group) {
        String[] parts = resource.split("/");
        return parts[0] + (group.isEmpty() ? "" : "." + group) + (parts.length > 1 ? "/" + parts[1] : "");
    }

    /** Whether it is this grant that allows the request. */
    boolean allows(AuditLog.Request request) {
        return verb.equals(request.verb())
                && resource.equals(request.resource())
                && (namespace.isEmpty() || namespace.equals(request.namespace()))
                && (name.isEmpty() || name.equals(request.name()));
    }
}
