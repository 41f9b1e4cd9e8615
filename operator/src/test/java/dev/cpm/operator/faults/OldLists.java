package dev.cpm.operator.faults;

import com.sun.net.httpserver.HttpExchange;
import dev.cpm.operator.cluster.FaultyWay;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An API server whose cache lags: lists that may be of any version are answered as they once were. Lists that ask for the
 * newest, and single objects, are answered by etcd as ever.
 */
final class OldLists implements FaultyWay.Fault {
    private final FaultyWay way;
    private final KubernetesClient client;
    private final Map<String, String> old = new ConcurrentHashMap<>();
    private int answered;

    OldLists(FaultyWay way, KubernetesClient client) {
        this.way = way;
        this.client = client;
        way.meet(this::isOfAnyVersion, this);
    }

    /** Keeps the lists of our kinds as they are now, to answer with them from now on. */
    void freeze(String... plurals) {
        for (String plural : plurals) {
            String path = "/apis/cpm.dev/v1alpha1/" + plural;
            old.put(path, client.raw(path));
        }
    }

    /** From now on lists are what they are. */
    void heal() {
        old.clear();
    }

    /** How many were answered as they once were. */
    synchronized int answered() {
        return answered;
    }

    private boolean isOfAnyVersion(HttpExchange exchange) {
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        return exchange.getRequestMethod().equals("GET")
                && query.contains("resourceVersion=0")
                && !query.contains("watch=true")
                && old.containsKey(exchange.getRequestURI().getPath());
    }

    @Override
    public void happen(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        String list = old.get(exchange.getRequestURI().getPath());
        if (list == null) {
            FaultyWay.pass(exchange, way.forward(exchange, body));
            return;
        }
        synchronized (this) {
            answered++;
        }
        byte[] answer = list.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
    }
}
