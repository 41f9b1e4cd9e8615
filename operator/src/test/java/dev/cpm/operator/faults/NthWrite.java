package dev.cpm.operator.faults;

import com.sun.net.httpserver.HttpExchange;
import dev.cpm.operator.cluster.FaultyWay;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;

/** Something that happens, once, right after a status was stored and before anybody hears of it: a kill -9, say. */
final class NthWrite implements FaultyWay.Fault {
    private final FaultyWay way;
    private final Runnable happening;
    private final AtomicInteger left = new AtomicInteger();

    /** {@code happening} is what happens to the process that writes this way; its write is not answered. */
    NthWrite(FaultyWay way, Runnable happening) {
        this.way = way;
        this.happening = happening;
        way.meet(NthWrite::isStatusWrite, this);
    }

    static boolean isStatusWrite(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("PUT")
                && exchange.getRequestURI().getPath().endsWith("/status");
    }

    /** It happens once that many more statuses were stored. */
    void after(int writes) {
        left.set(writes);
    }

    /** Whether it has happened, or was not to. */
    boolean happened() {
        return left.get() <= 0;
    }

    @Override
    public void happen(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = way.forward(exchange, body);
        if (response.statusCode() == 200 && left.getAndDecrement() == 1) {
            happening.run();
            response.body().close();
            return;
        }
        FaultyWay.pass(exchange, response);
    }
}
