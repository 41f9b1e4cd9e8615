package dev.cpm.operator.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cpm.operator.api.Cpm;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands in for an API server while {@link StartRehearsal} runs the operator. It keeps objects in memory and does as much as
 * the operator asks for: get, list, watch, create and replace. It checks nothing, and speaks HTTP/1.1 without TLS.
 */
final class StandIn implements AutoCloseable {
    private static final Pattern PATH = Pattern.compile("(?<collection>(?<group>/api/v1|/apis/[^/]+/[^/]+)"
            + "(/namespaces/[^/]+)?/(?<kind>[a-z]+))(/(?<name>[^/]+))?(?<status>/status)?");

    private static final String OURS = "/apis/" + Cpm.GROUP + "/" + Cpm.VERSION;
    private static final Set<String> NAMESPACED = Set.of("Placement", "LoadBalancer");
    private static final JsonMapper JSON = new JsonMapper();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    /** By their paths; guarded, as all that follows, by this. */
    private final Map<String, ObjectNode> objects = new TreeMap<>();

    /** Of each kind the one that was opened last. */
    private final Map<String, OutputStream> watches = new HashMap<>();

    private int version;

    StandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Host and port. */
    String authority() {
        InetSocketAddress address = server.getAddress();
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    /** Takes in a namespace. */
    void namespace(String name) {
        ObjectNode namespace = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "Namespace");
        namespace.putObject("metadata").put("name", name);
        store("/api/v1/namespaces/" + name, namespace);
    }

    /** Takes in manifests of the five kinds; what is in a namespace, in {@code default}. */
    void manifests(InputStream manifests) throws IOException {
        try (var all = new YAMLMapper().readerFor(ObjectNode.class).<ObjectNode>readValues(manifests)) {
            while (all.hasNext()) {
                ObjectNode object = all.next();
                String kind = object.path("kind").asText();
                ObjectNode metadata = object.withObject("/metadata");
                boolean namespaced = NAMESPACED.contains(kind);
                if (namespaced) {
                    metadata.put("namespace", "default");
                }
                store(
                        OURS + (namespaced ? "/namespaces/default/" : "/") + kind.toLowerCase(Locale.ROOT) + "s/"
                                + metadata.path("name").asText(),
                        object);
            }
        }
    }

    /** Waits until all of the five kinds have a status, and somebody was told by an Event; false if that takes longer. */
    synchronized boolean awaitAnswers(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
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
        return objects.entrySet().stream()
                        .filter(one -> one.getKey().startsWith(OURS))
                        .allMatch(one -> one.getValue().has("status"))
                && objects.keySet().stream().anyMatch(path -> path.contains("/events/"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (!path.matches()) {
            refuse(exchange, HttpURLConnection.HTTP_NOT_FOUND);
            return;
        }
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        switch (exchange.getRequestMethod()) {
            case "GET" -> {
                if (query.contains("watch=true")) {
                    watch(exchange, path);
                } else {
                    get(exchange, path);
                }
            }
            case "POST" -> create(exchange, path, read(body));
            case "PUT" -> replace(exchange, path, read(body), query.contains("dryRun="));
            default -> refuse(exchange, HttpURLConnection.HTTP_BAD_METHOD);
        }
    }

    private void get(HttpExchange exchange, Matcher path) throws IOException {
        ObjectNode found = path.group("name") == null ? list(path) : stored(path.group());
        if (found == null) {
            refuse(exchange, HttpURLConnection.HTTP_NOT_FOUND);
        } else {
            send(exchange, HttpURLConnection.HTTP_OK, found);
        }
    }

    private synchronized ObjectNode stored(String path) {
        return objects.get(path);
    }

    /** Of all namespaces, whichever is asked for. */
    private synchronized ObjectNode list(Matcher asked) {
        ObjectNode list = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "List");
        list.putObject("metadata").put("resourceVersion", "" + version);
        ArrayNode items = list.putArray("items");
        objects.forEach((path, object) -> {
            if (kind(path).equals(kind(asked.group()))) {
                items.add(object);
            }
        });
        return list;
    }

    private static String kind(String path) {
        Matcher parts = PATH.matcher(path);
        return parts.matches() ? parts.group("group") + "/" + parts.group("kind") : "";
    }

    /** The client asks for a WebSocket first; whoever answers that as a plain request is asked for a plain watch. */
    private void watch(HttpExchange exchange, Matcher path) throws IOException {
        if ("websocket".equals(exchange.getRequestHeaders().getFirst("Upgrade"))) {
            send(exchange, HttpURLConnection.HTTP_OK, JSON.createObjectNode());
            return;
        }
        exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, 0);
        OutputStream events = exchange.getResponseBody();
        events.flush();
        synchronized (this) {
            watches.put(kind(path.group()), events);
        }
    }

    /** What has no name asks who one is, and is told what API servers before 1.28 say. */
    private void create(HttpExchange exchange, Matcher path, ObjectNode object) throws IOException {
        String name = object.at("/metadata/name").asText();
        if (name.isEmpty()) {
            refuse(exchange, HttpURLConnection.HTTP_NOT_FOUND);
        } else {
            store(path.group("collection") + "/" + name, object);
            send(exchange, HttpURLConnection.HTTP_CREATED, object);
        }
    }

    private void replace(HttpExchange exchange, Matcher path, ObjectNode object, boolean dryRun) throws IOException {
        if (!dryRun) {
            store(path.group("collection") + "/" + path.group("name"), object);
            tell(kind(path.group("collection")), object);
        }
        send(exchange, HttpURLConnection.HTTP_OK, object);
    }

    private synchronized void store(String path, ObjectNode object) {
        ObjectNode metadata = object.withObject("/metadata");
        metadata.put("resourceVersion", "" + ++version);
        if (!metadata.has("uid")) {
            metadata.put("uid", "uid-" + version).put("generation", 1);
            metadata.put("creationTimestamp", "2026-01-01T00:00:00Z");
        }
        objects.put(path, object);
        notifyAll();
    }

    private synchronized void tell(String kind, ObjectNode object) throws IOException {
        OutputStream watch = watches.get(kind);
        if (watch != null) {
            ObjectNode event = JSON.createObjectNode().put("type", "MODIFIED");
            event.set("object", object);
            watch.write((event + "\n").getBytes(StandardCharsets.UTF_8));
            watch.flush();
        }
    }

    private static ObjectNode read(byte[] body) throws IOException {
        return (ObjectNode) JSON.readTree(body);
    }

    private static void refuse(HttpExchange exchange, int code) throws IOException {
        send(
                exchange,
                code,
                JSON.createObjectNode()
                        .put("apiVersion", "v1")
                        .put("kind", "Status")
                        .put("status", "Failure")
                        .put("code", code));
    }

    private static void send(HttpExchange exchange, int code, ObjectNode body) throws IOException {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
