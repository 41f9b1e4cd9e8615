package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.cluster.Cluster;
import dev.cpm.operator.cluster.Ration;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An API server that has too much to do is not asked for more, and everything is written all the same. */
class BusyServerTest {
    private static final int MANY = 300;

    private final AtomicBoolean may = new AtomicBoolean(true);
    private final CountedWrites observed = new CountedWrites();
    private Ration ration;
    private BusyServer server;
    private KubernetesClient client;
    private StatusWriter writer;

    private void start(int aSecond, int retryAfter) {
        ration = new Ration(aSecond);
        server = new BusyServer(ration, retryAfter);
        client = server.client();
        writer = new StatusWriter(client, may::get, observed);
    }

    @AfterEach
    void stop() {
        writer.close();
        client.close();
        server.close();
    }

    private List<Future<WriteOutcome<Placement>>> write(int many) {
        List<Future<WriteOutcome<Placement>>> writes = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            Placement placement = Seen.web("uid-" + i, 1, 1);
            writes.add(i % 10 == 0 ? writer.writeBeside(placement, false) : writer.write(placement));
        }
        return writes;
    }

    private static List<WriteOutcome<Placement>> outcomes(List<Future<WriteOutcome<Placement>>> writes)
            throws InterruptedException {
        List<WriteOutcome<Placement>> outcomes = new ArrayList<>();
        for (Future<WriteOutcome<Placement>> write : writes) {
            outcomes.add(StatusWriter.result(write));
        }
        return outcomes;
    }

    @Test
    void allStatusesArriveAndFewAreSentInVain() throws InterruptedException {
        start(50, 1);
        assertThat(outcomes(write(MANY))).hasSize(MANY).allMatch(WriteOutcome.Accepted.class::isInstance);
        assertThat(ration.taken()).isEqualTo(MANY);
        assertThat(ration.refused()).isBetween(1, MANY / 5);
        assertThat(observed.counts())
                .isEqualTo(Map.of(Observer.Write.STORED, MANY, Observer.Write.THROTTLED, ration.refused()));
    }

    @Test
    void whatWaitsAtTheEndIsNotSent() throws InterruptedException {
        start(0, 9);
        List<Future<WriteOutcome<Placement>>> writes = write(MANY);
        Cluster.await("it is refused", () -> ration.refused() > 0 && writer.leftAlone());
        writer.drain();
        assertThat(outcomes(writes))
                .hasSize(MANY)
                .allMatch(outcome -> outcome instanceof WriteOutcome.Unsent
                        || outcome instanceof WriteOutcome.Failed<Placement> failed && !failed.maybeStored());
        assertThat(ration.refused()).as("each at most once").isLessThanOrEqualTo(20);
    }

    @Test
    void whoeverWaitsWhileItIsClosedHearsOfIt() {
        start(0, 9);
        write(1);
        Cluster.await("it is refused", writer::leftAlone);
        List<Future<WriteOutcome<Placement>>> writes = write(MANY); // None of them is under way.
        writer.close();
        assertThat(writes)
                .allSatisfy(write -> assertThatThrownBy(() -> StatusWriter.result(write))
                        .isInstanceOf(StatusWriter.StoppedException.class));
    }

    @Test
    void whatWaitedWhileTheLeaseWasLostIsNotSent() throws InterruptedException {
        start(0, 1);
        Future<WriteOutcome<Placement>> write = writer.write(Seen.web("one", 1));
        Cluster.await("it is refused", () -> ration.refused() > 0);
        may.set(false);
        int refused = ration.refused();
        assertThat(StatusWriter.result(write)).isInstanceOf(WriteOutcome.Unsent.class);
        assertThat(ration.refused()).isLessThanOrEqualTo(refused + 1);
    }

    @Test
    void whoIsAskedToWaitForLongSaysSo() throws InterruptedException {
        start(0, 3600);
        assertThat(StatusWriter.result(writer.writeBeside(Seen.web("one", 1), true)))
                .isInstanceOfSatisfying(WriteOutcome.Failed.class, failed -> {
                    assertThat(failed.reason()).isEqualToIgnoringCase("too many requests");
                    assertThat(failed.retryAfter()).isPositive().isLessThanOrEqualTo(Throttle.LONGEST);
                    assertThat(failed.maybeStored()).as("by the write before").isTrue();
                });
        assertThat(ration.refused()).isEqualTo(1);
    }
}
