package dev.cpm.operator.cluster;

import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** The status writes of one placement on one way: they arrive when a test says so, whoever waits for an answer by then. */
public final class LateGrant {
    private final FaultyWay way;
    private final String placement;
    private final CountDownLatch late = new CountDownLatch(1);
    private final List<Integer> answers = new CopyOnWriteArrayList<>();

    public LateGrant(FaultyWay way, String placement) {
        this.way = way;
        this.placement = placement;
        way.failStatus(placement, (exchange, body) -> {
            late.await();
            HttpResponse<InputStream> response = way.forward(exchange, body);
            answers.add(response.statusCode());
            FaultyWay.pass(exchange, response);
        });
    }

    public void awaitSent() {
        Cluster.await(
                "the grant is sent",
                () -> !way.failed("PUT", "/placements/" + placement + "/status").isEmpty());
    }

    /** Lets it arrive; the code with which the API server answers. */
    public int arrive() {
        late.countDown();
        Cluster.await("the grant has arrived", () -> !answers.isEmpty());
        return answers.get(0);
    }

    /**
     * All machines that there are, which the leader on this way sends to one that has waited, {@code early}, when the
     * others are gone. What is said of it stays true as long as somebody more urgent takes them instead.
     */
    public static LateGrant toOneThatHasWaited(Cluster cluster, FaultyWay way, int machines) {
        cluster.want("web", machines);
        Cluster.await("all machines are given", () -> cluster.placed("web") == machines);
        cluster.want("early", machines);
        Cluster.await("it is told to wait", () -> cluster.observed(cluster.placement("early")));
        LateGrant grant = new LateGrant(way, "early");
        cluster.kubectl("", "delete", "pl", "web");
        grant.awaitSent();
        return grant;
    }
}
