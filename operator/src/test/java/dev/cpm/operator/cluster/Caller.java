package dev.cpm.operator.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;

/** Somebody who asks the API server for things one by one, without a client's own opinion of what may be asked. */
final class Caller {
    private static final JsonMapper JSON = new JsonMapper();

    /** An answer: its code, and the object that it is, such as a Status that says why not. */
    record Answer(int code, JsonNode body) {
        boolean forbidden() {
            return code == 403 && body.path("reason").asText().equals("Forbidden");
        }

        String message() {
            return body.path("message").asText();
        }
    }

    private final Config config;
    private final String user;
    private final HttpClient http;

    private Caller(Config config, String user) {
        this.config = config;
        this.user = user;
        try {
            http = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(SSLUtils.sslContext(config))
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whoever this configuration is of. */
    static Caller of(Config config) {
        return new Caller(config, "");
    }

    /** The same as another user. */
    Caller as(String another) {
        return new Caller(config, another);
    }

    Answer get(String path) {
        return ask("GET", path, "");
    }

    /** Sends {@code body}: JSON or YAML, for a PATCH a merge patch in JSON. */
    Answer ask(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(config.getMasterUrl().replaceAll("/$", "") + path))
                .header("Content-Type", method.equals("PATCH") ? "application/merge-patch+json" : "application/yaml")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (config.getOauthToken() != null) {
            request.header("Authorization", "Bearer " + config.getOauthToken());
        }
        if (!user.isEmpty()) {
            request.header("Impersonate-User", user);
        }
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
