package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cpm.operator.api.Zone;
import dev.cpm.operator.controller.Health;
import dev.cpm.operator.controller.Insight;
import dev.cpm.operator.controller.Observer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code run} shows of itself, and only where it is asked for. */
class ExposedTest {
    @TempDir
    private Path directory;

    /** An operator whose watches saw these. */
    private record Reads(List<HasMetadata> objects) implements Insight {
        @Override
        public Health health() {
            return Health.starting("it reads");
        }

        @Override
        public String lease() {
            return "cpm-operator";
        }

        @Override
        public boolean decides() {
            return false;
        }

        @Override
        public boolean owns(HasMetadata object) {
            return true;
        }
    }

    private static Zone zone(String name) {
        Zone zone = new Zone();
        zone.setMetadata(new ObjectMetaBuilder().withName(name).build());
        return zone;
    }

    private static HttpResponse<String> get(Exposed exposed, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + exposed.port() + path))
                                .build(),
                        BodyHandlers.ofString());
    }

    @Test
    void nothingIsShownWhereNothingIsAskedFor() throws Exception {
        try (Exposed exposed = Exposed.on(-1, false)) {
            assertThat(exposed.port()).isEqualTo(-1);
            assertThat(exposed.observer()).isSameAs(Observer.NONE);
        }
    }

    @Test
    void itTellsOfAProcessThatHasNotReachedItsClusterYet() throws Exception {
        try (Exposed exposed = Exposed.on(0, false)) {
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
            assertThatThrownBy(() -> Exposed.on(taken.getLocalPort(), true).close())
                    .isInstanceOf(NoStartException.class)
                    .hasMessageContaining("cannot listen on port " + taken.getLocalPort() + " for metrics")
                    .hasMessageEndingWith("--metrics-port names another");
        }
    }

    @Test
    void thePageIsThereOnceTheClusterWasRead() throws Exception {
        try (Exposed exposed = Exposed.on(0, true)) {
            assertThat(get(exposed, "/").statusCode()).isEqualTo(503);
            Reads operator = new Reads(new ArrayList<>());
            exposed.show(operator);
            assertThat(get(exposed, "/").statusCode()).isEqualTo(503);
            operator.objects().add(zone("ap-beijing-bls-1"));
            HttpResponse<String> page = get(exposed, "/");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).startsWithIgnoringCase("<!doctype html").contains("ap-beijing-bls-1");
            assertThat(page.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'"));
            assertThat(get(exposed, "/ap-beijing").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void thePageIsNotThereWhereItIsNotAskedFor() throws Exception {
        try (Exposed exposed = Exposed.on(0, false)) {
            assertThat(get(exposed, "/").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aPageWithoutAPortIsRefused() {
        assertThat(new Cli(directory).run("run", "--page").err())
                .contains("--page: it is shown on the port of --metrics-port; name one");
    }

    @Test
    void whatIsNoPortIsRefused() {
        assertThat(new Cli(directory).run("run", "--metrics-port=70000").err())
                .contains("--metrics-port: 70000 is no port; it must be -1 or 0 to 65535");
    }
}
