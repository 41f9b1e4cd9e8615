package dev.cpm.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cpm.operator.api.Zone;
import dev.cpm.operator.history.Recorder;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.RealApiServer;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code deploy/fence.yaml} in a real API server: what a former leader sends late is not stored. */
@ExtendWith(RealApiServer.class)
class FenceIT {
    private static final String FENCE = "../deploy/fence.yaml";
    private static final Map<String, Integer> CAPACITY = Map.of("r1-a", 2, "r1-b", 2);

    @RegisterExtension
    final Recorder recorder = new Recorder();

    private Cluster cluster;
    private boolean installed;

    @BeforeEach
    void fence(LocalControlPlane controlPlane) {
        assumeTrue(
                controlPlane.client().supports(ValidatingAdmissionPolicy.class),
                controlPlane + " has no admission policies, which came with 1.30; UnfencedIT and LateLeaderIT tell what"
                        + " holds without");
        cluster = new Cluster(controlPlane);
        cluster.forgetLease();
        cluster.apply(SmallWorld.of(CAPACITY));
        cluster.kubectl("", "apply", "-f", FENCE);
        setActions("Deny", "Deny");
        installed = true;
        Cluster.await("the fence is in force", () -> !refusal(cluster).isEmpty());
    }

    @AfterEach
    void end() {
        if (installed) {
            setActions("Audit", "Allow"); // Not deleted: the file says why.
            cluster.forgetLease();
            Cluster.await("the fence is open", () -> refusal(cluster).isEmpty());
            cluster.close();
        }
    }

    private void setActions(String action, String withoutLease) {
        cluster.client()
                .resources(ValidatingAdmissionPolicyBinding.class)
                .withName("cpm-operator-fence")
                .edit(binding -> {
                    binding.getSpec().setValidationActions(List.of(action));
                    binding.getSpec().getParamRef().setParameterNotFoundAction(withoutLease);
                    return binding;
                });
    }

    /** What the server says to the operator's account where it is in no pod; nothing if it lets it pass. */
    private static String refusal(Cluster cluster) {
        try (KubernetesClient podless = new KubernetesClientBuilder()
                .withConfig(cluster.access().config())
                .build()) {
            podless.resource(cluster.zone("r1-a")).dryRun().updateStatus();
            return "";
        } catch (KubernetesClientException e) {
            return e.getStatus().getMessage();
        }
    }

    @Test
    void aGrantThatTheNextLeaderCouldNotForestallIsRefusedWhenItArrives() throws InterruptedException {
        FaultyWay leadersWay = new FaultyWay(cluster.access().config("one"));
        FaultyWay nextsWay = new FaultyWay(cluster.access().config("two"));
        try (leadersWay;
                nextsWay;
                OperatorProcess leader = new OperatorProcess(leadersWay.kubeconfig(), "one", Cluster.SETTLE)) {
            recorder.withLogs(leader::log);
            Cluster.await("the first leads", leader::leads);
            try (OperatorProcess next = new OperatorProcess(nextsWay.kubeconfig(), "two", Cluster.SETTLE)) {
                recorder.withLogs(next::log);
                Cluster.await("the second stands by", () -> next.said("standing by"));
                nextsWay.failStatus("early", FaultyWay.answer(403));
                LateGrant grant = new LateGrant(leadersWay, "early");
                cluster.want("early", 3);
                grant.awaitSent();
                leader.freeze();
                Cluster.await("the next leads", next::leads);
                cluster.want("late", 3);
                Cluster.await("the next one decides", () -> cluster.observed(cluster.placement("late")));
                assertThat(cluster.placed("late")).as("it cannot know").isZero();

                assertThat(grant.arrive()).isEqualTo(403);
                assertThat(cluster.zones("early")).isEmpty();

                nextsWay.heal();
                Cluster.await("the next one gives them", () -> cluster.placed("early") + cluster.placed("late") == 4);
                leader.thaw();
                assertThat(leader.exitCode(Duration.ofSeconds(60))).isEqualTo(1);
                cluster.converge();
            }
        }
    }

    @Test
    void theNextLeaderWritesAllKindsAndTheFormerOneNone() {
        try (OperatorProcess leader = new OperatorProcess(cluster.access(), "one")) {
            recorder.withLogs(leader::log);
            Cluster.await("the first leads", leader::leads);
            cluster.want("web", 1);
            Cluster.await("it is placed", () -> cluster.placed("web") == 1);
            try (OperatorProcess next = new OperatorProcess(cluster.access(), "two")) {
                recorder.withLogs(next::log);
                Cluster.await("the second stands by", () -> next.said("standing by"));
                leader.terminate();
                Cluster.await("the next leads", next::leads);
                cluster.want("web", 2);
                Cluster.await("it is placed", () -> cluster.placed("web") == 2);
                cluster.converge();
                assertThat(next.log()).doesNotContain("Cannot write the status");
                try (KubernetesClient former = new KubernetesClientBuilder()
                        .withConfig(cluster.access().config("one"))
                        .build()) {
                    for (var object : cluster.objects()) {
                        assertThatThrownBy(
                                        () -> former.resource(object).dryRun().updateStatus())
                                .hasMessageContaining("only its holder may write a status; this is one_");
                    }
                }
            }
        }
    }

    @Test
    void anAdministratorMayStillMendAStatusAndATokenOfNoPodMayNot() {
        Zone zone = cluster.zone("r1-a");
        assertThatThrownBy(() -> cluster.client().resource(zone).dryRun().updateStatus())
                .as("where there is no lease, nobody passes")
                .hasMessageContaining("no params found for policy binding with `Deny` parameterNotFoundAction");
        cluster.apply("""
                apiVersion: coordination.k8s.io/v1
                kind: Lease
                metadata: {name: cpm-operator, namespace: cpm-system}
                spec: {holderIdentity: one_1-1_x7}
                """);
        Cluster.await(
                "the server knows the lease",
                () -> refusal(cluster)
                        .startsWith("zones.cpm.dev \"r1-a\" is forbidden: "
                                + "ValidatingAdmissionPolicy 'cpm-operator-fence' with binding 'cpm-operator-fence' denied request: one_1-1_x7"
                                + " holds the lease cpm-system/cpm-operator, and only its holder may write a status;"));
        cluster.client().resource(zone).dryRun().updateStatus();
    }
}
