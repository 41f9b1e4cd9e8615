package dev.cpm.operator.metrics;

import dev.cpm.operator.cli.manifest.ManifestReader;
import dev.cpm.operator.cli.manifest.Manifests;
import dev.cpm.operator.cli.manifest.Mistake;
import dev.cpm.operator.cli.manifest.Text;
import dev.cpm.operator.cli.plan.Planner;
import dev.cpm.operator.controller.Health;
import dev.cpm.operator.controller.Health.Phase;
import dev.cpm.operator.controller.Insight;
import dev.cpm.operator.placement.model.Shard;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A small world of which every number is known, an operator that sees it, and a clock. */
final class Known implements Insight, Clock {
    /** When all of it was decided. */
    static final Instant DECIDED = Instant.parse("2026-01-01T00:00:00Z");

    static final String CATALOG = """
            ---
            {apiVersion: cpm.dev/v1alpha1, kind: Region, metadata: {name: r1}, spec: {displayName: One}}
            ---
            {apiVersion: cpm.dev/v1alpha1, kind: Region, metadata: {name: r2}, spec: {displayName: Two}}
            ---
            {apiVersion: cpm.dev/v1alpha1, kind: Region, metadata: {name: r3}, spec: {displayName: Three}}
            ---
            apiVersion: cpm.dev/v1alpha1
            kind: Zone
            metadata: {name: r1-a}
            spec: {region: r1, capacity: [{machineType: m1, count: 4}, {machineType: m2, count: 1}]}
            ---
            apiVersion: cpm.dev/v1alpha1
            kind: Zone
            metadata: {name: r1-b}
            spec: {region: r1, capacity: [{machineType: m1, count: 2}]}
            ---
            {apiVersion: cpm.dev/v1alpha1, kind: Zone, metadata: {name: r2-a}, spec: {region: r2, state: ComingSoon}}
            ---
            {apiVersion: cpm.dev/v1alpha1, kind: Zone, metadata: {name: r3-a}, spec: {region: r3}}
            ---
            apiVersion: cpm.dev/v1alpha1
            kind: Interconnect
            metadata: {name: r1-r2}
            spec: {account: shop, regions: [r1, r2]}
            """;

    /** web gets 5 of the 6 m1, big the last one. */
    static final String TEAMS = """
            ---
            apiVersion: cpm.dev/v1alpha1
            kind: Placement
            metadata: {name: web, namespace: shop}
            spec: {machineType: m1, replicas: 5, regions: [r1], priority: 10, loadBalancers: [front]}
            ---
            apiVersion: cpm.dev/v1alpha1
            kind: Placement
            metadata: {name: big, namespace: shop}
            spec: {machineType: m1, replicas: 4, regions: [r1]}
            ---
            apiVersion: cpm.dev/v1alpha1
            kind: Placement
            metadata: {name: edge, namespace: shop}
            spec: {machineType: m1, replicas: 2, regions: [r2]}
            ---
            apiVersion: cpm.dev/v1alpha1
            kind: Placement
            metadata: {name: lab, namespace: lab}
            spec: {machineType: m9, replicas: 2, regions: [r3]}
            ---
            apiVersion: cpm.dev/v1alpha1
            kind: Placement
            metadata: {name: paused, namespace: lab}
            spec: {machineType: m9, replicas: 6, regions: [r3], suspend: true}
            ---
            apiVersion: cpm.dev/v1alpha1
            kind: Placement
            metadata: {name: wrong, namespace: lab}
            spec: {machineType: m9, regions: [r3, r3]}
            ---
            {apiVersion: cpm.dev/v1alpha1, kind: LoadBalancer, metadata: {name: front, namespace: shop}, spec: {region: r1}}
            ---
            {apiVersion: cpm.dev/v1alpha1, kind: LoadBalancer, metadata: {name: lost, namespace: shop}, spec: {region: r9}}
            """;

    /** Nobody has answered it yet. */
    static final String LATE = """
            ---
            apiVersion: cpm.dev/v1alpha1
            kind: Placement
            metadata: {name: late, namespace: lab, generation: 1, creationTimestamp: "2026-01-01T00:09:00Z"}
            spec: {machineType: m9, replicas: 7, regions: [r3]}
            """;

    Phase phase = Phase.LEADING;
    boolean decides = true;
    Shard shard = Shard.ALL;
    List<HasMetadata> objects;
    private long nanos = TimeUnit.HOURS.toNanos(1);

    /** Ten minutes after all but one was decided. */
    Known() {
        objects = new ArrayList<>(planned(CATALOG + TEAMS));
        objects.addAll(read(LATE));
        pass(600);
    }

    static List<HasMetadata> read(String manifests) {
        List<Mistake> mistakes = new ArrayList<>();
        Manifests read = ManifestReader.read(List.of(new Text("known.yaml", manifests)), "default", mistakes);
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException(mistakes.toString());
        }
        return read.objects();
    }

    static List<HasMetadata> planned(String manifests) {
        return Planner.plan(read(manifests), DECIDED).sound().inventory().objects();
    }

    void pass(long seconds) {
        nanos += TimeUnit.SECONDS.toNanos(seconds);
    }

    @Override
    public long monotonicTime() {
        return nanos;
    }

    @Override
    public long wallTime() {
        return DECIDED.toEpochMilli() + TimeUnit.NANOSECONDS.toMillis(nanos - TimeUnit.HOURS.toNanos(1));
    }

    @Override
    public Health health() {
        return new Health(phase, "as a test has it");
    }

    @Override
    public String lease() {
        return "cpm-operator";
    }

    @Override
    public boolean decides() {
        return decides;
    }

    @Override
    public List<HasMetadata> objects() {
        return objects;
    }

    @Override
    public Duration silence() {
        return Duration.ZERO;
    }

    @Override
    public boolean owns(HasMetadata object) {
        return shard.owns(object);
    }
}
