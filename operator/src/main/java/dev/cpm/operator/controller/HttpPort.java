package dev.cpm.operator.controller;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port on which this process lets itself be looked at. It answers GET and HEAD for the very paths that it was given, and
 * takes no orders.
 */
public final class HttpPort implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HttpPort.class);

    /**
     * What the JDK's server bounds by properties, read when the first one is made: seconds that a request and its answer
     * may take, and open connections. Whoever opens some and says nothing holds up nobody: a silent one has no thread, and is
     * cut off.
     */
    private static final Map<String, String> LIMITS = Map.of(
            "sun.net.httpserver.maxReqTime", "5",
            "sun.net.httpserver.maxRspTime", "5",
            "jdk.httpserver.maxConnections", "1000");

    static {
        LIMITS.forEach((name, value) -> System.setProperty(name, System.getProperty(name, value)));
    }

    /** What fits into one packet is not worth compressing. */
    private static final int SMALL = 1400;

    /** Not where it is said that it is not wanted. */
    private static final Pattern ZIPPED = Pattern.compile("\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))");

    /** In the quotes of an ETag there may be a comma, so a list of them is not split at each. */
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");

    /** What is asked: the query and the headers Accept and If-None-Match, each empty where there is none. */
    public record Asked(String query, String accept, String ifNoneMatch) {

        /** Whether who asks has what bears this ETag; to compare as weak ones, see RFC 9110, 13.1.2. */
        boolean has(String etag) {
            String quoted = etag.startsWith("W/") ? etag.substring(2) : etag;
            return ifNoneMatch.strip().equals("*")
                    || QUOTED.matcher(ifNoneMatch)
                            .results()
                            .anyMatch(one -> one.group().equals(quoted));
        }
    }

    /** What is answered. One that is given out again and again is compressed once. */
    public static final class Answer {
        private final int code;
        private final String type;
        private final byte[] body;
        private final Map<String, String> headers;
        private byte[] zipped;

        /**
         * An answer. With an {@code ETag} among its headers it is not sent to who has it already.
         *
         * @param body not to be changed any more
         * @param headers those besides Content-Type, such as a Content-Security-Policy
         */
        public Answer(int code, String type, byte[] body, Map<String, String> headers) {
            this.code = code;
            this.type = type;
            this.body = body;
            this.headers = Map.copyOf(headers);
        }

        public Answer(int code, String type, byte[] body) {
            this(code, type, body, Map.of());
        }

        /** Plain text. */
        public static Answer text(int code, String text) {
            return new Answer(code, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
        }

        /** The same without its body, for who has that already. */
        private Answer notModified() {
            return new Answer(HttpURLConnection.HTTP_NOT_MODIFIED, type, new byte[0], headers);
        }

        private boolean isFor(Asked asked) {
            String etag = headers.get("ETag");
            return code != HttpURLConnection.HTTP_OK || etag == null || !asked.has(etag);
        }

        synchronized byte[] zipped() throws IOException {
            if (zipped == null) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
                    zip.write(body);
                }
                zipped = out.toByteArray();
            }
            return zipped;
        }
    }

    /** Answers what is asked at one path; on several threads at once. */
    @FunctionalInterface
    public interface Page {
        Answer answer(Asked asked);
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final Map<String, String> failures = new HashMap<>();

    /**
     * Listens for {@code what}, which names its threads; 0 for any free port, below 0 for none. Throws {@link
     * UncheckedIOException} if the port is taken.
     */
    public HttpPort(int port, String what) {
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, what);
            thread.setDaemon(true);
            return thread;
        });
        if (port < 0) {
            server = null;
            return;
        }
        try {
            server = HttpServer.create(new InetSocketAddress(port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port + " for " + what, e);
        }
        server.setExecutor(threads);
        server.start();
    }

    /** The port; -1 for none. */
    public int port() {
        return server == null ? -1 : server.getAddress().getPort();
    }

    /** From now on answers what is asked at a path, such as {@code /metrics}; at {@code /} not what is asked below it. */
    public HttpPort at(String path, Page page) {
        if (server != null) {
            server.createContext(path, exchange -> {
                try (exchange) {
                    send(exchange, answer(exchange, path, page));
                }
            });
        }
        return this;
    }

    private Answer answer(HttpExchange exchange, String path, Page page) {
        if (!path.equals(exchange.getRequestURI().getPath())) {
            return Answer.text(404, "there is nothing here\n");
        }
        if (!exchange.getRequestMethod().equals("GET") && !isHead(exchange)) {
            return new Answer(405, "text/plain", new byte[0], Map.of("Allow", "GET, HEAD"));
        }
        String query = exchange.getRequestURI().getRawQuery();
        try {
            Asked asked = new Asked(
                    query == null ? "" : query, header(exchange, "Accept"), header(exchange, "If-None-Match"));
            Answer answer = page.answer(asked);
            failed(path, null);
            return answer.isFor(asked) ? answer : answer.notModified();
        } catch (RuntimeException e) {
            failed(path, e);
            return Answer.text(500, "the operator fails here, by a defect of its own; its log says more\n");
        }
    }

    /** Logs it once, until it fails in another way, or no longer: a scraper comes again and again. */
    private void failed(String path, RuntimeException failure) {
        synchronized (failures) {
            String before = failure == null ? failures.remove(path) : failures.put(path, failure.toString());
            if (failure != null && !failure.toString().equals(before)) {
                log.error("The operator fails at {}, by a defect of its own. Please report it.", path, failure);
            }
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", answer.type);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Cache-Control", "no-store");
        answer.headers.forEach(headers::set);
        byte[] body = answer.body;
        if (body.length > SMALL
                && ZIPPED.matcher(header(exchange, "Accept-Encoding")).find()) {
            headers.set("Content-Encoding", "gzip");
            body = answer.zipped();
        }
        boolean empty = isHead(exchange) || body.length == 0;
        exchange.sendResponseHeaders(answer.code, empty ? -1 : body.length);
        if (!empty) {
            exchange.getResponseBody().write(body);
        }
    }

    private static boolean isHead(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("HEAD");
    }

    private static String header(HttpExchange exchange, String name) {
        return String.join(",", exchange.getRequestHeaders().getOrDefault(name, List.of()));
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
        }
        threads.shutdownNow();
    }
}
