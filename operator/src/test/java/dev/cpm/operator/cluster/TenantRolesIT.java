package dev.cpm.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.cluster.Caller.Answer;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.ManifestFile;
import dev.cpm.operator.local.RealApiServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * People with the roles of deploy/base/user-roles.yaml, each bound by the command that stands there: a viewer and an editor of
 * team-a, one who may see the catalogue, one who runs the network, and one who sees the whole cluster.
 */
@ExtendWith(RealApiServer.class)
class TenantRolesIT {
    private static final String CPM = "/apis/cpm.dev/v1alpha1";

    private static final List<String> USERS = List.of("viewer", "editor", "reader", "networker", "watcher");

    private static final Map<String, String> NEW_OBJECTS = Map.of(
            "regions", "kind: Region, spec: {}",
            "zones", "kind: Zone, spec: {region: r1}",
            "interconnects", "kind: Interconnect, spec: {account: acme, regions: [r1, r3]}",
            "loadbalancers", "kind: LoadBalancer, spec: {region: r1}",
            "placements", "kind: Placement, spec: {machineType: m1, regions: [r1]}");

    private static Cluster cluster;
    private static Caller admin;

    @BeforeAll
    static void start(LocalControlPlane controlPlane) {
        cluster = new Cluster(controlPlane);
        admin = Caller.of(controlPlane.clientConfig());
        cluster.namespace("team-a", Map.of("cpm.dev/account", "acme"));
        cluster.namespace("team-b", Map.of("cpm.dev/account", "globex"));
        everyKindInBothNamespaces();
        bind("rolebinding", "cpm-viewer", "viewer", "-n", "team-a");
        bind("rolebinding", "cpm-editor", "editor", "-n", "team-a");
        bind("clusterrolebinding", "cpm-catalog-viewer", "reader");
        bind("clusterrolebinding", "cpm-network-admin", "networker");
        bind("clusterrolebinding", "cpm-cluster-viewer", "watcher");
        Cluster.await(
                "the bindings are in force",
                () -> USERS.stream().noneMatch(user -> rights(user, "team-a").isEmpty()));
    }

    private static void bind(String kind, String role, String user, String... where) {
        List<String> command =
                new ArrayList<>(List.of("create", kind, "test-" + user, "--clusterrole=" + role, "--user=" + user));
        command.addAll(List.of(where));
        cluster.kubectl("", command.toArray(String[]::new));
    }

    @AfterAll
    static void end() {
        cluster.kubectl("", "delete", "rolebinding", "test-viewer", "test-editor", "-n", "team-a");
        cluster.kubectl("", "delete", "clusterrolebinding", "test-reader", "test-networker", "test-watcher");
        cluster.resetNamespace("team-a");
        cluster.resetNamespace("team-b");
        cluster.close();
    }

    private static void everyKindInBothNamespaces() {
        String world = SmallWorld.ofEveryKind();
        cluster.apply(world.replace("namespace: default", "namespace: team-a")
                + world.replace("namespace: default", "namespace: team-b"));
    }

    /** As a user of kubectl. */
    private static String kubectl(String user, String input, String... arguments) {
        List<String> command = new ArrayList<>(List.of("--as=" + user));
        command.addAll(List.of(arguments));
        return cluster.kubectl(input, command.toArray(String[]::new));
    }

    private static Placement placement(String name) {
        return cluster.client()
                .resources(Placement.class)
                .inNamespace("team-a")
                .withName(name)
                .get();
    }

    @Test
    void anEditorDoesAllThatATeamDoesWithItsPlacements() {
        String manifest = """
                apiVersion: cpm.dev/v1alpha1
                kind: Placement
                metadata: {name: shop, namespace: team-a}
                spec: {machineType: m2, replicas: 2, regions: [r1], rebalance: OnApproval}
                """;
        cluster.startOperator();
        cluster.apply(SmallWorld.offering("r1-a", "m2", 4));
        kubectl("editor", manifest, "apply", "-f", "-");
        Cluster.await("it is placed", () -> placed("shop", "r1-a") == 2);
        assertThat(kubectl("editor", "", "get", "pl", "shop", "-n", "team-a")).contains("2/2");
        assertThat(kubectl("viewer", "", "get", "pl", "shop", "-n", "team-a")).contains("2/2");

        kubectl("editor", "", "scale", "pl/shop", "--replicas=3", "-n", "team-a");
        Cluster.await("it is scaled", () -> placed("shop", "r1-a") == 3);

        cluster.apply(SmallWorld.offering("r1-b", "m2", 4));
        Cluster.await("a move is proposed", () -> placement("shop").getStatus().proposal() != null);
        String id = placement("shop").getStatus().proposal().id();
        kubectl("editor", "", "annotate", "pl", "shop", "cpm.dev/approve=" + id, "-n", "team-a");
        Cluster.await("it is moved", () -> placed("shop", "r1-b") == 1);

        kubectl("editor", manifest.replace("replicas: 2", "replicas: 1"), "apply", "-f", "-");
        Cluster.await("it is edited", () -> placed("shop", "r1-a") + placed("shop", "r1-b") == 1);
        kubectl("editor", "", "delete", "pl", "shop", "-n", "team-a");
        assertThat(placement("shop")).isNull();
    }

    /** What is asked for here must meet no write of the operator's. */
    @AfterEach
    void noOperator() {
        cluster.stopOperator();
    }

    private static int placed(String name, String zone) {
        return placement(name).getStatus() == null
                ? 0
                : placement(name).getStatus().zones().stream()
                        .filter(each -> each.zone().equals(zone))
                        .mapToInt(each -> each.replicas())
                        .sum();
    }

    @Test
    void whoRunsTheNetworkLinksRegions() {
        kubectl("networker", """
                apiVersion: cpm.dev/v1alpha1
                kind: Interconnect
                metadata: {name: globex-r1-r2}
                spec: {account: globex, regions: [r1, r2]}
                """, "apply", "-f", "-");
        kubectl(
                "networker",
                "",
                "patch",
                "ic",
                "globex-r1-r2",
                "--type=merge",
                "-p",
                "{\"spec\":{\"state\":\"Active\"}}");
        assertThat(kubectl("networker", "", "get", "ic")).contains("globex-r1-r2", "Active");
        assertThat(kubectl("networker", "", "get", "rg,zn")).contains("r1-a", "r2");
        kubectl("networker", "", "delete", "ic", "globex-r1-r2");
        assertThat(admin.get(CPM + "/interconnects/globex-r1-r2").code()).isEqualTo(404);
    }

    /**
     * Who may do what: v the viewer, e the editor, r the reader of the catalogue, n who runs the network, w who watches the
     * cluster. Whoever is not named is refused.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            GET    | placements                                 | w
            GET    | namespaces/team-a/placements               | vew
            GET    | namespaces/team-a/placements/web           | vew
            GET    | namespaces/team-a/placements/web/status    | vew
            GET    | namespaces/team-a/placements/web/scale     | vew
            POST   | namespaces/team-a/placements               | e
            PUT    | namespaces/team-a/placements/web           | e
            PATCH  | namespaces/team-a/placements/web           | e
            PATCH  | namespaces/team-a/placements/web/scale     | e
            PUT    | namespaces/team-a/placements/web/status    | -
            PATCH  | namespaces/team-a/placements/web/status    | -
            DELETE | namespaces/team-a/placements/web           | e
            DELETE | namespaces/team-a/placements               | e
            GET    | namespaces/team-a/loadbalancers            | vew
            POST   | namespaces/team-a/loadbalancers            | e
            PATCH  | namespaces/team-a/loadbalancers/front      | e
            PUT    | namespaces/team-a/loadbalancers/front/status   | -
            PATCH  | namespaces/team-a/loadbalancers/front/status   | -
            DELETE | namespaces/team-a/loadbalancers/front      | e
            GET    | namespaces/team-b/placements               | w
            GET    | namespaces/team-b/placements/web           | w
            POST   | namespaces/team-b/placements               | -
            PUT    | namespaces/team-b/placements/web           | -
            PATCH  | namespaces/team-b/placements/web           | -
            PATCH  | namespaces/team-b/placements/web/scale     | -
            PATCH  | namespaces/team-b/placements/web/status    | -
            DELETE | namespaces/team-b/placements/web           | -
            DELETE | namespaces/team-b/placements               | -
            GET    | namespaces/team-b/loadbalancers            | w
            PATCH  | namespaces/team-b/loadbalancers/front      | -
            DELETE | namespaces/team-b/loadbalancers/front      | -
            GET    | regions                                    | rnw
            GET    | regions/r1                                 | rnw
            POST   | regions                                    | -
            PATCH  | regions/r1                                 | -
            PATCH  | regions/r1/status                          | -
            DELETE | regions/r1                                 | -
            GET    | zones                                      | rnw
            GET    | zones/r1-a/status                          | rnw
            POST   | zones                                      | -
            PUT    | zones/r1-a                                 | -
            PATCH  | zones/r1-a                                 | -
            PUT    | zones/r1-a/status                          | -
            PATCH  | zones/r1-a/status                          | -
            DELETE | zones/r1-a                                 | -
            DELETE | zones                                      | -
            GET    | interconnects                              | nw
            GET    | interconnects/acme-r1-r2                   | nw
            POST   | interconnects                              | n
            PATCH  | interconnects/acme-r1-r2                   | n
            PUT    | interconnects/acme-r1-r2/status            | -
            PATCH  | interconnects/acme-r1-r2/status            | -
            DELETE | interconnects/acme-r1-r2                   | n
            DELETE | interconnects                              | -
            """)
    void everybodyDoesWhatTheRoleSaysAndNothingElse(String method, String path, String who) {
        for (String user : USERS) {
            boolean may = who != null && who.contains(user.substring(0, 1));
            Answer answer = admin.as(user).ask(method, CPM + "/" + path, body(method, path));
            if (may) {
                assertThat(answer.code())
                        .as("%s by the %s: %s", method, user, answer.message())
                        .isBetween(200, 201);
                everyKindInBothNamespaces();
            } else {
                assertThat(answer.forbidden())
                        .as("%s by the %s: %s", method, user, answer)
                        .isTrue();
            }
        }
    }

    /** A body that the API server stores, for those who may. */
    private static String body(String method, String path) {
        String kind = path.replaceAll("namespaces/[^/]+/", "").replaceAll("/.*", "");
        return switch (method) {
            case "POST" ->
                "{apiVersion: cpm.dev/v1alpha1, metadata: {generateName: new-}, " + NEW_OBJECTS.get(kind) + "}";
            case "PUT" -> admin.get(CPM + "/" + path).body().toString();
            case "PATCH" ->
                path.endsWith("/scale")
                        ? "{\"spec\": {\"replicas\": 1}}"
                        : "{\"metadata\": {\"annotations\": {\"test.cpm.dev/touched\": \"true\"}}}";
            default -> "";
        };
    }

    /** Nor does a role give anything outside our group: leases, namespaces and their labels, secrets, events. */
    @ParameterizedTest
    @CsvSource({
        "viewer, cpm-viewer",
        "editor, cpm-editor",
        "reader, cpm-catalog-viewer",
        "networker, cpm-network-admin",
        "watcher, cpm-cluster-viewer"
    })
    void aRoleGivesWhatItsRulesSayAndInItsNamespaceOnly(String user, String role) {
        List<HasMetadata> roles = ManifestFile.read(Cluster.DEPLOY.resolve("user-roles.yaml")).stream()
                .filter(each -> each.getMetadata().getName().equals(role))
                .toList();
        boolean everywhere = List.of("reader", "networker", "watcher").contains(user);
        for (String namespace : List.of("team-a", "team-b")) {
            List<Grant> expected = everywhere || namespace.equals("team-a")
                    ? Grant.in(roles).stream().map(grant -> grant.in(namespace)).toList()
                    : List.of();
            assertThat(rights(user, namespace)).as(namespace).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    /** Without those that everybody has who is somebody. */
    private static Set<Grant> rights(String user, String namespace) {
        Set<Grant> rights = new HashSet<>(Grant.of(admin.as(user), namespace));
        rights.removeAll(Grant.of(admin.as("nobody"), namespace));
        return rights;
    }
}
