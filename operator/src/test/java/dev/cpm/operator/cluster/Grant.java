package dev.cpm.operator.cluster;

import dev.cpm.operator.local.AuditLog;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
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

    private static void add(PolicyRule rule, String namespace, List<Grant> into) {
        List<String> names = rule.getResourceNames().isEmpty() ? List.of("") : rule.getResourceNames();
        for (String group : rule.getApiGroups()) {
            for (String resource : rule.getResources()) {
                for (String verb : rule.getVerbs()) {
                    for (String name : names) {
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
