package dev.cpm.operator.faults;

import com.sun.net.httpserver.HttpExchange;
import dev.cpm.operator.cluster.FaultyWay;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** All watches of one way: they can be held up, cut, refused as too old, and made to leave out what they should tell. */
final class Watches implements FaultyWay.Fault {
    private static final byte[] EXPIRED = ("{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"apiVersion\":\"v1\","
                    + "\"status\":\"Failure\",\"message\":\"too old resource version\",\"reason\":\"Expired\","
                    + "\"code\":410}}\n")
            .getBytes(StandardCharsets.UTF_8);

    private final FaultyWay way;
    private final Set<InputStream> open = ConcurrentHashMap.newKeySet();
    private Predicate<String> hidden = line -> false;
    private boolean held;
    private boolean refused;
    private boolean expired;

    Watches(FaultyWay way) {
        this.way = way;
        way.meet(Watches::isWatch, this);
    }

    private static boolean isWatch(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("GET")
                && String.valueOf(exchange.getRequestURI().getQuery()).contains("watch=true");
    }

    /** From now on nothing is told; it is told later. */
    synchronized void hold() {
        held = true;
    }

    /** Cuts all that are open, and lets none be opened. */
    void refuse() {
        synchronized (this) {
            refused = true;
        }
        cut();
    }

    /** From now on lines like these are never told. */
    synchronized void hide(Predicate<String> lines) {
        hidden = lines;
    }

    /** Cuts all that are open; and all that are opened until {@link #heal()} are told that they begin too far back. */
    void expire() {
        synchronized (this) {
            expired = true;
        }
        cut();
    }

    /** Ends the connections of all that are open. */
    void cut() {
        for (InputStream in : open) {
            try {
                in.close();
            } catch (IOException alreadyBroken) {
                // That is what was wanted.
            }
        }
    }

    /** From now on all is told, and what was held back first; what was hidden stays so. */
    synchronized void heal() {
        held = false;
        refused = false;
        expired = false;
        hidden = line -> false;
        notifyAll();
    }

    @Override
    public void happen(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        synchronized (this) {
            if (refused) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            if (expired) {
                exchange.sendResponseHeaders(200, EXPIRED.length);
                exchange.getResponseBody().write(EXPIRED);
                return;
            }
        }
        HttpResponse<InputStream> response = way.forward(exchange, body);
        exchange.sendResponseHeaders(response.statusCode(), 0);
        open.add(response.body());
        try (var in = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
                var out = exchange.getResponseBody()) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (passes(line)) {
                    out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                    out.flush();
                }
            }
        } finally {
            open.remove(response.body());
        }
    }

    private synchronized boolean passes(String line) throws InterruptedException {
        boolean passes = !hidden.test(line);
        while (held) {
            wait();
        }
        return passes;
    }
}
