package dev.cpm.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cpm.operator.cluster.Caller.Answer;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.ManifestFile;
import dev.cpm.operator.local.RealApiServer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** What the operator could do if it wanted to, or if somebody else had its token: with that token, on a real API server. */
@ExtendWith(RealApiServer.class)
class OperatorRightsIT {
    private static final String CPM = "/apis/cpm.dev/v1alpha1";
    private static final String SYSTEM = "/namespaces/cpm-system";
    private static final String LEASES = "/apis/coordination.k8s.io/v1";

    private static final List<String> OBJECTS = List.of(
            CPM + "/regions/r1",
            CPM + "/zones/r1-a",
            CPM + "/interconnects/acme-r1-r2",
            CPM + "/namespaces/default/loadbalancers/front",
            CPM + "/namespaces/default/placements/web");

    private static Cluster cluster;
    private static Caller operator;
    private static Caller admin;

    @BeforeAll
    static void start(LocalControlPlane controlPlane) {
        cluster = new Cluster(controlPlane);
        cluster.apply(SmallWorld.ofEveryKind());
        operator = Caller.of(cluster.access().config("thief"));
        admin = Caller.of(controlPlane.clientConfig());
    }

    @AfterAll
    static void end() {
        assertThat(cluster.refused()).as("the API server's own notes of it").isNotEmpty();
        cluster.close();
    }

    private static void assertForbidden(String method, String path) {
        Answer answer = operator.ask(method, path, method.matches("POST|PUT|PATCH") ? "{}" : "");
        assertThat(answer.forbidden()).as("%s %s: %s", method, path, answer).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /api/v1/secrets
            GET    | /api/v1/namespaces/cpm-system/secrets
            GET    | /api/v1/namespaces/cpm-system/secrets/token
            POST   | /api/v1/namespaces/cpm-system/secrets
            GET    | /api/v1/pods
            GET    | /api/v1/namespaces/cpm-system/pods/thief
            POST   | /api/v1/namespaces/cpm-system/pods
            DELETE | /api/v1/namespaces/cpm-system/pods/thief
            POST   | /api/v1/namespaces/cpm-system/pods/thief/exec
            GET    | /api/v1/namespaces/cpm-system/pods/thief/log
            GET    | /api/v1/configmaps
            POST   | /api/v1/namespaces/cpm-system/configmaps
            PATCH  | /api/v1/namespaces/kube-system/configmaps/extension-apiserver-authentication
            GET    | /api/v1/nodes
            GET    | /api/v1/services
            GET    | /api/v1/persistentvolumes
            GET    | /api/v1/namespaces/cpm-system/serviceaccounts
            POST   | /api/v1/namespaces/cpm-system/serviceaccounts
            POST   | /api/v1/namespaces/cpm-system/serviceaccounts/cpm-operator/token
            GET    | /apis/apps/v1/deployments
            PATCH  | /apis/apps/v1/namespaces/cpm-system/deployments/cpm-operator
            POST   | /apis/batch/v1/namespaces/cpm-system/jobs
            GET    | /apis/rbac.authorization.k8s.io/v1/clusterroles
            PATCH  | /apis/rbac.authorization.k8s.io/v1/clusterroles/cpm-operator
            POST   | /apis/rbac.authorization.k8s.io/v1/clusterrolebindings
            PATCH  | /apis/rbac.authorization.k8s.io/v1/namespaces/cpm-system/roles/cpm-operator-lease
            GET    | /apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations
            POST   | /apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations
            GET    | /apis/apiextensions.k8s.io/v1/customresourcedefinitions
            PATCH  | /apis/apiextensions.k8s.io/v1/customresourcedefinitions/zones.cpm.dev
            DELETE | /apis/apiextensions.k8s.io/v1/customresourcedefinitions/zones.cpm.dev
            POST   | /apis/apiregistration.k8s.io/v1/apiservices
            POST   | /apis/authentication.k8s.io/v1/tokenreviews
            POST   | /apis/authorization.k8s.io/v1/subjectaccessreviews
            GET    | /metrics
            GET    | /logs/
            """)
    void otherPeoplesObjectsAreOutOfReach(String method, String path) {
        assertForbidden(method, path);
    }

    @ParameterizedTest
    @FieldSource("OBJECTS")
    void nothingButTheStatusOfOurKindsCanBeWritten(String object) {
        String kind = object.substring(0, object.lastIndexOf('/'));
        assertForbidden("POST", kind);
        assertForbidden("PUT", object);
        assertForbidden("PATCH", object);
        assertForbidden("DELETE", object);
        assertForbidden("DELETE", kind);
        assertForbidden("PATCH", object + "/status");
        assertForbidden("GET", object + "/scale");
        assertForbidden("PUT", object + "/scale");
        assertThat(operator.get(object).code()).as("it may read it").isEqualTo(200);
    }

    /** A write of the status takes in the status, and leaves all else as it is. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /regions/r1                           | displayName | Stolen
            /zones/r1-a                           | state       | Retired
            /interconnects/acme-r1-r2             | state       | Suspended
            /namespaces/default/loadbalancers/front | region    | r2
            /namespaces/default/placements/web    | machineType | m9
            """)
    void noSpecCanBeSmuggledInWithAStatus(String object, String field, String stolen) {
        String path = CPM + object;
        JsonNode before = operator.get(path).body();
        ObjectNode forged = before.deepCopy();
        forged.withObject("/spec").put(field, stolen);
        ObjectNode metadata = forged.withObject("/metadata");
        metadata.withObject("/labels").put("stolen", "true");
        metadata.withObject("/annotations").put("cpm.dev/approve", "stolen");
        metadata.withArray("/finalizers").add("cpm.dev/stolen");
        forged.withObject("/status").put("observedGeneration", 77);

        Answer answer = operator.ask("PUT", path + "/status", forged.toString());
        assertThat(answer.code()).as(answer.message()).isEqualTo(200);

        JsonNode after = operator.get(path).body();
        assertThat(after.path("status").path("observedGeneration").asInt())
                .as("the status is taken")
                .isEqualTo(77);
        assertThat(after.path("spec")).isEqualTo(before.path("spec"));
        for (String part : List.of("generation", "labels", "annotations", "finalizers")) {
            assertThat(after.path("metadata").path(part))
                    .as(part)
                    .isEqualTo(before.path("metadata").path(part));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /api/v1/namespaces/default
            POST   | /api/v1/namespaces
            PUT    | /api/v1/namespaces/default
            PATCH  | /api/v1/namespaces/default
            PATCH  | /api/v1/namespaces/cpm-system
            DELETE | /api/v1/namespaces/default
            PUT    | /api/v1/namespaces/default/finalize
            PUT    | /api/v1/namespaces/default/status
            GET    | /api/v1/events
            GET    | /api/v1/namespaces/default/events/one
            PUT    | /api/v1/namespaces/default/events/one
            PATCH  | /api/v1/namespaces/default/events/one
            DELETE | /api/v1/namespaces/default/events/one
            POST   | /apis/events.k8s.io/v1/namespaces/default/events
            """)
    void namespacesAreReadAndEventsCreatedNoMore(String method, String path) {
        assertForbidden(method, path);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /leases
            DELETE | /namespaces/cpm-system/leases
            GET    | /namespaces/default/leases
            GET    | /namespaces/kube-system/leases
            GET    | /namespaces/cpm-system/leases/other
            PUT    | /namespaces/cpm-system/leases/other
            PATCH  | /namespaces/cpm-system/leases/other
            DELETE | /namespaces/cpm-system/leases/other
            DELETE | /namespaces/cpm-system/leases/cpm-operator
            POST   | /namespaces/default/leases
            GET    | /namespaces/default/leases/cpm-operator
            PUT    | /namespaces/default/leases/cpm-operator
            PATCH  | /namespaces/default/leases/cpm-operator
            GET    | /namespaces/kube-system/leases/kube-scheduler
            PATCH  | /namespaces/kube-system/leases/kube-scheduler
            PATCH  | /namespaces/kube-node-lease/leases/node
            """)
    void ofLeasesOnlyItsOwnIsInReachAndThoseBesideItAreListed(String method, String path) {
        assertForbidden(method, LEASES + path);
    }

    @ParameterizedTest
    @CsvSource({"admin", "system:kube-controller-manager", "system:serviceaccount:kube-system:default"})
    void itCannotPassForSomebodyElse(String user) {
        Answer answer = operator.as(user).get(CPM + "/placements");
        assertThat(answer.forbidden()).as(answer.toString()).isTrue();
        assertThat(answer.message()).contains("cannot impersonate");
    }

    /**
     * Nothing is missing in the tables above: what the API server says the operator's rights to be is what the file
     * says, and what everybody has who is somebody.
     */
    @ParameterizedTest
    @CsvSource({"cpm-system", "default", "kube-system"})
    void thereIsNoFurtherRightInAnyNamespace(String namespace) {
        Set<Grant> shipped = Grant.in(ManifestFile.read(Cluster.DEPLOY.resolve("operator-access.yaml"))).stream()
                .filter(grant ->
                        grant.namespace().isEmpty() || grant.namespace().equals(namespace))
                .map(grant -> grant.in(namespace))
                .collect(Collectors.toCollection(HashSet::new));
        Set<Grant> everybodys = Set.copyOf(Grant.of(admin.as("system:serviceaccount:default:nobody"), namespace));
        Set<Grant> rights = new HashSet<>(Grant.of(operator, namespace));
        rights.removeAll(everybodys);
        shipped.removeAll(everybodys);
        assertThat(rights).containsExactlyInAnyOrderElementsOf(shipped);
    }
}
