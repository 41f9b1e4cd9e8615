package dev.cpm.operator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands in for an API server while a start is rehearsed: keeps what it is given, lists it, and lets watches hang without
 * a word. It validates nothing and knows nobody; it listens on this machine's loopback only.
 */
final class StandIn {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a path ends with that asks for all of a kind. */
    private static final Set<String> PLURALS =
            Set.of("namespaces", "leases", "regions", "zones", "interconnects", "loadbalancers", "placements");

    private static final Duration POLL = Duration.ofMillis(20);

    private final HttpServer server;
    private final Map<String, JsonNode> stored = new ConcurrentSkipListMap<>();
    private final AtomicLong version = new AtomicLong(1);

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

    /** Keeps an object at its path, such as {@code /api/v1/namespaces/default}, in a new version. */
    void put(String path, JsonNode object) {
        ObjectNode kept = object.deepCopy();
        kept.withObject("/metadata").put("resourceVersion", "" + version.incrementAndGet());
        stored.put(path, kept);
    }

    /** Whether all placements were answered in that time. */
    synchronized boolean awaitAnswers(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (stored.entrySet().stream()
                .anyMatch(one -> one.getKey().contains("/placements/")
                        && !one.getValue().at("/status/conditions/0").isObject())) {
            if (System.nanoTime() > end) {
                return false;
            }
            wait(POLL.toMillis());
        }
        return true;
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

    private JsonNode answer(String method, String path, byte[] body) throws IOException {
        String last = path.substring(path.lastIndexOf('/') + 1);
        return switch (method) {
            case "POST" -> {
                if (!PLURALS.contains(last) && !last.equals("events")) {
                    yield failure(404, "NotFound"); // A question, such as who asks.
                }
                JsonNode object = JSON.readTree(body);
                yield kept(path + "/" + object.at("/metadata/name").asText(), object);
            }
            case "PUT" -> kept(path.replaceFirst("/status$", ""), JSON.readTree(body));
            case "GET" -> {
                JsonNode one = stored.get(path);
                yield one != null ? one : PLURALS.contains(last) ? list(path) : failure(404, "NotFound");
            }
            default -> failure(405, "MethodNotAllowed");
        };
    }

    private JsonNode kept(String path, JsonNode object) {
        put(path, object);
        return stored.get(path);
    }

    private JsonNode list(String path) {
        ObjectNode list = JSON.createObjectNode().put("kind", "List").put("apiVersion", "v1");
        list.putObject("metadata").put("resourceVersion", "" + version.get());
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
