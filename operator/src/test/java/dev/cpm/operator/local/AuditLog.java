package dev.cpm.operator.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the operator asked the API server for, and whether the roles allowed it, as the API server itself writes it down:
 * about a kilobyte a request, and nothing of other users. It is read from where the last reading ended.
 */
public final class AuditLog {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> READING = Set.of("get", "list", "watch");

    /** A watch is written down when it starts, and again when it ends, be it in a later test. */
    private static final String POLICY = """
            apiVersion: audit.k8s.io/v1
            kind: Policy
            omitStages: [RequestReceived]
            rules:
            - {level: Metadata, users: ["%s"]}
            - {level: None}
            """.formatted(OperatorAccess.USER);

    /**
     * What was asked for.
     *
     * @param resource with API group and subresource, such as {@code placements.cpm.dev/status}; where it is about no
     *     resource, the path
     * @param namespace empty where there is none, as {@code name} is
     * @param pod the Pod that the token is bound to, or empty
     */
    public record Request(String verb, String resource, String namespace, String name, boolean allowed, String pod) {

        /**
         * Whether something was to be stored, be it for a trial, refused or the same as before. What is created to ask who
         * one is, is not stored.
         */
        public boolean writes() {
            return !READING.contains(verb) && !resource.equals("selfsubjectreviews.authentication.k8s.io");
        }
    }

    private final Path file;
    private final Instant from;
    private long position;

    private AuditLog(Path file, Instant from, long position) {
        this.file = file;
        this.from = from;
        this.position = position;
    }

    /** The flags by which an API server keeps such a log in {@code home}. */
    static List<String> flags(Path home) throws IOException {
        Path policy = Files.writeString(home.resolve("audit-policy.yaml"), POLICY);
        return List.of("--audit-policy-file=" + policy, "--audit-log-path=" + Files.createFile(file(home)));
    }

    /** The requests, in the log in {@code home}, that the API server receives from now on. */
    static AuditLog fromNowOn(Path home) {
        try {
            return new AuditLog(file(home), Instant.now(), Files.size(file(home)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(Path home) {
        return home.resolve("audit.log");
    }

    /** What came since the last call. A request may be written down a little after it was answered. */
    public synchronized List<Request> next() {
        List<Request> requests = new ArrayList<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            in.skipNBytes(position);
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int c = in.read(); c >= 0; c = in.read()) {
                line.write(c);
                if (c == '\n') { // The last line may be only half written.
                    JsonNode event = JSON.readTree(line.toByteArray());
                    if (!Instant.parse(event.path("requestReceivedTimestamp").asText())
                            .isBefore(from)) {
                        requests.add(request(event));
                    }
                    position += line.size();
                    line.reset();
                }
            }
            return requests;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Request request(JsonNode event) {
        JsonNode object = event.path("objectRef");
        return new Request(
                event.path("verb").asText(),
                object.isMissingNode() ? event.path("requestURI").asText() : resource(object),
                object.path("namespace").asText(),
                object.path("name").asText(),
                event.path("annotations")
                        .path("authorization.k8s.io/decision")
                        .asText()
                        .equals("allow"),
                event.path("user")
                        .path("extra")
                        .path("authentication.kubernetes.io/pod-name")
                        .path(0)
                        .asText());
    }

    private static String resource(JsonNode object) {
        String group = object.path("apiGroup").asText();
        String subresource = object.path("subresource").asText();
        return object.path("resource").asText()
                + (group.isEmpty() ? "" : "." + group)
                + (subresource.isEmpty() ? "" : "/" + subresource);
    }
}
