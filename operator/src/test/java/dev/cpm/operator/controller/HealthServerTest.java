package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.controller.Health.Phase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
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
                                .build(),
                        BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({
        "STARTING, 200, 503, starting",
        "STANDBY, 200, 200, standby",
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
