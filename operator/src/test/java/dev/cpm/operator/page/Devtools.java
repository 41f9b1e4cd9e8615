package dev.cpm.operator.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Chromium's DevTools protocol: calls with answers, and events. */
final class Devtools implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** In seconds: to check a page of hundreds of zones takes long. */
    private static final long ANSWER = 300;

    private static final int PATIENCE = 60;

    private final AtomicInteger last = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private WebSocket socket;

    private Devtools() {}

    static Devtools connect(URI address) {
        Devtools devtools = new Devtools();
        devtools.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, devtools.new Listener())
                .join();
        return devtools;
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean whole) {
            message.append(part);
            if (whole) {
                received(message.toString());
                message.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            waiting.values().forEach(answer -> answer.completeExceptionally(error));
        }
    }

    private void received(String text) {
        JsonNode message;
        try {
            message = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(text, e);
        }
        if (message.has("id")) {
            waiting.remove(message.get("id").asInt()).complete(message);
        } else {
            events.add(message);
        }
    }

    /** Calls a method in a session, or in none (null), and waits for what it returns. */
    JsonNode call(String session, String method, Map<String, ?> parameters) {
        int id = last.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        ObjectNode call = MAPPER.createObjectNode().put("id", id).put("method", method);
        call.set("params", MAPPER.valueToTree(parameters));
        if (session != null) {
            call.put("sessionId", session);
        }
        try {
            // One at a time: a web socket refuses to send a message while another is being sent.
            synchronized (this) {
                socket.sendText(call.toString(), true).get(PATIENCE, TimeUnit.SECONDS);
            }
            JsonNode got = answer.get(ANSWER, TimeUnit.SECONDS);
            if (got.has("error")) {
                throw new IllegalStateException(method + ": " + got.get("error"));
            }
            return got.get("result");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(method, e);
        }
    }

    /** What a session has told so far of one kind. */
    List<JsonNode> events(String session, String method) {
        return events.stream()
                .filter(event -> session.equals(event.path("sessionId").asText()))
                .filter(event -> method.equals(event.path("method").asText()))
                .map(event -> event.get("params"))
                .toList();
    }

    @Override
    public void close() {
        socket.abort();
    }
}
