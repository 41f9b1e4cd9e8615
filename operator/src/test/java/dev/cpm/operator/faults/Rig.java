package dev.cpm.operator.faults;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.cli.Planner;
import dev.cpm.operator.cluster.Answers;
import dev.cpm.operator.cluster.Cluster;
import dev.cpm.operator.controller.Settings;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.OperatorAccess;
import dev.cpm.operator.placement.Shard;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A cluster whose whole history is kept and judged. Users edit it step by step; who breaks what meanwhile is the test's
 * business. What fails says its name, which has the seed in it, and writes the history down.
 */
final class Rig implements AutoCloseable {
    /** Whoever would write something yet has done so after this long. */
    private static final Duration QUIET = Cluster.SETTLE.multipliedBy(3);

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** A converged cluster stays as it is for so long. */
    private static final Duration REST = Duration.ofSeconds(Faults.LONG ? 60 : 3);

    private final LocalControlPlane controlPlane;
    private final Cluster cluster;
    private final List<Long> steps = new ArrayList<>();
    private final Set<Long> byHand = new HashSet<>();
    private History history;
    private String name;
    private Supplier<String> logs = () -> "";
    private List<Shard> shards = List.of(Shard.ALL);

    Rig(LocalControlPlane controlPlane, String name) {
        this.controlPlane = controlPlane;
        this.cluster = new Cluster(controlPlane);
        begin(name);
    }

    /** Empties the cluster and begins a history of that name. */
    void begin(String next) {
        name = next;
        steps.clear();
        byHand.clear();
        if (history != null) {
            cluster.clear();
            Cluster.await("all is gone", () -> history.objects().isEmpty());
            history.close();
        }
        try {
            history = new History(controlPlane.etcdUrl());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is printed beside the history of a run that fails. */
    void withLogs(Supplier<String> what) {
        logs = what;
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
        return history;
    }

    /** Begins a step: what is edited from now on meets a cluster at rest. */
    void step() {
        List<Revision> before = history.all();
        steps.add(before.isEmpty() ? 0 : before.get(before.size() - 1).number());
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
        while (true) {
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
        byHand.add(Long.valueOf(stored.getMetadata().getResourceVersion()));
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
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<String> open = open();
        while (!open.isEmpty() || history.quiet().compareTo(QUIET) < 0) {
            if (System.nanoTime() > end) {
                throw broken(List.of("it does not come to rest: " + String.join("\n", open)));
            }
            Cluster.pause(Duration.ofMillis(200));
            open = open();
        }
    }

    /** What is not answered as it would be if it were decided now. */
    private List<String> open() {
        Map<String, HasMetadata> stored = history.objects();
        List<HasMetadata> all = new ArrayList<>(stored.values());
        all.addAll(client().namespaces().list().getItems());
        List<HasMetadata> planned = shards.stream()
                .flatMap(shard -> Planner.plan(all, Instant.now(), shard).objects().stream())
                .toList();
        return new Answers(planned, Instant.EPOCH).differences(stored.values());
    }

    Chronicle chronicle() {
        return new Chronicle(history.all(), steps, byHand);
    }

    /** How the run ended, times aside. */
    Answers end() {
        return new Answers(history.objects().values(), Instant.EPOCH);
    }

    /** In what it ended otherwise. */
    List<String> differences(Answers expected) {
        return expected.differences(history.objects().values());
    }

    /** How many statuses the operator has written. */
    int writes() {
        return chronicle().writes();
    }

    /** No promise was broken at any revision; now the cluster stays as it is. */
    void judge() {
        List<String> broken = new ArrayList<>(open());
        int size = history.size();
        Cluster.pause(REST);
        if (history.size() != size) {
            broken.add("written after it had converged: " + chronicle().after(size));
        }
        broken.addAll(Oracles.broken(chronicle()));
        expect(broken);
    }

    /** It ended as without faults, and after no more writes than so many. */
    void judge(Reference reference, int mostWrites) {
        judge();
        List<String> broken = new ArrayList<>(differences(reference.end()));
        if (writes() > mostWrites) {
            broken.add(writes() + " statuses were written, and only " + mostWrites + " may be");
        }
        expect(broken);
    }

    private void expect(List<String> broken) {
        if (!broken.isEmpty()) {
            throw broken(broken);
        }
    }

    private AssertionError broken(List<String> what) {
        return new AssertionError(name + ":\n" + String.join("\n", what) + "\nThe history is in " + keep());
    }

    private Path keep() {
        try {
            Path file = Files.createDirectories(Path.of("target", "faults")).resolve(name.replace(' ', '-') + ".txt");
            return Files.writeString(file, chronicle() + "\n" + logs.get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        history.close();
        cluster.close();
    }
}
