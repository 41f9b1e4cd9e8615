package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.Placement;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Version;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Each write has its own outcome, whatever becomes of the others. */
class StatusWriterTest {

    /** Cannot even be asked for its name. */
    @Group(Cpm.GROUP)
    @Version(Cpm.VERSION)
    @Kind("Placement")
    private static final class Broken extends Placement {
        private static final long serialVersionUID = 1;

        @Override
        public ObjectMeta getMetadata() {
            throw new IllegalStateException("injected by a test");
        }
    }

    @Test
    void aDefectIsTheOutcomeOfTheWriteInWhichItComesToLight() throws InterruptedException {
        CountedWrites observed = new CountedWrites();
        Config nobody = new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:1")
                .build();
        try (KubernetesClient client =
                        new KubernetesClientBuilder().withConfig(nobody).build();
                StatusWriter writer = new StatusWriter(client, () -> true, observed)) {
            List<Future<WriteOutcome<Placement>>> writes =
                    List.of(writer.write(new Broken()), writer.write(Seen.web("one", 1)));
            List<WriteOutcome<Placement>> outcomes = new ArrayList<>();
            for (Future<WriteOutcome<Placement>> write : writes) {
                outcomes.add(StatusWriter.result(write));
            }
            assertThat(outcomes)
                    .allSatisfy(outcome -> assertThat(outcome)
                            .isInstanceOfSatisfying(
                                    WriteOutcome.Failed.class,
                                    failed -> assertThat(failed.maybeStored()).isTrue()));
            assertThat(((WriteOutcome.Failed<Placement>) outcomes.get(0)).defect())
                    .hasMessage("injected by a test");
            assertThat(((WriteOutcome.Failed<Placement>) outcomes.get(1)).defect())
                    .isNull();
            assertThat(observed.counts()).isEqualTo(Map.of(Observer.Write.UNKNOWN, 2));
        }
    }

    /** As while a server starts: a kind that it does not serve yet has no objects to find. */
    @Test
    void thatAnObjectIsNotFoundIsNoProofThatItIsGone() throws InterruptedException {
        assertThat(written(exchange -> exchange.sendResponseHeaders(HttpURLConnection.HTTP_NOT_FOUND, -1)))
                .isInstanceOf(WriteOutcome.Failed.class);
    }

    @Test
    void anObjectThatAListLacksIsGone() throws InterruptedException {
        assertThat(written(exchange -> {
                    if ("fieldSelector=metadata.name=web"
                            .equals(exchange.getRequestURI().getQuery())) {
                        byte[] none = "{\"items\": []}".getBytes(StandardCharsets.UTF_8);
                        exchange.getResponseHeaders().add("Content-Type", "application/json");
                        exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, none.length);
                        exchange.getResponseBody().write(none);
                    } else {
                        exchange.sendResponseHeaders(HttpURLConnection.HTTP_NOT_FOUND, -1);
                    }
                }))
                .isInstanceOf(WriteOutcome.Gone.class);
    }

    private static WriteOutcome<Placement> written(HttpHandler answer) throws InterruptedException {
        try (StubServer server = new StubServer(exchange -> {
                    try (exchange) {
                        answer.handle(exchange);
                    }
                });
                StatusWriter writer = new StatusWriter(server.client(), () -> true)) {
            return StatusWriter.result(writer.write(Seen.web("web", 1)));
        }
    }
}
