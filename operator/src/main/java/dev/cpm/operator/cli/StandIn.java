package dev.cpm.operator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cpm.operator.api.Kinds;
import dev.cpm.operator.api.Placement;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Stands in for an API server while a start is rehearsed: keeps what it is given, lists it, and lets watches hang without
 * a word. It validates nothing and knows nobody; it listens on this machine's loopback only.
 */
final class StandIn {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What it can list and keep: the plurals by kind, as they are in paths. */
    private static final Map<String, String> PLURALS = Stream.<Class<? extends HasMetadata>>concat(
                    Stream.of(Namespace.class, Lease.class, Event.class), Kinds.CLASSES.stream())
            .collect(Collectors.toMap(HasMetadata::getKind, HasMetadata::getPlural));

    private final HttpServer server;

    /** By path, such as {@code /api/v1/namespaces/default}. */
    private final Map<String, JsonNode> stored = new TreeMap<>();

    private long version;

    StandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "stand-in");
            thread.setDaemon(true); // Watches hang for as long as the process lives.
            return thread;
        }));
        server.createContext("/", this::serve);
        server.start();
    }

    /** Where it listens, such as {@code 127.0.0.1:40000}. */
    String address() {
        return server.getAddress().getHostString() + ":" + server.getAddress().getPort();
    }

    /** Keeps an object, as if somebody had created it. */
    void put(JsonNode object) {
        String apiVersion = object.path("apiVersion").asText();
        String namespace = object.at("/metadata/namespace").asText();
        put(
                (apiVersion.contains("/") ? "/apis/" : "/api/") + apiVersion
                        + (namespace.isEmpty() ? "" : "/namespaces/" + namespace)
                        + "/" + PLURALS.get(object.path("kind").asText())
                        + "/" + object.at("/metadata/name").asText(),
                object);
    }

    private synchronized JsonNode put(String path, JsonNode object) {
        ObjectNode kept = object.deepCopy();
        kept.withObject("/metadata").put("resourceVersion", "" + ++version);
        stored.put(path, kept);
        notifyAll();
        return kept;
    }

    /** Waits until there are placements and all of them are answered; false if they are not in that time. */
    synchronized boolean awaitAnswers(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!answered()) {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    private boolean answered() {
        List<JsonNode> placements = stored.values().stream()
                .filter(one -> one.path("kind").asText().equals(HasMetadata.getKind(Placement.class)))
                .toList();
        return !placements.isEmpty()
                && placements.stream()
                        .allMatch(one -> one.at("/status/conditions/0").isObject());
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String query = exchange.getRequestURI().getQuery();
            if (query != null && query.contains("watch=true")) {
                watch(exchange);
                return;
            }
            JsonNode answer = answer(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestBody().readAllBytes());
            byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.path("code").asInt(200), body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A client that asks for a WebSocket and gets none asks again, for a plain answer without an end. */
    private static void watch(HttpExchange exchange) throws IOException, InterruptedException {
        boolean socket = exchange.getRequestHeaders().containsKey("Upgrade");
        exchange.sendResponseHeaders(200, socket ? -1 : 0);
        if (!socket) {
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    private synchronized JsonNode answer(String method, String path, byte[] body) throws IOException {
        String last = path.substring(path.lastIndexOf('/') + 1);
        return switch (method) {
            case "POST" -> {
                if (!PLURALS.containsValue(last)) {
                    yield failure(404, "NotFound"); // A question, such as who asks.
                }
                JsonNode object = JSON.readTree(body);
                yield put(path + "/" + object.at("/metadata/name").asText(), object);
            }
            case "PUT" -> put(path.replaceFirst("/status$", ""), JSON.readTree(body));
            case "GET" -> {
                JsonNode one = stored.get(path);
                yield one != null ? one : PLURALS.containsValue(last) ? list(path) : failure(404, "NotFound");
            }
            default -> failure(405, "MethodNotAllowed");
        };
    }

    private JsonNode list(String path) {
        ObjectNode list = JSON.createObjectNode().put("kind", "List").put("apiVersion", "v1");
        list.putObject("metadata").put("resourceVersion", "" + version);
        ArrayNode items = list.putArray("items");
        stored.forEach((key, object) -> {
            String parent = key.substring(0, key.lastIndexOf('/'));
            if (parent.equals(path)
                    || parent.replaceFirst("/namespaces/[^/]+", "").equals(path)) {
                items.add(object);
            }
        });
        return list;
    }

    private static JsonNode failure(int code, String reason) {
        return JSON.createObjectNode()
                .put("kind", "Status")
                .put("apiVersion", "v1")
                .put("status", "Failure")
                .put("reason", reason)
                .put("message", reason + ", in a rehearsal")
                .put("code", code);
    }
}
