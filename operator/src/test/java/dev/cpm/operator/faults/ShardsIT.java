package dev.cpm.operator.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.cluster.Cluster;
import dev.cpm.operator.cluster.OperatorProcess;
import dev.cpm.operator.history.Recorder;
import dev.cpm.operator.local.AuditLog;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.OperatorAccess;
import dev.cpm.operator.local.RealApiServer;
import dev.cpm.operator.placement.model.Shard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two operators on one API server, one for r1 and one for all other regions. Who wrote what, the audit log tells. */
@ExtendWith(RealApiServer.class)
class ShardsIT {
    private static final String LEASES = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: leases-of-shards, namespace: cpm-system}
            rules:
            - apiGroups: [coordination.k8s.io]
              resources: [leases]
              resourceNames: [cpm-operator-r1, cpm-operator-all-but-r1, cpm-operator-r1-r2]
              verbs: [get, update]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: leases-of-shards, namespace: cpm-system}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: leases-of-shards}
            subjects: [{kind: ServiceAccount, name: cpm-operator, namespace: cpm-system}]
            """;

    private static final String CATALOGUE =
            region("r1") + region("r2") + zone("r1-a", 4) + zone("r1-b", 4) + zone("r2-a", 4) + zone("r2-b", 4) + """
            ---
            apiVersion: cpm.dev/v1alpha1
            kind: Interconnect
            metadata: {name: r1-r2}
            spec: {account: default, regions: [r1, r2], state: Active}
            ---
            apiVersion: cpm.dev/v1alpha1
            kind: LoadBalancer
            metadata: {name: front, namespace: default}
            spec: {region: r2}
            """;

    @RegisterExtension
    final Recorder recorder = new Recorder();

    private Rig rig;
    private AuditLog audit;
    private final List<AutoCloseable> running = new ArrayList<>();

    @BeforeEach
    void start(LocalControlPlane controlPlane) {
        rig = new Rig(controlPlane, recorder);
        rig.decidedBy(Shard.parse("r1"), Shard.parse("!r1"));
        rig.cluster().forgetLease();
        rig.cluster().apply(LEASES);
        audit = controlPlane.auditLog();
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable one : running) {
            one.close();
        }
        rig.cluster().forgetLease();
        rig.close();
    }

    private static String region(String name) {
        return """
                ---
                apiVersion: cpm.dev/v1alpha1
                kind: Region
                metadata: {name: %s}
                spec: {displayName: Region %s}
                """.formatted(name, name);
    }

    private static String zone(String name, int machines) {
        return """
                ---
                apiVersion: cpm.dev/v1alpha1
                kind: Zone
                metadata: {name: %s}
                spec: {region: %s, capacity: [{machineType: m1, count: %d}]}
                """.formatted(name, name.substring(0, 2), machines);
    }

    private static String placement(String name, int replicas, String regions) {
        return """
                ---
                apiVersion: cpm.dev/v1alpha1
                kind: Placement
                metadata: {name: %s, namespace: default}
                spec: {machineType: m1, replicas: %d, regions: [%s]}
                """.formatted(name, replicas, regions);
    }

    private OperatorProcess process(String pod, String regions) {
        OperatorAccess access = rig.cluster().access();
        return new OperatorProcess(access.kubeconfig(pod), pod, Cluster.SETTLE, "--regions=" + regions);
    }

    private OperatorProcess operator(String pod, String regions) {
        OperatorProcess process = process(pod, regions);
        running.add(process);
        return process;
    }

    private Keeper keeper(String pod, String regions) {
        Keeper keeper = new Keeper(() -> process(pod, regions), () -> rig.forgetLeaseOf(pod));
        running.add(keeper);
        return keeper;
    }

    private void both() {
        OperatorProcess one = operator("one", "r1");
        OperatorProcess rest = operator("rest", "!r1");
        Cluster.await("both lead", () -> one.leads() && rest.leads());
        rig.withLogs(() -> one.log() + "\n---\n" + rest.log());
    }

    private void step(String manifests) {
        audit.next();
        rig.step();
        rig.apply(manifests);
        rig.converge();
    }

    /** Object to the pods that wrote its status since the step began. */
    private Map<String, Set<String>> writers() {
        Map<String, Set<String>> writers = new TreeMap<>();
        for (AuditLog.Request request : audit.next()) {
            if (request.verb().equals("update") && request.resource().endsWith("/status")) {
                writers.computeIfAbsent(request.name(), name -> new TreeSet<>()).add(request.pod());
            }
        }
        return writers;
    }

    @Test
    void eachAnswersWhatIsItsAndAnEditHandsOver() {
        both();
        step(CATALOGUE);
        assertThat(writers())
                .isEqualTo(Map.of(
                        "r1", Set.of("one"),
                        "r1-a", Set.of("one"),
                        "r1-b", Set.of("one"),
                        "r1-r2", Set.of("one"),
                        "r2", Set.of("rest"),
                        "r2-a", Set.of("rest"),
                        "r2-b", Set.of("rest"),
                        "front", Set.of("rest")));

        step(placement("north", 2, "r1")
                + placement("south", 2, "r2")
                + placement("wide", 9, "r1, r2")
                + placement("nowhere", 1, "r9"));
        assertThat(writers())
                .containsEntry("north", Set.of("one"))
                .containsEntry("south", Set.of("rest"))
                .containsEntry("wide", Set.of("one"))
                .containsEntry("nowhere", Set.of("rest"));
        assertThat(rig.cluster().zones("wide")).as("of r1 only").isEqualTo(Map.of("r1-a", 3, "r1-b", 3));

        step(placement("wide", 9, "r2, r1"));
        assertThat(writers()).containsEntry("wide", Set.of("rest"));
        assertThat(rig.cluster().placed("wide")).isEqualTo(9);
        assertThat(rig.cluster().zones("wide")).containsEntry("r1-a", 3).containsEntry("r1-b", 3);

        rig.delete("north");
        step(placement("wide", 12, "r1, r2"));
        assertThat(writers()).containsEntry("wide", Set.of("one"));
        assertThat(rig.cluster().zones("wide")).containsEntry("r1-a", 4).containsEntry("r1-b", 4);
        assertThat(rig.cluster().placed("wide")).isEqualTo(11);

        step(placement("wide", 1, "r2, r1"));
        assertThat(writers()).containsEntry("wide", Set.of("rest"));
        step(placement("north", 8, "r1"));
        assertThat(rig.cluster().placed("north")).as("what the other gave back").isGreaterThanOrEqualTo(7);
        rig.judge();
    }

    @Test
    void whatOneDecidesDoesNotDependOnTheOtherRunning() {
        OperatorProcess one = operator("one", "r1");
        Cluster.await("it leads", one::leads);
        rig.decidedBy(Shard.parse("r1"));
        rig.apply(CATALOGUE + placement("north", 2, "r1") + placement("south", 2, "r2"));
        Cluster.await("it is placed", () -> rig.cluster().placed("north") == 2);
        assertThat(rig.cluster().placement("south").getStatus().observedGeneration())
                .as("nobody answers")
                .isEqualTo(-1);
        OperatorProcess rest = operator("rest", "!r1");
        Cluster.await("it is placed", () -> rig.cluster().placed("south") == 2);
        assertThat(rest.log())
                .contains("Interconnect r1-r2 of account default joins r2 with r1, which another operator");
        rig.decidedBy(Shard.parse("r1"), Shard.parse("!r1"));
        rig.converge();
        rig.judge();
    }

    @Test
    void whoSharesARegionByMistakeDecidesNothingAndSaysSoUntilThatEnds() throws InterruptedException {
        OperatorProcess one = operator("one", "r1");
        Cluster.await("it leads", one::leads);
        rig.apply(CATALOGUE);
        OperatorProcess wrong = operator("wrong", "r1,r2");
        Cluster.await("it says so", () -> wrong.said("Does not take the lease: one_"));
        assertThat(wrong.log()).contains("leads by the lease cpm-operator-r1 and has r1, too; let no region be in");
        rig.apply(placement("south", 2, "r2"));
        Cluster.await("it is hindered", () -> wrong.health("/readyz").startsWith("503 hindered: one_"));
        Cluster.pause(Duration.ofSeconds(2));
        assertThat(rig.cluster().placed("south")).isZero();
        assertThat(wrong.leads()).isFalse();
        assertThat(wrong.health("/readyz"))
                .contains(" leads by the lease cpm-operator-r1 and has r1, too; let no region be in --regions of both");
        assertThat(wrong.health("/livez")).startsWith("200 hindered: one_");
        one.terminate();
        one.exitCode(Duration.ofSeconds(30));
        Cluster.await("it goes on", () -> rig.cluster().placed("south") == 2);
        assertThat(wrong.health("/readyz")).startsWith("200 leading: ");
    }

    @Test
    void whoSharesARegionByMistakeIsNotInTheWayOfTheStandbyOfTheOneThatHasIt() {
        OperatorProcess one = operator("one", "r1");
        Cluster.await("it leads", one::leads);
        OperatorProcess standby = operator("two", "r1");
        Cluster.await("it stands by", () -> standby.health("/readyz").startsWith("200 standby: one_"));
        rig.apply(CATALOGUE);
        OperatorProcess wrong = operator("wrong", "r1,r2");
        Cluster.await("it is hindered", () -> wrong.health("/readyz").startsWith("503 hindered: one_"));
        one.kill();
        rig.apply(placement("north", 2, "r1"));
        Cluster.await("the standby decides", () -> rig.cluster().placed("north") == 2);
        assertThat(standby.health("/readyz")).startsWith("200 leading: ");
        Cluster.await("it is hindered anew", () -> wrong.health("/readyz").startsWith("503 hindered: two_"));
        assertThat(wrong.leads()).isFalse();
    }

    /** Else the rollout would wait for it, and the old one would never end. */
    @Test
    void aNewPodOfARolloutThatChangesTheRegionsIsReadyAndFollowsTheOldOne() {
        OperatorProcess old = operator("cpm-operator-7c8-b4c5d", "r1");
        Cluster.await("it leads", old::leads);
        OperatorProcess next = operator("cpm-operator-5b6-x2z4v", "r1,r2");
        Cluster.await("it stands by", () -> next.health("/readyz").startsWith("200 standby: cpm-operator-7c8-b4c5d_"));
        rig.apply(CATALOGUE + placement("south", 2, "r2"));
        old.terminate();
        Cluster.await("the next one decides", () -> rig.cluster().placed("south") == 2);
    }

    /** Whichever it is, and whether they took their leases one after the other or at once. */
    @Test
    void ofTwoThatStartAtOnceOneDecides() {
        OperatorProcess one = operator("one", "r1");
        OperatorProcess wrong = operator("wrong", "r1,r2");
        rig.withLogs(() -> one.log() + "\n=====\n" + wrong.log());
        rig.apply(CATALOGUE + placement("north", 2, "r1"));
        Cluster.await("one decides", () -> rig.cluster().placed("north") == 2);
        assertThat(one.leads() && wrong.leads()).isFalse();
    }

    static LongStream seeds() {
        return Faults.seeds(1);
    }

    /** Edits that hand over and back faster than anybody looks, while both are killed at random. */
    @ParameterizedTest
    @MethodSource("seeds")
    void inATurmoilNoMachineIsGivenTwiceAndNothingMoves(long seed) {
        Random random = new Random(seed);
        rig.begin("shards in turmoil " + seed);
        List<Keeper> both = List.of(keeper("one", "r1"), keeper("rest", "!r1"));
        rig.withLogs(() -> both.get(0).logs() + "\n=====\n" + both.get(1).logs());
        rig.step();
        rig.apply(CATALOGUE);
        for (int step = 0; step < 3; step++) {
            rig.step();
            for (int edit = 0; edit < 40; edit++) {
                List<String> regions = Arrays.asList("r1", "r2");
                if (random.nextBoolean()) {
                    regions = List.of("r2", "r1");
                }
                rig.apply(placement("p-" + random.nextInt(6), random.nextInt(7), String.join(", ", regions)));
                if (random.nextInt(20) == 0) {
                    both.get(random.nextInt(2)).kill();
                }
            }
            rig.converge();
        }
        rig.judge();
    }
}
