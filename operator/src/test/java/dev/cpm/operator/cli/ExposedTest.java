package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cpm.operator.api.Build;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.controller.Health;
import dev.cpm.operator.controller.Health.Phase;
import dev.cpm.operator.controller.Insight;
import dev.cpm.operator.controller.Observer;
import dev.cpm.operator.page.About;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code run} shows of itself, and only where it is asked for. */
class ExposedTest {
    @TempDir
    private Path directory;

    /** An operator whose watches saw these. */
    private record Reads(List<HasMetadata> objects, Health health, Duration silence) implements Insight {
        Reads(Phase phase, HasMetadata... objects) {
            this(new ArrayList<>(List.of(objects)), new Health(phase, "<why>"), Duration.ofSeconds(3));
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

    private static HttpResponse<String> get(Exposed exposed, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + exposed.port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
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
                    .contains("cpm_build_info{version=\"" + Build.version() + "\"} 1\n");
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
            Reads operator = new Reads(Phase.STARTING);
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

    /** Its ETag is what the page itself asks by. */
    @Test
    void whoHasThePageIsNotSentItAgain() throws Exception {
        try (Exposed exposed = Exposed.on(0, true)) {
            exposed.show(new Reads(Phase.LEADING, zone("ap-beijing-bls-1")));
            HttpResponse<String> page = get(exposed, "/");
            String etag = page.headers().firstValue("ETag").orElseThrow();
            assertThat(etag).matches("W/\"[^\"]+\"");
            assertThat(page.body()).contains(" data-digest=" + etag.substring(2));
            HttpResponse<String> again = get(exposed, "/", "If-None-Match", etag);
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(again.headers().firstValue("ETag")).contains(etag);
            assertThat(get(exposed, "/", "If-None-Match", "W/\"another\"").body())
                    .isEqualTo(page.body());
        }
    }

    /** What the watches saw stays as it is while they see nothing. */
    @ParameterizedTest
    @EnumSource(Phase.class)
    void thePageSaysWhetherItMayBeOld(Phase phase) throws Exception {
        try (Exposed exposed = Exposed.on(0, true)) {
            exposed.show(new Reads(phase, zone("ap-beijing-bls-1")));
            String notice = "What this page says may be old: the operator is "
                    + phase.name().toLowerCase(Locale.ROOT) + ": &lt;why&gt;.";
            boolean takesPart = phase == Phase.LEADING || phase == Phase.STANDBY;
            assertThat(get(exposed, "/").body().contains(notice)).isEqualTo(!takesPart);
            assertThat(get(exposed, "/").body().contains("may be old")).isEqualTo(!takesPart);
        }
    }

    /** It answers all the same, with what it saw last. */
    @Test
    void whoIsCutOffFromTheServerSaysOfWhenItsPageIs() throws Exception {
        try (Exposed exposed = Exposed.on(0, true)) {
            Instant seen = Instant.now().minusSeconds(3600);
            exposed.show(new Reads(
                    List.of(zone("ap-beijing-bls-1")),
                    new Health(Phase.STANDBY, "another leads"),
                    Duration.between(seen, Instant.now())));
            assertThat(get(exposed, "/").body())
                    .contains("What this page says may be old: the API server has not answered the operator since ")
                    .containsAnyOf(
                            " since " + About.time(seen) + ".</li>",
                            " since " + About.time(seen.plusSeconds(5)) + ".</li>")
                    .containsAnyOf(
                            ">Live, " + About.time(seen) + "<", ">Live, " + About.time(seen.plusSeconds(5)) + "<");
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
