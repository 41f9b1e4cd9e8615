package dev.cpm.operator.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cpm.operator.local.Deadline;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.PrometheusBinaries;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A Prometheus of our own, on loopback, that scrapes one port every second and evaluates our alert rules. */
final class Prometheus implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Path log;
    private final int port;

    Prometheus(PrometheusBinaries binaries, Path directory, int scraped, Path rules) throws IOException {
        port = LocalControlPlane.freePort();
        log = directory.resolve("prometheus.log");
        Path config = directory.resolve("prometheus.yaml");
        Files.writeString(config, """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: [%s]
                scrape_configs:
                - job_name: cpm
                  static_configs:
                  - targets: ['127.0.0.1:%d']
                """.formatted(rules.toAbsolutePath().normalize(), scraped));
        process = new ProcessBuilder(List.of(
                        binaries.prometheus().toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--log.level=warn"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** What an expression comes to now; refused with what Prometheus says against it, be it only a warning. */
    JsonNode ask(String expression) throws IOException, InterruptedException {
        JsonNode answer = get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        if (!answer.path("status").asText().equals("success") || answer.has("warnings")) {
            throw new AssertionError(expression + ": " + answer);
        }
        return answer.at("/data/result");
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .timeout(Duration.ofSeconds(10))
                                .build(),
                        BodyHandlers.ofByteArray())
                .body());
    }

    /** Returns once it has scraped so many times. */
    void awaitScrapes(int count, Duration longest) throws InterruptedException {
        Deadline deadline = Deadline.in(longest);
        while (scrapes() < count) {
            deadline.check("Prometheus has scraped " + count + " times: " + log());
            if (!process.isAlive()) {
                throw new AssertionError("Prometheus has ended: " + log());
            }
            Thread.sleep(100);
        }
    }

    private int scrapes() throws InterruptedException {
        try {
            return ask("count_over_time(cpm_build_info[5m])").at("/0/value/1").asInt();
        } catch (IOException e) {
            return 0; // It does not listen yet.
        }
    }

    private String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
