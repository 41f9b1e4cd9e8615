package dev.cpm.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.local.ManifestFile;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What deploy/base/user-roles.yaml adds to Kubernetes' own roles, once a controller manager has gathered it by its labels. */
class UserRolesTest {
    private static final List<String> READ = List.of("get", "list", "watch");
    private static final List<String> WRITE = List.of("create", "update", "patch", "delete", "deletecollection");

    private static final List<HasMetadata> ROLES = ManifestFile.read(Cluster.DEPLOY.resolve("user-roles.yaml"));

    /** "verb resource", of all roles with the label. */
    private static Set<String> aggregatedTo(String role) {
        String label = "rbac.authorization.k8s.io/aggregate-to-" + role;
        return Grant.in(ROLES.stream()
                        .filter(each ->
                                "true".equals(each.getMetadata().getLabels().get(label)))
                        .toList())
                .stream()
                .map(grant -> grant.verb() + " " + grant.resource())
                .collect(Collectors.toSet());
    }

    private static Stream<String> each(List<String> verbs, String... resources) {
        return Stream.of(resources).flatMap(resource -> verbs.stream().map(verb -> verb + " " + resource));
    }

    private static List<String> reading() {
        return Stream.of(
                        each(READ, "placements.cpm.dev", "loadbalancers.cpm.dev", "regions.cpm.dev", "zones.cpm.dev"),
                        each(
                                List.of("get"),
                                "placements.cpm.dev/status",
                                "placements.cpm.dev/scale",
                                "loadbalancers.cpm.dev/status",
                                "regions.cpm.dev/status",
                                "zones.cpm.dev/status"))
                .flatMap(all -> all)
                .toList();
    }

    private static List<String> writing() {
        return Stream.concat(
                        each(WRITE, "placements.cpm.dev", "loadbalancers.cpm.dev"),
                        each(List.of("update", "patch"), "placements.cpm.dev/scale"))
                .toList();
    }

    @Test
    void viewGetsReadingAndNothingElse() {
        assertThat(aggregatedTo("view")).containsExactlyInAnyOrderElementsOf(reading());
    }

    @Test
    void editAndAdminGetWritingOfPlacementsAndLoadBalancersToo() {
        List<String> both =
                Stream.concat(reading().stream(), writing().stream()).toList();
        assertThat(aggregatedTo("edit")).containsExactlyInAnyOrderElementsOf(both);
        assertThat(aggregatedTo("admin")).containsExactlyInAnyOrderElementsOf(both);
    }

    @Test
    void whoViewsTheClusterWritesNothing() {
        assertThat(Grant.in(ROLES.stream()
                        .filter(role -> role.getMetadata().getName().equals("cpm-cluster-viewer"))
                        .toList()))
                .hasSizeGreaterThan(15)
                .allSatisfy(grant -> assertThat(grant.verb()).isIn(READ));
    }

    @Test
    void nobodyGetsAnyOfItUnasked() {
        assertThat(ROLES).extracting(HasMetadata::getKind).containsOnly("ClusterRole");
        assertThat(ROLES)
                .extracting(role -> role.getMetadata().getName())
                .containsExactly(
                        "cpm-viewer", "cpm-editor", "cpm-catalog-viewer", "cpm-network-admin", "cpm-cluster-viewer");
    }
}
