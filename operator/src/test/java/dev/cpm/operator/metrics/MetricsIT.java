package dev.cpm.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.cli.Readme;
import dev.cpm.operator.cluster.Cluster;
import dev.cpm.operator.cluster.FaultyWay;
import dev.cpm.operator.cluster.OperatorProcess;
import dev.cpm.operator.cluster.SmallWorld;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.RealApiServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What two processes tell of a real cluster, of which one leads. */
@ExtendWith(RealApiServer.class)
class MetricsIT {
    private static final Pattern SHOWN =
            Pattern.compile("\\$ curl -s localhost:9090/metrics\n((?:[a-z_]+(?:\\{.*})? .*\n)+)```");
    private static final Pattern LED = Pattern.compile("a scrape has (\\d+) series");
    private static final Pattern STOOD_BY = Pattern.compile("series \\((\\d+) at a standby\\)");

    /** How long something lasts, and how often it was done, is another number each time. */
    private static final Pattern VARIES = Pattern.compile("^cpm_\\w+_seconds(_count)?[ {]");

    /** What is told of the objects may be so old. */
    private static final Duration COUNTED = Duration.ofSeconds(6);

    private Cluster cluster;

    @BeforeEach
    void start(LocalControlPlane controlPlane) {
        cluster = new Cluster(controlPlane);
        cluster.forgetLease();
        cluster.apply(SmallWorld.of(Map.of("r1-a", 3)));
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    private OperatorProcess process(String name) {
        return new OperatorProcess(
                cluster.access().kubeconfig(name), name, Cluster.SETTLE, "--metrics-port=0", "--page");
    }

    /** As Prometheus does, it asks again where there is no answer once. */
    private static Scrape scrape(OperatorProcess process) {
        AtomicReference<String> scrape = new AtomicReference<>("");
        Cluster.await("a scrape is answered", () -> {
            scrape.set(process.metrics("/metrics"));
            return scrape.get().startsWith("200 ");
        });
        return new Scrape(scrape.get());
    }

    private static Map<String, Double> numbers(OperatorProcess process) {
        return scrape(process).all();
    }

    private static void awaitNumber(OperatorProcess process, String series, double number) {
        Cluster.await(
                series + " is " + number,
                () -> Double.valueOf(number).equals(numbers(process).get(series)));
    }

    @Test
    void whoNeverGetsPastItsStartTellsThatItDoesNotLead() {
        FaultyWay way = new FaultyWay(cluster.access().config("one"));
        way.fail("GET", "/zones", FaultyWay.answer(503));
        try (way;
                OperatorProcess starting = new OperatorProcess(
                        way.kubeconfig(), "one", Cluster.SETTLE, "--wait-for-server=60m", "--metrics-port=0")) {
            awaitNumber(starting, "cpm_leader{lease=\"cpm-operator\"}", 0);
            assertThat(numbers(starting))
                    .containsEntry("cpm_phase{phase=\"starting\"}", 1.0)
                    .containsEntry("cpm_deciding{lease=\"cpm-operator\"}", 0.0);
            way.heal();
            awaitNumber(starting, "cpm_leader{lease=\"cpm-operator\"}", 1);
        }
    }

    @Test
    void whoLeadsTellsOfTheClusterAndWhoFollowsGoesOn() throws InterruptedException {
        try (OperatorProcess leader = process("one")) {
            awaitNumber(leader, "cpm_deciding{lease=\"cpm-operator\"}", 1);
            try (OperatorProcess standby = process("two")) {
                cluster.want("web", 2);
                cluster.want("big", 4);
                awaitNumber(leader, "cpm_replicas_placed", 3);
                awaitNumber(leader, "cpm_zone_machines_allocated{machine_type=\"m1\",region=\"r1\",zone=\"r1-a\"}", 3);
                assertThat(numbers(leader))
                        .containsEntry("cpm_leader{lease=\"cpm-operator\"}", 1.0)
                        .containsEntry("cpm_replicas_wanted", 6.0)
                        .containsEntry("cpm_replicas_unplaced{reason=\"CapacityExceeded\"}", 3.0)
                        .containsEntry("cpm_queue_placements", 0.0)
                        .containsEntry("cpm_objects{answer=\"Waiting\",kind=\"Placement\"}", 0.0)
                        .hasEntrySatisfying(
                                "cpm_batch_seconds_count",
                                batches -> assertThat(batches).isPositive())
                        .hasEntrySatisfying(
                                "cpm_write_seconds_count{result=\"stored\"}",
                                // two placements, their zone and its region
                                stored -> assertThat(stored).isGreaterThanOrEqualTo(4))
                        .hasEntrySatisfying(
                                "cpm_explanation_seconds_count",
                                explained -> assertThat(explained).isGreaterThanOrEqualTo(2))
                        .hasEntrySatisfying(
                                "cpm_decision_seconds_count",
                                decided -> assertThat(decided).isPositive());
                awaitNumber(standby, "cpm_phase{phase=\"standby\"}", 1);
                assertThat(numbers(standby))
                        .containsEntry("cpm_leader{lease=\"cpm-operator\"}", 0.0)
                        .doesNotContainKeys("cpm_replicas_wanted", "cpm_zone_skew_max");
                assertThat(standby.metrics("/"))
                        .as("the page, which whoever stands by shows, too")
                        .startsWith("200 <!DOCTYPE html>")
                        .contains("r1-a", "default/big", "CapacityExceeded");
                leader.terminate();
                leader.exitCode(Duration.ofSeconds(20));
                awaitNumber(standby, "cpm_replicas_placed", 3);
                assertThat(numbers(standby)).containsEntry("cpm_leader{lease=\"cpm-operator\"}", 1.0);
            }
        }
    }

    /** What the README shows of a scrape, and how much there is. {@code -Dgolden.renew=true} renews it. */
    @Test
    void theReadmeShowsWhatIsToldOfTheSamples() {
        cluster.clear();
        try (OperatorProcess leader = process("one")) {
            awaitNumber(leader, "cpm_deciding{lease=\"cpm-operator\"}", 1);
            try (OperatorProcess standby = process("two")) {
                awaitNumber(standby, "cpm_phase{phase=\"standby\"}", 1);
                cluster.kubectl("", "apply", "-f", "../deploy/samples");
                cluster.converge();
                Cluster.pause(COUNTED);
                Scrape scrape = scrape(leader);
                Readme.says(
                        SHOWN,
                        Readme.part(SHOWN)
                                .lines()
                                .map(line -> real(line, scrape))
                                .collect(Collectors.joining("\n", "", "\n")));
                Readme.says(LED, Integer.toString(scrape.all().size()));
                Readme.says(STOOD_BY, Integer.toString(numbers(standby).size()));
            }
        }
    }

    private static String real(String line, Scrape scrape) {
        return scrape.line(line)
                .map(real -> VARIES.matcher(line).find() ? line : real)
                .orElse("not told: " + line);
    }
}
