package dev.cpm.operator.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.cluster.Cluster;
import dev.cpm.operator.cluster.FaultyWay;
import dev.cpm.operator.cluster.SmallWorld;
import dev.cpm.operator.history.Recorder;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.RealApiServer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Writes that are refused, or stored without anybody hearing of it. */
@ExtendWith(RealApiServer.class)
class WritesIT {
    private static final int MACHINES = 49;

    @RegisterExtension
    final Recorder recorder = new Recorder();

    private final Set<String> tried = ConcurrentHashMap.newKeySet();
    private Rig rig;
    private FaultyWay way;

    @BeforeEach
    void start(LocalControlPlane controlPlane) {
        rig = new Rig(controlPlane, recorder);
        way = new FaultyWay(rig.cluster().access().config());
        rig.cluster().startOperator(way.config());
    }

    @AfterEach
    void stop() {
        rig.cluster().stopOperator();
        way.close();
        rig.close();
    }

    /** The first write of every status goes this way, all others straight. */
    private void first(FaultyWay.Fault fault) {
        way.meet(
                exchange -> NthWrite.isStatusWrite(exchange)
                        && tried.add(exchange.getRequestURI().getPath()),
                fault);
    }

    private static String fifty() {
        return IntStream.range(0, MACHINES + 1)
                .mapToObj(i -> SmallWorld.placement("p-%02d".formatted(i), 1))
                .collect(Collectors.joining());
    }

    /** Fifty want one machine each of the 49 that there are. */
    private void fiftyForFortyNine() {
        rig.step();
        rig.apply(SmallWorld.of(Map.of("r1-a", 25, "r1-b", 24)));
        rig.apply(fifty());
        rig.converge();
        rig.judge();
        List<Placement> left = rig.history().objects().values().stream()
                .filter(Placement.class::isInstance)
                .map(Placement.class::cast)
                .filter(placement -> placement.getStatus().placed() == 0)
                .toList();
        assertThat(left).hasSize(1);
        assertThat(left.get(0).getStatus().summary().reason()).isEqualTo("CapacityExceeded");
    }

    @Test
    void fiftyPlacementsForFortyNineMachines() {
        fiftyForFortyNine();
        for (String zone : List.of("r1-a", "r1-b")) {
            assertThat(rig.cluster().zone(zone).getStatus().allocations())
                    .isNotEmpty()
                    .allSatisfy(machines -> assertThat(machines.free()).isZero());
        }
    }

    @Test
    void fiftyPlacementsForFortyNineMachinesWhereEveryFirstWriteConflicts() {
        first(FaultyWay.answer(409));
        fiftyForFortyNine();
        assertThat(tried).hasSizeGreaterThan(MACHINES);
    }

    @Test
    void fiftyPlacementsForFortyNineMachinesWhereEveryFirstWriteIsStoredThoughItFails() {
        first((exchange, body) -> {
            way.forward(exchange, body).body().close();
            FaultyWay.answer(500).happen(exchange, body);
        });
        fiftyForFortyNine();
        assertThat(tried).hasSizeGreaterThan(MACHINES);
    }

    /** The write has a conflict with an edit that is real, each time another one. */
    @Test
    void everyFirstWriteComesAfterAnEdit() {
        rig.apply(SmallWorld.of(Map.of("r1-a", 5, "r1-b", 5)));
        rig.converge();
        way.meet(
                exchange -> NthWrite.isStatusWrite(exchange)
                        && exchange.getRequestURI().getPath().contains("/placements/")
                        && tried.add(exchange.getRequestURI().getPath()),
                (exchange, body) -> {
                    String[] path = exchange.getRequestURI().getPath().split("/");
                    rig.apply(SmallWorld.placement(path[path.length - 2], 1));
                    FaultyWay.pass(exchange, way.forward(exchange, body));
                });
        List<String> names = List.of("a", "b", "c", "d");
        names.forEach(name -> rig.apply(SmallWorld.placement(name, 3)));
        Cluster.await("all are edited", () -> tried.size() == names.size());
        rig.converge();
        names.forEach(name -> assertThat(rig.cluster().placed(name)).isEqualTo(1));
        rig.judge();
    }
}
