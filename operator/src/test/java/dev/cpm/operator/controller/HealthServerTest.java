package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.controller.Health.Phase;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is answered in each phase. */
class HealthServerTest {
    private final HealthServer server = new HealthServer(0);

    @AfterEach
    void end() {
        server.close();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                                .timeout(Duration.ofSeconds(30))
                                .build(),
                        BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({
        "STARTING, 200, 503, starting",
        "STANDBY, 200, 200, standby",
        "HINDERED, 200, 503, hindered",
        "LEADING, 200, 200, leading",
        "ENDING, 200, 503, ending",
        "BROKEN, 503, 503, broken"
    })
    void eachPhaseHasItsAnswers(Phase phase, int live, int ready, String word) throws Exception {
        server.ask(() -> new Health(phase, "a \"reason\""));
        assertThat(get("/livez").statusCode()).isEqualTo(live);
        assertThat(get("/healthz").statusCode()).isEqualTo(live);
        assertThat(get("/readyz").statusCode()).isEqualTo(ready);
        for (String path : new String[] {"/livez", "/healthz", "/readyz"}) {
            assertThat(get(path).body()).isEqualTo(word + ": a \"reason\"\n");
        }
        assertThat(get("/statusz").statusCode()).isEqualTo(200);
        assertThat(get("/statusz").body())
                .contains("\"phase\":\"" + word + "\"")
                .contains("\"message\":\"a \\\"reason\\\"\"");
    }

    /** Whoever opens connections and says nothing keeps the kubelet from no answer. */
    @Test
    void whoNeverEndsARequestHoldsUpNobody() throws Exception {
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                Socket socket = new Socket("127.0.0.1", server.port());
                silent.add(socket);
                socket.getOutputStream().write("GET /livez HT".getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(get("/livez").statusCode()).isEqualTo(200);
            assertThat(get("/readyz").statusCode()).isEqualTo(503);
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    void beforeAnybodyIsAskedItStarts() throws Exception {
        assertThat(get("/livez").statusCode()).isEqualTo(200);
        assertThat(get("/readyz").body()).startsWith("starting: ");
    }

    @Test
    void whoCannotSayHowItIsIsBroken() throws Exception {
        server.ask(() -> {
            throw new IllegalStateException("injected by a test");
        });
        assertThat(get("/livez").statusCode()).isEqualTo(503);
        assertThat(get("/livez").body()).contains("injected by a test");
    }
}
