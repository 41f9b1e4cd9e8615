package dev.cpm.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cpm.operator.api.Zone;
import dev.cpm.operator.cli.plan.Overlay;
import dev.cpm.operator.cli.plan.Planner;
import dev.cpm.operator.controller.Health.Phase;
import dev.cpm.operator.controller.Observer.Write;
import dev.cpm.operator.placement.model.Shard;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every number of a world in which each can be counted by hand; see {@link Known}. */
class OperatorMetricsTest {
    private static final double TEN_MINUTES = 600;

    private final Known world = new Known();
    private final OperatorMetrics metrics = new OperatorMetrics("1.2.3", world, OperatorMetrics.MOST);

    @BeforeEach
    void begin() {
        metrics.of(world);
    }

    private Scrape scrape() {
        return new Scrape(metrics.scrape(""));
    }

    private Map<String, Double> rows(String name) {
        return scrape().rows(name);
    }

    @Test
    void placementsAreCountedByCondition() {
        assertThat(rows("cpm_placements"))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("condition=Ready,status=True", 2.0), // web, lab
                        Map.entry("condition=Ready,status=False", 4.0), // big, edge, paused, wrong
                        Map.entry("condition=Ready,status=Unknown", 1.0), // late
                        Map.entry("condition=Scheduled,status=True", 2.0),
                        Map.entry("condition=Scheduled,status=False", 4.0),
                        Map.entry("condition=Scheduled,status=Unknown", 1.0),
                        Map.entry("condition=TopologySatisfied,status=True", 3.0), // nothing is wrong with paused
                        Map.entry("condition=TopologySatisfied,status=False", 3.0),
                        Map.entry("condition=TopologySatisfied,status=Unknown", 1.0),
                        Map.entry("condition=Reconciling,status=True", 2.0), // big, edge
                        Map.entry("condition=Reconciling,status=False", 4.0),
                        Map.entry("condition=Reconciling,status=Unknown", 1.0),
                        Map.entry("condition=Stalled,status=True", 1.0), // wrong
                        Map.entry("condition=Stalled,status=False", 5.0),
                        Map.entry("condition=Stalled,status=Unknown", 1.0)));
        assertThat(scrape().of("cpm_placements")).hasSize(5 * 3);
    }

    @Test
    void replicasAreCountedAndWhyTheyAreUnplaced() {
        assertThat(scrape().all())
                .containsEntry("cpm_replicas_wanted", 5.0 + 4 + 2 + 2 + 6 + 1 + 7)
                .containsEntry("cpm_replicas_placed", 5.0 + 1 + 2);
        assertThat(rows("cpm_replicas_unplaced"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "reason=CapacityExceeded", 3.0,
                        "reason=NoOpenZone", 2.0,
                        "reason=Suspended", 6.0,
                        "reason=InvalidSpec", 1.0,
                        "reason=Waiting", 7.0));
    }

    @Test
    void howLongReplicasAreLackingIsTold() {
        assertThat(rows("cpm_unplaced_oldest_seconds"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "reason=CapacityExceeded", TEN_MINUTES,
                        "reason=NoOpenZone", TEN_MINUTES,
                        "reason=Suspended", TEN_MINUTES,
                        "reason=InvalidSpec", TEN_MINUTES,
                        "reason=Waiting", 60.0)); // it was created a minute ago
    }

    /** What somebody held back for long is not short of machines for as long. */
    @Test
    void whatWasSuspendedLacksMachinesOnlySinceThen() {
        String web = """
                ---
                apiVersion: cpm.dev/v1alpha1
                kind: Placement
                metadata: {name: web, namespace: shop}
                spec: {machineType: m1, replicas: 6, regions: [r1]}
                ---
                apiVersion: cpm.dev/v1alpha1
                kind: Placement
                metadata: {name: held, namespace: shop}
                spec: {machineType: m1, replicas: 1, regions: [r1], suspend: %s}
                """;
        List<HasMetadata> held = Known.planned(Known.CATALOG + web.formatted("true"));
        List<HasMetadata> edited = Known.read(Known.CATALOG + web.formatted("false"));
        world.objects = Planner.plan(Overlay.of(held, edited, Map.of(), false), Known.DECIDED.plusSeconds(540))
                .sound()
                .inventory()
                .objects();
        world.pass(5);
        assertThat(rows("cpm_unplaced_oldest_seconds")).isEqualTo(Map.of("reason=CapacityExceeded", 65.0));
    }

    @Test
    void violationsAreCountedAndHowLongTheyLast() {
        Map<String, Double> broken = Map.of(
                "kind=Placement,severity=Error,type=CapacityExceeded", 1.0,
                "kind=Placement,severity=Error,type=NoOpenZone", 1.0,
                "kind=Placement,severity=Warning,type=SingleZone", 1.0,
                "kind=LoadBalancer,severity=Error,type=UnknownRegion", 1.0);
        assertThat(rows("cpm_violations")).containsExactlyInAnyOrderEntriesOf(broken);
        assertThat(rows("cpm_violation_oldest_seconds"))
                .containsOnlyKeys(broken.keySet())
                .allSatisfy((violation, seconds) -> assertThat(seconds).isEqualTo(TEN_MINUTES));
        assertThat(scrape().of("cpm_violations")).hasSize(2 * (21 + 4));
    }

    @Test
    void zonesAreCountedAndTheirMachinesByType() {
        Scrape scrape = scrape();
        assertThat(scrape.rows("cpm_zones"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("state=Available", 3.0, "state=ComingSoon", 1.0));
        assertThat(scrape.of("cpm_zone_open"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "cpm_zone_open{limited=\"true\",region=\"r1\",state=\"Available\",zone=\"r1-a\"}", 1.0,
                        "cpm_zone_open{limited=\"true\",region=\"r1\",state=\"Available\",zone=\"r1-b\"}", 1.0,
                        "cpm_zone_open{limited=\"false\",region=\"r2\",state=\"ComingSoon\",zone=\"r2-a\"}", 0.0,
                        "cpm_zone_open{limited=\"false\",region=\"r3\",state=\"Available\",zone=\"r3-a\"}", 1.0));
        assertThat(scrape.of("cpm_zone_machines_capacity"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        machines("capacity", "r1-a", "m1"), 4.0,
                        machines("capacity", "r1-a", "m2"), 1.0,
                        machines("capacity", "r1-b", "m1"), 2.0));
        assertThat(scrape.of("cpm_zone_machines_allocated"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        machines("allocated", "r1-a", "m1"), 4.0,
                        machines("allocated", "r1-a", "m2"), 0.0,
                        machines("allocated", "r1-b", "m1"), 2.0,
                        machines("allocated", "r3-a", "m9"), 2.0));
        assertThat(scrape.of("cpm_zone_machines_free"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        machines("free", "r1-a", "m1"), 0.0,
                        machines("free", "r1-a", "m2"), 1.0,
                        machines("free", "r1-b", "m1"), 0.0));
        assertThat(scrape.all()).containsEntry("cpm_zone_rows_summed_up", 0.0);
    }

    private static String machines(String what, String zone, String type) {
        return "cpm_zone_machines_%s{machine_type=\"%s\",region=\"%s\",zone=\"%s\"}"
                .formatted(what, type, zone.substring(0, 2), zone);
    }

    @Test
    void skewIsCountedByHowMuchItIs() {
        assertThat(rows("cpm_placements_zone_skew"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("skew=0", 3.0, "skew=1", 2.0)); // 3 + 2, and 1 + 0
        assertThat(scrape().all()).containsEntry("cpm_zone_skew_max", 1.0);
    }

    @Test
    void objectsAreCountedByWhatIsSaidOfThem() {
        assertThat(rows("cpm_objects"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "answer=Answered,kind=Placement", 5.0,
                        "answer=InvalidSpec,kind=Placement", 1.0,
                        "answer=Waiting,kind=Placement", 1.0,
                        "answer=Answered,kind=LoadBalancer", 2.0,
                        "answer=Answered,kind=Region", 3.0,
                        "answer=Answered,kind=Zone", 4.0,
                        "answer=Answered,kind=Interconnect", 1.0));
        assertThat(rows("cpm_interconnects")).isEqualTo(Map.of("state=Requested", 1.0));
    }

    @Test
    void oneThatStandsByTellsNothingOfTheObjects() {
        scrape();
        world.phase = Phase.STANDBY;
        world.decides = false;
        Scrape standby = scrape();
        assertThat(standby.rows("cpm_leader")).isEmpty();
        assertThat(standby.of("cpm_leader")).containsOnlyKeys("cpm_leader{lease=\"cpm-operator\"}");
        assertThat(standby.rows("cpm_phase")).isEqualTo(Map.of("phase=standby", 1.0));
        assertThat(standby.names())
                .contains("cpm_queue_placements", "process_cpu_seconds_total")
                .doesNotContain("cpm_placements", "cpm_replicas_wanted", "cpm_violations", "cpm_zone_open");
        for (Family family : Family.values()) {
            assertThat(standby.of(family.title().replace('.', '_'))).isEmpty();
        }
    }

    @Test
    void oneThatLeadsAndCannotDecideTellsSo() {
        world.decides = false;
        assertThat(scrape().all())
                .containsEntry("cpm_leader{lease=\"cpm-operator\"}", 1.0)
                .containsEntry("cpm_deciding{lease=\"cpm-operator\"}", 0.0);
        world.decides = true;
        assertThat(scrape().all())
                .containsEntry("cpm_deciding{lease=\"cpm-operator\"}", 1.0)
                .containsEntry("cpm_replicas_placed", 8.0);
    }

    @Test
    void beforeThereIsAnOperatorItStarts() {
        OperatorMetrics starts = new OperatorMetrics("1.2.3", world, OperatorMetrics.MOST);
        Scrape early = new Scrape(starts.scrape(""));
        assertThat(early.rows("cpm_phase")).isEqualTo(Map.of("phase=starting", 1.0));
        assertThat(early.names()).doesNotContain("cpm_leader", "cpm_deciding", "cpm_placements");
        starts.startsFor("cpm-operator-r1");
        Scrape known = new Scrape(starts.scrape(""));
        assertThat(known.rows("cpm_phase")).isEqualTo(Map.of("phase=starting", 1.0));
        assertThat(known.of("cpm_leader")).isEqualTo(Map.of("cpm_leader{lease=\"cpm-operator-r1\"}", 0.0));
        assertThat(known.of("cpm_deciding")).isEqualTo(Map.of("cpm_deciding{lease=\"cpm-operator-r1\"}", 0.0));
        assertThat(known.names()).doesNotContain("cpm_placements");
        starts.of(world);
        assertThat(new Scrape(starts.scrape("")).of("cpm_leader"))
                .isEqualTo(Map.of("cpm_leader{lease=\"cpm-operator\"}", 1.0));
    }

    @Test
    void whatAnotherShardDecidesItTells() {
        world.shard = Shard.parse("r1");
        assertThat(scrape().all())
                .containsEntry("cpm_replicas_wanted", 9.0)
                .containsEntry("cpm_replicas_placed", 6.0)
                .containsEntry("cpm_objects{answer=\"Answered\",kind=\"Zone\"}", 2.0)
                .doesNotContainKey("cpm_zone_open{limited=\"false\",region=\"r3\",state=\"Available\",zone=\"r3-a\"}");
        double before = scrape().all().get("cpm_replicas_wanted");
        world.shard = Shard.parse("!r1");
        world.pass(5);
        assertThat(scrape().all()).containsEntry("cpm_replicas_wanted", 27 - before);
    }

    /** far is at home in r1 and has its replicas in r3, near the other way around. */
    @Test
    void aZoneIsToldByWhoOwnsItWhoeverHasReplicasInIt() {
        world.objects = new ArrayList<>(Known.planned(Known.CATALOG + Known.TEAMS + """
                ---
                apiVersion: cpm.dev/v1alpha1
                kind: Placement
                metadata: {name: far, namespace: shop}
                spec: {machineType: m9, replicas: 3, regions: [r1, r3], zones: [r3-a], privateNetwork: NotRequired}
                ---
                apiVersion: cpm.dev/v1alpha1
                kind: Placement
                metadata: {name: near, namespace: shop}
                spec: {machineType: m2, replicas: 1, regions: [r3, r1], zones: [r1-a], privateNetwork: NotRequired}
                """));
        world.shard = Shard.parse("r1");
        Scrape r1 = scrape();
        assertThat(r1.all()).containsEntry("cpm_replicas_placed", 5.0 + 1 + 3);
        assertThat(r1.rows("cpm_zones")).isEqualTo(Map.of("state=Available", 2.0));
        assertThat(r1.of("cpm_zone_open"))
                .isEqualTo(Map.of(
                        "cpm_zone_open{limited=\"true\",region=\"r1\",state=\"Available\",zone=\"r1-a\"}", 1.0,
                        "cpm_zone_open{limited=\"true\",region=\"r1\",state=\"Available\",zone=\"r1-b\"}", 1.0));
        assertThat(r1.of("cpm_zone_machines_allocated"))
                .isEqualTo(Map.of(
                        machines("allocated", "r1-a", "m1"), 4.0,
                        machines("allocated", "r1-a", "m2"), 1.0,
                        machines("allocated", "r1-b", "m1"), 2.0));
        world.pass(5);
        world.shard = Shard.parse("!r1");
        Scrape others = scrape();
        assertThat(others.all()).containsEntry("cpm_replicas_placed", 2.0 + 1);
        assertThat(others.rows("cpm_zones")).isEqualTo(Map.of("state=Available", 1.0, "state=ComingSoon", 1.0));
        assertThat(others.of("cpm_zone_open"))
                .isEqualTo(Map.of(
                        "cpm_zone_open{limited=\"false\",region=\"r2\",state=\"ComingSoon\",zone=\"r2-a\"}", 0.0,
                        "cpm_zone_open{limited=\"false\",region=\"r3\",state=\"Available\",zone=\"r3-a\"}", 1.0));
        assertThat(others.of("cpm_zone_machines_allocated"))
                .isEqualTo(Map.of(machines("allocated", "r3-a", "m9"), 2.0 + 3));
        // Of a zone without an object, who owns the region that the replicas are in.
        world.objects.removeIf(Zone.class::isInstance);
        world.pass(5);
        assertThat(rows("cpm_zones")).isEqualTo(Map.of("state=Missing", 1.0));
        assertThat(scrape().of("cpm_zone_open").keySet())
                .allMatch(row -> row.contains("state=\"Missing\",zone=\"r3-a\""));
        assertThat(scrape().of("cpm_zone_machines_allocated"))
                .isEqualTo(Map.of(machines("allocated", "r3-a", "m9"), 2.0 + 3));
        world.pass(5);
        world.shard = Shard.parse("r1");
        assertThat(rows("cpm_zones")).isEqualTo(Map.of("state=Missing", 2.0));
        assertThat(scrape().of("cpm_zone_machines_allocated")).hasSize(3);
    }

    @Test
    void objectsAreCountedEveryFiveSecondsAtMost() {
        scrape();
        world.objects.removeIf(Zone.class::isInstance);
        world.pass(4);
        assertThat(rows("cpm_zones")).containsEntry("state=Available", 3.0);
        world.pass(1);
        // Their replicas are still there.
        assertThat(rows("cpm_zones")).isEqualTo(Map.of("state=Missing", 3.0));
        assertThat(scrape().of("cpm_zone_machines_capacity")).isEmpty();
        assertThat(rows("cpm_zone_machines_allocated")).hasSize(3);
    }

    @Test
    void whatTheEngineDoesIsCountedAsItHappens() {
        metrics.observer().waiting(12);
        metrics.observer().decided(TimeUnit.MILLISECONDS.toNanos(3));
        metrics.observer().explained(TimeUnit.MICROSECONDS.toNanos(1500));
        metrics.observer().explained(TimeUnit.MICROSECONDS.toNanos(500));
        metrics.observer().wrote(Write.STORED, TimeUnit.MILLISECONDS.toNanos(7));
        metrics.observer().wrote(Write.MOVED_ON, TimeUnit.MILLISECONDS.toNanos(30));
        metrics.observer().batch(2, TimeUnit.MILLISECONDS.toNanos(250));
        assertThat(scrape().all())
                .containsEntry("cpm_queue_placements", 12.0)
                .containsEntry("cpm_decision_seconds_count", 1.0)
                .containsEntry("cpm_decision_seconds_sum", 0.003)
                .containsEntry("cpm_decision_seconds_bucket{le=\"0.002\"}", 0.0)
                .containsEntry("cpm_decision_seconds_bucket{le=\"0.005\"}", 1.0)
                .containsEntry("cpm_explanation_seconds_count", 2.0)
                .containsEntry("cpm_explanation_seconds_sum", 0.002)
                .containsEntry("cpm_explanation_seconds_bucket{le=\"0.001\"}", 1.0)
                .containsEntry("cpm_write_seconds_count{result=\"stored\"}", 1.0)
                .containsEntry("cpm_write_seconds_sum{result=\"moved_on\"}", 0.03)
                .containsEntry("cpm_write_seconds_count{result=\"refused\"}", 0.0)
                .containsEntry("cpm_batch_placements_sum", 2.0)
                .containsEntry("cpm_batch_placements_bucket{le=\"1.0\"}", 0.0)
                .containsEntry("cpm_batch_placements_bucket{le=\"10.0\"}", 1.0)
                .containsEntry("cpm_batch_seconds_bucket{le=\"0.2\"}", 0.0)
                .containsEntry("cpm_batch_seconds_bucket{le=\"0.5\"}", 1.0);
    }

    @Test
    void theProcessIsToldInAFewNumbers() {
        System.gc(); // Meters hold nothing of what they measure.
        Map<String, Double> all = scrape().all();
        assertThat(all).containsEntry("cpm_build_info{version=\"1.2.3\"}", 1.0);
        assertThat(all.get("jvm_memory_used_bytes{area=\"heap\"}"))
                .isPositive()
                .isLessThanOrEqualTo(all.get("jvm_memory_max_bytes{area=\"heap\"}"));
        assertThat(all.get("process_cpu_seconds_total")).isPositive();
        assertThat(all.get("jvm_gc_collection_seconds_total")).isNotNegative().isNotNaN();
        assertThat(all.get("jvm_threads_live_threads")).isGreaterThan(1);
        assertThat(all.get("process_start_time_seconds"))
                .isCloseTo(System.currentTimeMillis() / 1000.0, within(86_400.0));
    }

    @Test
    void whoAsksForOpenMetricsGetsIt() {
        String accept = "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";
        assertThat(OperatorMetrics.type(accept)).startsWith("application/openmetrics-text; version=1.0.0");
        assertThat(metrics.scrape(accept)).endsWith("# EOF\n").contains("cpm_replicas_placed 8.0\n");
        assertThat(OperatorMetrics.type("*/*")).startsWith("text/plain; version=0.0.4");
        assertThat(metrics.scrape("*/*")).doesNotContain("# EOF");
    }
}
