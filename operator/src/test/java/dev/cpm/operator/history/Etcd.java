package dev.cpm.operator.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The etcd of a control plane, asked past the API server, by its JSON gateway. */
public final class Etcd {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final URI url;

    Etcd(URI url) {
        this.url = url;
    }

    /** One change of a key; {@code value} is null when it was deleted. */
    record Change(long revision, String key, String value) {}

    /** What etcd had at a revision: the last change of each key. */
    record Range(long revision, List<Change> changes) {}

    /** What is there now under a prefix. */
    Range list(String prefix) throws IOException, InterruptedException {
        return ask(range(prefix));
    }

    /** The revision that each key under a prefix has now. */
    Map<String, Long> revisions(String prefix) throws IOException, InterruptedException {
        Map<String, Long> revisions = new TreeMap<>();
        ask(range(prefix).put("keys_only", true))
                .changes()
                .forEach(change -> revisions.put(change.key(), change.revision()));
        return revisions;
    }

    private Range ask(ObjectNode range) throws IOException, InterruptedException {
        JsonNode answer = ask("/v3/kv/range", range);
        List<Change> changes = new ArrayList<>();
        for (JsonNode pair : answer.path("kvs")) {
            changes.add(change(pair, false));
        }
        return new Range(answer.path("header").path("revision").asLong(), changes);
    }

    private static Change change(JsonNode pair, boolean deleted) {
        return new Change(
                pair.path("mod_revision").asLong(), text(pair.path("key")), deleted ? null : text(pair.path("value")));
    }

    /** Forgets all history before now: whoever watches from an older revision has to list again. */
    public void compact() throws IOException, InterruptedException {
        long now = ask(range("/").put("count_only", true)).revision();
        ask("/v3/kv/compaction", JSON.createObjectNode().put("revision", now));
    }

    /**
     * Passes on every change under a prefix from a revision on, in order, until the connection ends.
     *
     * @throws CompactedException if etcd has forgotten some of them
     */
    void watch(String prefix, long from, Consumer<Change> seen) throws IOException, InterruptedException {
        ObjectNode create = JSON.createObjectNode();
        create.set("create_request", range(prefix).put("start_revision", from));
        HttpResponse<InputStream> response =
                client.send(request("/v3/watch", create).build(), BodyHandlers.ofInputStream());
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode result = JSON.readTree(line).path("result");
                if (result.path("compact_revision").asLong() > 0) {
                    throw new CompactedException("etcd has forgotten what came before revision "
                            + result.path("compact_revision").asText() + "; it was to be watched from " + from);
                }
                for (JsonNode event : result.path("events")) {
                    seen.accept(change(
                            event.path("kv"), "DELETE".equals(event.path("type").asText())));
                }
            }
        }
    }

    /** A gap in the history that nobody can fill. */
    static final class CompactedException extends IOException {
        private static final long serialVersionUID = 1L;

        CompactedException(String message) {
            super(message);
        }
    }

    private JsonNode ask(String path, ObjectNode body) throws IOException, InterruptedException {
        HttpResponse<String> response =
                client.send(request(path, body).timeout(PATIENCE).build(), BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("etcd answers " + path + " with " + response.statusCode() + ": " + response.body());
        }
        return JSON.readTree(response.body());
    }

    private HttpRequest.Builder request(String path, ObjectNode body) {
        return HttpRequest.newBuilder(url.resolve(path)).POST(BodyPublishers.ofString(body.toString()));
    }

    private static ObjectNode range(String prefix) {
        String end = prefix.substring(0, prefix.length() - 1) + (char) (prefix.charAt(prefix.length() - 1) + 1);
        return JSON.createObjectNode().put("key", base64(prefix)).put("range_end", base64(end));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(JsonNode base64) {
        return new String(Base64.getDecoder().decode(base64.asText()), StandardCharsets.UTF_8);
    }
}
