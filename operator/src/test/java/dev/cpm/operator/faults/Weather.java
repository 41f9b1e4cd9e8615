package dev.cpm.operator.faults;

import com.sun.net.httpserver.HttpExchange;
import dev.cpm.operator.cluster.FaultyWay;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Every kind of trouble that a request can have, each now and then. What happens to the n-th request of a method and path
 * hangs on the seed alone, in whatever order requests come.
 */
final class Weather implements FaultyWay.Fault {
    /** Of so many requests, {@link #troubles} happen to one each. */
    private static final int OF = 48;

    private final FaultyWay way;
    private final long seed;
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
    private final Map<Trouble, AtomicInteger> happened = new ConcurrentHashMap<>();
    private final AtomicInteger hanging = new AtomicInteger();
    private volatile boolean fine = true;

    Weather(FaultyWay way, long seed) {
        this.way = way;
        this.seed = seed;
        way.meet(Weather::isShort, this);
    }

    /** A watch is not a request that is over soon; see {@link Watches}. */
    private static boolean isShort(HttpExchange exchange) {
        return !String.valueOf(exchange.getRequestURI().getQuery()).contains("watch=true");
    }

    /** What may happen to a request. */
    enum Trouble {
        SLOW,
        LOST_BEFORE,
        LOST_AFTER,
        HANGS_AFTER,
        CONFLICT,
        TOO_MANY,
        BROKEN,
        UNAVAILABLE
    }

    /** Whether a request hangs. */
    boolean hangs() {
        return hanging.get() > 0;
    }

    void storm() {
        fine = false;
    }

    void heal() {
        fine = true;
    }

    /** How often what happened. */
    Map<Trouble, AtomicInteger> happened() {
        return happened;
    }

    @Override
    public void happen(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        String request =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        int count = counts.computeIfAbsent(request, key -> new AtomicInteger()).incrementAndGet();
        Random random = new Random(seed * 1_000_003 + request.hashCode() * 31L + count);
        random.nextInt();
        int dice = random.nextInt(OF);
        if (fine || dice >= Trouble.values().length) {
            FaultyWay.pass(exchange, way.forward(exchange, body));
            return;
        }
        Trouble trouble = Trouble.values()[dice];
        happened.computeIfAbsent(trouble, key -> new AtomicInteger()).incrementAndGet();
        boolean write = !exchange.getRequestMethod().equals("GET");
        switch (trouble) {
            case SLOW -> {
                TimeUnit.MILLISECONDS.sleep(100 + random.nextInt(900));
                FaultyWay.pass(exchange, way.forward(exchange, body));
            }
            case LOST_BEFORE -> exchange.close();
            case LOST_AFTER -> way.loseTheAnswer().happen(exchange, body);
            case HANGS_AFTER -> {
                way.forward(exchange, body).body().close();
                hanging.incrementAndGet();
                try {
                    TimeUnit.SECONDS.sleep(7);
                } finally {
                    hanging.decrementAndGet();
                }
            }
            case CONFLICT -> FaultyWay.answer(write ? 409 : 500).happen(exchange, body);
            case TOO_MANY -> FaultyWay.answer(429, "Retry-After", "1").happen(exchange, body);
            case BROKEN -> FaultyWay.answer(500).happen(exchange, body);
            case UNAVAILABLE -> FaultyWay.answer(503).happen(exchange, body);
        }
    }
}
