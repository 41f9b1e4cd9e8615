package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cpm.operator.controller.HttpPort.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a port answers, and whom. */
class HttpPortTest {
    private static final String LONG = "a line of text\n".repeat(1000);
    private static final String ETAG = "W/\"a,1\"";

    private final HttpPort port = new HttpPort(0, "a test")
            .at("/", asked -> Answer.text(200, "query " + asked.query() + ", accept " + asked.accept()))
            .at("/long", asked -> Answer.text(200, LONG))
            .at("/page", asked -> new Answer(200, "text/html", new byte[] {'x'}, Map.of("X-Mine", "yes")))
            .at("/tagged", asked -> tagged(200))
            .at("/not-yet", asked -> tagged(503));

    private static Answer tagged(int code) {
        return new Answer(code, "text/html", LONG.getBytes(StandardCharsets.UTF_8), Map.of("ETag", ETAG));
    }

    @AfterEach
    void end() {
        port.close();
    }

    private HttpResponse<byte[]> ask(String method, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.port() + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Test
    void aPageHearsWhatIsAskedAndSaysWhatItIs() throws Exception {
        assertThat(text(ask("GET", "/?lose=r1-a", "Accept", "text/html")))
                .isEqualTo("query lose=r1-a, accept text/html");
        assertThat(text(ask("GET", "/"))).isEqualTo("query , accept ");
        HttpResponse<byte[]> page = ask("GET", "/page");
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html");
        assertThat(page.headers().firstValue("X-Mine")).contains("yes");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/long/", "/longer", "/page/x"})
    void nothingIsAnsweredElsewhere(String path) throws Exception {
        assertThat(ask("GET", path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void itTakesNoOrders(String method) throws Exception {
        HttpResponse<byte[]> refused = ask(method, "/long");
        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(refused.headers().firstValue("Allow")).contains("GET, HEAD");
    }

    @Test
    void whoAsksForTheHeadGetsNoBody() throws Exception {
        HttpResponse<byte[]> head = ask("HEAD", "/long");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void whoCanUnzipGetsLess() throws Exception {
        HttpResponse<byte[]> zipped = ask("GET", "/long", "Accept-Encoding", "br, gzip;q=0.5");
        assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(zipped.body()).hasSizeLessThan(LONG.length() / 10);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(LONG);
        for (String without : List.of("br", "gzip;q=0", "gzip; q=0.0, br")) {
            assertThat(text(ask("GET", "/long", "Accept-Encoding", without))).isEqualTo(LONG);
        }
    }

    @Test
    void whatIsGivenOutAgainIsZippedOnce() throws Exception {
        Answer answer = Answer.text(200, LONG);
        assertThat(answer.zipped()).isSameAs(answer.zipped());
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"a,1\"", "\"a,1\"", "\"x\", W/\"a,1\"", "W/\"x\",\"a,1\",\"y\"", "*"})
    void whoHasItAlreadyIsNotSentIt(String known) throws Exception {
        for (String method : List.of("GET", "HEAD")) {
            HttpResponse<byte[]> same = ask(method, "/tagged", "If-None-Match", known, "Accept-Encoding", "gzip");
            assertThat(same.statusCode()).isEqualTo(304);
            assertThat(same.body()).isEmpty();
            assertThat(same.headers().firstValue("ETag")).contains(ETAG);
            assertThat(same.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(same.headers().firstValue("Content-Encoding")).isEmpty();
        }
    }

    @Test
    void whatSomebodyHasMayStandInSeveralHeaders() throws Exception {
        HttpResponse<byte[]> same = ask("GET", "/tagged", "If-None-Match", "\"x\"", "If-None-Match", "\"a,1\"");
        assertThat(same.statusCode()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a,1", "\"x\"", "W/\"x\", \"y\"", "\"a\",\"1\"", "\"A,1\"", "\"a,1", "\"*\""})
    void whoHasAnotherIsSentIt(String known) throws Exception {
        HttpResponse<byte[]> sent = ask("GET", "/tagged", "If-None-Match", known);
        assertThat(sent.statusCode()).isEqualTo(200);
        assertThat(sent.headers().firstValue("ETag")).contains(ETAG);
        assertThat(text(sent)).isEqualTo(LONG);
    }

    /** What bears no ETag is not known by one, and what is wrong just now is told in full. */
    @ParameterizedTest
    @CsvSource({"/long,200", "/not-yet,503"})
    void nobodyHasWhatElseIsAnswered(String path, int code) throws Exception {
        for (String known : List.of("*", ETAG)) {
            HttpResponse<byte[]> sent = ask("GET", path, "If-None-Match", known);
            assertThat(sent.statusCode()).isEqualTo(code);
            assertThat(text(sent)).isEqualTo(LONG);
        }
    }

    @Test
    void aDefectIsToldAsOneAndKeepsNoOtherPageFromAnswering() throws Exception {
        port.at("/broken", asked -> {
            throw new IllegalStateException("injected by a test");
        });
        HttpResponse<byte[]> broken = ask("GET", "/broken");
        assertThat(broken.statusCode()).isEqualTo(500);
        assertThat(text(broken)).contains("its log says more").doesNotContain("injected");
        assertThat(ask("GET", "/page").statusCode()).isEqualTo(200);
    }

    @Test
    void whoNeverEndsARequestHoldsUpNobody() throws Exception {
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                Socket socket = new Socket("127.0.0.1", port.port());
                silent.add(socket);
                socket.getOutputStream().write("GET /long HT".getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(ask("GET", "/page").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    void aPortThatIsTakenIsSaid() {
        assertThatThrownBy(() -> new HttpPort(port.port(), "another test").close())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot listen on port " + port.port() + " for another test");
    }

    @Test
    void noneIsOpenedWhereNoneIsAskedFor() {
        try (HttpPort none = new HttpPort(-1, "nothing").at("/", asked -> Answer.text(200, ""))) {
            assertThat(none.port()).isEqualTo(-1);
        }
    }
}
