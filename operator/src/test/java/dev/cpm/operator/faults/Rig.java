package dev.cpm.operator.faults;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.cli.plan.Planner;
import dev.cpm.operator.cluster.Answers;
import dev.cpm.operator.cluster.Cluster;
import dev.cpm.operator.controller.Settings;
import dev.cpm.operator.history.History;
import dev.cpm.operator.history.Recorder;
import dev.cpm.operator.local.AuditLog;
import dev.cpm.operator.local.Deadline;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.OperatorAccess;
import dev.cpm.operator.placement.model.Shard;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A cluster whose whole history is kept and judged. Users edit it step by step; who breaks what meanwhile is the test's
 * business.
 */
final class Rig implements AutoCloseable {
    /** Whoever would write something yet has done so after this long. */
    private static final Duration QUIET = Duration.ofMillis(Faults.LONG ? 3000 : 500);

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Whoever has an Event to tell yet has told it after this long. */
    private static final Duration TOLD = Duration.ofSeconds(2);

    /** A converged cluster stays as it is for so long. */
    private static final Duration REST = Duration.ofSeconds(Faults.LONG ? 60 : 3);

    private final Recorder recorder;
    private final Cluster cluster;
    private List<Shard> shards = List.of(Shard.ALL);

    Rig(LocalControlPlane controlPlane, Recorder recorder) {
        this.recorder = recorder;
        this.cluster = new Cluster(controlPlane);
        begin("");
    }

    /** Empties the cluster and begins a history of that name. */
    void begin(String name) {
        cluster.clear();
        Cluster.await("all is gone", () -> history().objects().isEmpty());
        recorder.begin(name);
    }

    /** What is written down beside the history of a run that fails. */
    void withLogs(Supplier<String> what) {
        recorder.withLogs(what);
    }

    /** Who decides, where that is not one operator for everything. */
    void decidedBy(Shard... each) {
        shards = List.of(each);
    }

    Cluster cluster() {
        return cluster;
    }

    KubernetesClient client() {
        return cluster.client();
    }

    History history() {
        return recorder.history();
    }

    /** Begins a step: what is edited from now on meets a cluster at rest. */
    void step() {
        history().step();
    }

    /** Lets users make all of a story; {@code around} may break things while a step is decided, and mends them after. */
    void play(Story story, Around around) {
        for (Story.Step next : story.steps()) {
            step();
            around.run(next, () -> next.edits().accept(this));
            converge();
        }
    }

    /** What is done around the edits of a step. */
    interface Around {
        void run(Story.Step step, Runnable edits);
    }

    /** Creates or replaces what the manifests say, all at once. */
    void apply(String manifests) {
        client().load(new ByteArrayInputStream(manifests.getBytes(StandardCharsets.UTF_8))).items().parallelStream()
                .forEach(this::apply);
    }

    /** As kubectl does: where somebody else was faster, once more. */
    private void apply(HasMetadata object) {
        for (Deadline deadline = Deadline.in(PATIENCE); ; deadline.check("nobody is faster")) {
            try {
                client().resource(object).createOr(NonDeletingOperation::update);
                return;
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                    throw e;
                }
            }
        }
    }

    void delete(String placement) {
        client().resources(Placement.class)
                .inNamespace("default")
                .withName(placement)
                .delete();
    }

    void approve(String placement) {
        Placement proposed = cluster.placement(placement);
        if (proposed.getStatus().proposal() == null) {
            throw new AssertionError("nothing is proposed for " + placement + ": " + proposed);
        }
        client().resource(proposed)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}"
                                .formatted(
                                        Cpm.APPROVE_ANNOTATION,
                                        proposed.getStatus().proposal().id()));
    }

    /** Notes that a status was not written by the operator. */
    void byHand(HasMetadata stored) {
        history().byHand(stored);
    }

    /**
     * Takes the lease from a process that is dead, so that the next one need not wait until it runs out. It is gone rather
     * than given back, so the next one knows that it follows another.
     */
    void forgetLeaseOf(String pod) {
        client().leases().inNamespace(OperatorAccess.NAMESPACE).list().getItems().stream()
                .filter(lease ->
                        String.valueOf(lease.getSpec().getHolderIdentity()).startsWith(pod + "_"))
                .forEach(lease -> client().resource(lease).delete());
    }

    /** The operators' lease as it is now. */
    Optional<Lease> lease() {
        return Optional.ofNullable(client().leases()
                .inNamespace(OperatorAccess.NAMESPACE)
                .withName(Settings.LEASE)
                .get());
    }

    /** Waits until the cluster is what the decision makes of it, and nothing more is written. */
    void converge() {
        Deadline deadline = Deadline.in(PATIENCE);
        List<String> open = open();
        while (!open.isEmpty() || history().quiet().compareTo(QUIET) < 0) {
            deadline.check("it comes to rest: " + String.join("\n", open));
            Cluster.pause(Duration.ofMillis(200));
            open = open();
        }
    }

    /** What is not answered as it would be if it were decided now. */
    private List<String> open() {
        Map<String, HasMetadata> stored = history().objects();
        List<HasMetadata> all = new ArrayList<>(stored.values());
        all.addAll(client().namespaces().list().getItems());
        List<HasMetadata> planned = shards.stream()
                .flatMap(shard -> Planner.plan(all, Instant.now(), shard).inventory().objects().stream())
                .toList();
        return new Answers(planned, Instant.EPOCH).differences(stored.values());
    }

    /** How the run ended, times aside. */
    Answers end() {
        return new Answers(history().objects().values(), Instant.EPOCH);
    }

    /** In what it ended otherwise. */
    List<String> differences(Answers expected) {
        return expected.differences(history().objects().values());
    }

    /** How many statuses the operator has written. */
    int writes() {
        return history().chronicle().writes();
    }

    /** No promise was broken at any revision; now the cluster stays as it is, and nobody even asks for a write. */
    void judge() {
        judge(REST);
    }

    private void judge(Duration rest) {
        List<String> broken = new ArrayList<>(open());
        AuditLog asked = cluster.controlPlane().auditLog();
        int size = history().size();
        List<AuditLog.Request> tooMuch = new ArrayList<>(untilAllIsTold(asked));
        Cluster.pause(rest);
        tooMuch.addAll(writes(asked));
        if (history().size() != size) {
            broken.add(
                    "written after it had converged: " + history().chronicle().after(size));
        }
        tooMuch.forEach(request -> broken.add("asked for after it had converged: " + request));
        broken.addAll(recorder.broken());
        expect(broken);
    }

    /** It ended as without faults, and after no more writes than so many. */
    void judge(Reference reference, int mostWrites) {
        judge(reference, mostWrites, REST);
    }

    /** The same after another rest. */
    void judge(Reference reference, int mostWrites, Duration rest) {
        judge(rest);
        List<String> broken = new ArrayList<>(differences(reference.end()));
        if (writes() > mostWrites) {
            broken.add(writes() + " statuses were written, and only " + mostWrites + " may be");
        }
        expect(broken);
    }

    /** Events are written behind everybody's back: waits for the last one. What else was asked for meanwhile. */
    private static List<AuditLog.Request> untilAllIsTold(AuditLog asked) {
        Deadline deadline = Deadline.in(PATIENCE);
        List<AuditLog.Request> others = new ArrayList<>();
        boolean told = false;
        while (!told) {
            deadline.check("all Events are told");
            Cluster.pause(TOLD);
            List<AuditLog.Request> writes = writes(asked);
            told = writes.stream().noneMatch(Rig::isEvent);
            writes.stream().filter(request -> !isEvent(request)).forEach(others::add);
        }
        return others;
    }

    private static boolean isEvent(AuditLog.Request request) {
        return request.resource().equals("events");
    }

    /** What the operator asked to be written since the last call; its Lease it renews for ever. */
    private static List<AuditLog.Request> writes(AuditLog asked) {
        return asked.next().stream()
                .filter(AuditLog.Request::writes)
                .filter(request -> !request.resource().equals("leases.coordination.k8s.io"))
                .toList();
    }

    private static void expect(List<String> broken) {
        if (!broken.isEmpty()) {
            throw new AssertionError(String.join("\n", broken));
        }
    }

    @Override
    public void close() {
        cluster.close();
    }
}
