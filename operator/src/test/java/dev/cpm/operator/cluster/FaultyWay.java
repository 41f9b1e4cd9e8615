package dev.cpm.operator.cluster;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cpm.operator.local.KubeconfigFile;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/** A way to the API server, over plain HTTP on this machine, that fails as it is told to. */
public final class FaultyWay implements AutoCloseable {
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "expect", "host", "http2-settings", "transfer-encoding", "upgrade");

    /** What happens to a request instead of being answered. */
    public interface Fault {
        void happen(HttpExchange exchange, byte[] body) throws IOException, InterruptedException;
    }

    private record Met(Predicate<HttpExchange> which, Fault fault) {}

    private final Config direct;
    private final HttpClient client;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Fault> faults = new ConcurrentHashMap<>();
    private final List<Met> met = new CopyOnWriteArrayList<>();
    private final Map<String, List<Long>> times = new ConcurrentHashMap<>();
    private final List<Path> kubeconfigs = new ArrayList<>();

    /** Leads to where {@code direct} leads, for the user that it names by a token. */
    public FaultyWay(Config direct) {
        this.direct = direct;
        try {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(SSLUtils.sslContext(direct))
                    .build();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What a client in this process connects with. */
    public Config config() {
        return new ConfigBuilder(direct)
                .withMasterUrl(url())
                .withCaCertData(null)
                .withOnlyHttpWatches(true)
                .build();
    }

    /** What another process connects with. */
    public Path kubeconfig() {
        try {
            Path file = KubeconfigFile.write(Files.createTempFile("faulty", ".kubeconfig"), config());
            kubeconfigs.add(file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets every request of a method to a path that ends like this fail. */
    public FaultyWay fail(String method, String pathEnd, Fault fault) {
        faults.put(method + " " + pathEnd, fault);
        return this;
    }

    /** Lets every request of a kind meet a fault for good, but those that meet one by their path. */
    public FaultyWay meet(Predicate<HttpExchange> which, Fault fault) {
        met.add(new Met(which, fault));
        return this;
    }

    /** Lets every write of a placement's status fail. */
    public FaultyWay failStatus(String placement, Fault fault) {
        return fail("PUT", "/placements/" + placement + "/status", fault);
    }

    /** Ends all faults that are met by path. */
    public void heal() {
        faults.clear();
    }

    /** When requests came that failed by a fault of this method and path, in nanoseconds. */
    public List<Long> failed(String method, String pathEnd) {
        return times.getOrDefault(method + " " + pathEnd, List.of());
    }

    /** The answer is this code, without the API server having been asked. */
    public static Fault answer(int code, String... header) {
        return (exchange, body) -> {
            if (header.length > 0) {
                exchange.getResponseHeaders().add(header[0], header[1]);
            }
            exchange.sendResponseHeaders(code, -1);
        };
    }

    /** The API server does it, and nobody hears of it. */
    public Fault loseTheAnswer() {
        return (exchange, body) -> forward(exchange, body).body().close();
    }

    /** The request is on its way until the latch opens; then it arrives, though nobody may wait for the answer. */
    Fault arriveAfter(CountDownLatch latch) {
        return (exchange, body) -> {
            latch.await();
            pass(exchange, forward(exchange, body));
        };
    }

    /** Lists are answered; but a watch brings an object that nobody can read. */
    Fault garbleTheWatch() {
        return (exchange, body) -> {
            if (String.valueOf(exchange.getRequestURI().getQuery()).contains("watch=true")) {
                exchange.sendResponseHeaders(200, 0);
                try (var out = exchange.getResponseBody()) {
                    out.write("{\"type\": \"ADDED\", \"object\": {\"kind\": [\"Placement\"]}}\n"
                            .getBytes(StandardCharsets.UTF_8));
                }
            } else {
                pass(exchange, forward(exchange, body));
            }
        };
    }

    /** Lists and watches are answered, but no watch tells of a deletion. */
    Fault loseDeletions() {
        return (exchange, body) -> {
            var response = forward(exchange, body);
            exchange.sendResponseHeaders(response.statusCode(), 0);
            try (var in = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
                    var out = exchange.getResponseBody()) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    if (!line.startsWith("{\"type\":\"DELETED\"")) {
                        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                        out.flush();
                    }
                }
            }
        };
    }

    /** Lets the API server do it, and what is given before anybody hears of it; returns the code of the answer. */
    int let(HttpExchange exchange, byte[] body, Runnable beforeTheAnswer) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = forward(exchange, body);
        beforeTheAnswer.run();
        pass(exchange, response);
        return response.statusCode();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String request =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            for (Map.Entry<String, Fault> fault : faults.entrySet()) {
                String[] methodAndEnd = fault.getKey().split(" ");
                if (request.startsWith(methodAndEnd[0]) && request.endsWith(methodAndEnd[1])) {
                    times.computeIfAbsent(fault.getKey(), k -> new CopyOnWriteArrayList<>())
                            .add(System.nanoTime());
                    fault.getValue().happen(exchange, body);
                    return;
                }
            }
            if ("websocket".equalsIgnoreCase(exchange.getRequestHeaders().getFirst("Upgrade"))) {
                exchange.sendResponseHeaders(200, -1); // The client then watches over plain HTTP.
                return;
            }
            for (Met next : met) {
                if (next.which().test(exchange)) {
                    next.fault().happen(exchange, body);
                    return;
                }
            }
            pass(exchange, forward(exchange, body));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the API server answers. */
    public HttpResponse<InputStream> forward(HttpExchange exchange, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(direct.getMasterUrl().replaceAll("/$", "") + exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return client.send(request.build(), BodyHandlers.ofInputStream());
    }

    /** Answers as the API server did. */
    public static void pass(HttpExchange exchange, HttpResponse<InputStream> response) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        response.headers().map().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name)) {
                values.forEach(value -> headers.add(name, value));
            }
        });
        try (InputStream in = response.body();
                var out = exchange.getResponseBody()) {
            exchange.sendResponseHeaders(response.statusCode(), 0);
            byte[] buffer = new byte[16_384];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                out.flush(); // A watch's events must not wait for the next one.
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        try {
            for (Path file : kubeconfigs) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
