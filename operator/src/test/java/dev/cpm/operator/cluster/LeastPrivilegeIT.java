package dev.cpm.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.local.AuditLog;
import dev.cpm.operator.local.AuditLog.Request;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.ManifestFile;
import dev.cpm.operator.local.RealApiServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The operator uses every right that deploy/base/operator-access.yaml gives it, and asks for nothing else. The witness is the
 * API server's own audit log. (That it asks for nothing else in any other test, {@link Cluster#close()} sees to.)
 */
@ExtendWith(RealApiServer.class)
class LeastPrivilegeIT {
    /** One object of each kind, as the last part of the path of its status. */
    private static final Map<String, String> OBJECTS = Map.of(
            "/regions/r1", "Region",
            "/zones/r1-a", "Zone",
            "/interconnects/acme-r1-r2", "Interconnect",
            "/loadbalancers/front", "LoadBalancer",
            "/placements/web", "Placement");

    private final List<Request> requests = new ArrayList<>();
    private Cluster cluster;
    private AuditLog audit;
    private FaultyWay way;

    @BeforeEach
    void start(LocalControlPlane controlPlane) {
        cluster = new Cluster(controlPlane);
        cluster.forgetLease();
        audit = controlPlane.auditLog();
        way = new FaultyWay(cluster.access().config("one"));
    }

    @AfterEach
    void stop() {
        way.close();
        cluster.close();
    }

    @Test
    void everyRightIsUsedAndNothingElseIsAskedFor() throws InterruptedException {
        // Answers that get lost make it look what is stored.
        OBJECTS.keySet().forEach(path -> way.fail("PUT", path + "/status", way.loseTheAnswer()));
        try (OperatorProcess leader = new OperatorProcess(way.kubeconfig(), "one", Cluster.SETTLE)) {
            Cluster.await("the first leads", leader::leads);
            try (OperatorProcess standby = new OperatorProcess(cluster.access(), "two")) {
                Cluster.await("the second stands by", () -> standby.said("standing by"));
                cluster.apply(SmallWorld.ofEveryKind());
                OBJECTS.forEach((path, kind) -> Cluster.await(
                        "it looks up what became of the status of the " + kind,
                        () -> asked("get", path.replaceAll(".*/", ""))));
                way.heal();
                Cluster.await("events are written", () -> asked("create", "web"));
                leader.terminate();
                leader.exitCode(Duration.ofSeconds(30));
                Cluster.await("the second leads", standby::leads);
                Cluster.await("the second asks before it decides", () -> asked("get", "cpm-operator"));
            }
        }

        List<Grant> grants = Grant.in(ManifestFile.read(Cluster.DEPLOY.resolve("operator-access.yaml")));
        requests.addAll(audit.next());
        assertThat(requests).as("asked for without the right").allMatch(Request::allowed);
        assertThat(grants.stream()
                        .filter(grant -> requests.stream().noneMatch(grant::allows))
                        .toList())
                .as("rights of deploy/base/operator-access.yaml that are not used")
                .isEmpty();
        assertThat(requests.stream()
                        .filter(request -> grants.stream().noneMatch(grant -> grant.allows(request)))
                        .toList())
                .as("allowed by what everybody may")
                .isEmpty();
        assertThat(requests.stream().map(Request::pod).collect(Collectors.toSet()))
                .as("the Pods of the two")
                .containsExactlyInAnyOrder("one", "two");
    }

    private boolean asked(String verb, String name) {
        requests.addAll(audit.next());
        return requests.stream()
                .anyMatch(request -> request.verb().equals(verb)
                        && request.name().startsWith(name)
                        && !request.resource().contains("/"));
    }
}
