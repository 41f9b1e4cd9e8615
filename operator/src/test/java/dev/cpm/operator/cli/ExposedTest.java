package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cpm.operator.controller.Observer;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code run} shows of itself, and only where it is asked for. */
class ExposedTest {
    @TempDir
    private Path directory;

    private static HttpResponse<String> get(Exposed exposed, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + exposed.port() + path))
                                .build(),
                        BodyHandlers.ofString());
    }

    @Test
    void nothingIsShownWhereNothingIsAskedFor() throws Exception {
        try (Exposed exposed = Exposed.on(-1)) {
            assertThat(exposed.port()).isEqualTo(-1);
            assertThat(exposed.observer()).isSameAs(Observer.NONE);
        }
    }

    @Test
    void itTellsOfAProcessThatHasNotReachedItsClusterYet() throws Exception {
        try (Exposed exposed = Exposed.on(0)) {
            exposed.observer().waiting(3);
            HttpResponse<String> metrics = get(exposed, "/metrics");
            assertThat(metrics.headers().firstValue("Content-Type"))
                    .contains("text/plain; version=0.0.4; charset=utf-8");
            assertThat(metrics.body())
                    .contains("cpm_phase{phase=\"starting\"} 1.0\n")
                    .contains("cpm_queue_placements 3.0\n")
                    .contains("cpm_build_info{version=\"" + Version.ofTheBuild() + "\"} 1\n");
            assertThat(get(exposed, "/nothing").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aPortThatIsTakenIsSaidWithTheOptionThatNamesAnother() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThatThrownBy(() -> Exposed.on(taken.getLocalPort()).close())
                    .isInstanceOf(NoStartException.class)
                    .hasMessageContaining("cannot listen on port " + taken.getLocalPort() + " for metrics")
                    .hasMessageEndingWith("--metrics-port names another");
        }
    }

    @Test
    void whatIsNoPortIsRefused() {
        assertThat(new Cli(directory).run("run", "--metrics-port=70000").err())
                .contains("--metrics-port: 70000 is no port; it must be -1 or 0 to 65535");
    }
}
