package dev.cpm.operator.bench;

import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.InterconnectSpec;
import dev.cpm.operator.api.InterconnectState;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.RegionSpec;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.api.ZoneSpec;
import dev.cpm.operator.api.ZoneState;
import dev.cpm.operator.cluster.Cluster;
import dev.cpm.operator.local.ControlPlaneBinaries;
import dev.cpm.operator.local.LocalControlPlane;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * What the packaged operator takes of memory and CPU on a real API server: what the resources of the Deployment are set
 * from. Placements of three replicas in {@value #ZONES} zones, every tenth without a machine; first they arrive while it
 * runs, then it is started anew over all of them, then it rests.
 *
 * <pre>{@code
 * mvn -q -DskipTests package
 * mvn -q -pl operator exec:exec -Dexec.executable=java -Dexec.classpathScope=test \
 *   -Dexec.args="-cp %classpath dev.cpm.operator.bench.Footprint 10000 -XX:MaxRAM=1g -XX:MaxRAMPercentage=70"
 * }</pre>
 */
public final class Footprint {
    private static final int ZONES = 50;
    private static final int ZONES_OF_A_REGION = 5;
    private static final int REPLICAS = 3;
    private static final int NAMESPACES = 100;
    private static final Duration QUIET = Duration.ofSeconds(10);
    private static final Duration REST = Duration.ofSeconds(60);

    private final LocalControlPlane controlPlane;
    private final KubernetesClient client;
    private final int placements;
    private final List<String> javaOptions;
    private volatile long lastChange = System.nanoTime();

    private Footprint(LocalControlPlane controlPlane, int placements, List<String> javaOptions) {
        this.controlPlane = controlPlane;
        this.client = controlPlane.client();
        this.placements = placements;
        this.javaOptions = javaOptions;
    }

    public static void main(String[] args) throws Exception {
        ControlPlaneBinaries binaries = ControlPlaneBinaries.obtain().binaries().orElseThrow();
        List<String> javaOptions = List.of(args).subList(1, args.length);
        try (LocalControlPlane controlPlane = LocalControlPlane.start(binaries)) {
            System.out.printf("%s, Java %s %s%n", controlPlane, Runtime.version(), String.join(" ", javaOptions));
            new Footprint(controlPlane, Integer.parseInt(args[0]), javaOptions).measure();
        }
    }

    private void measure() throws Exception {
        Cluster cluster = new Cluster(controlPlane);
        createZones();
        for (int n = 0; n < NAMESPACES; n++) {
            cluster.namespace("team-" + n, Map.of());
        }
        try (SharedIndexInformer<Placement> watched =
                client.resources(Placement.class).inAnyNamespace().inform()) {
            watched.addEventHandler(changes());
            try (Measured operator = start()) {
                operator.print("started, no placement");
                createPlacements();
                awaitQuiet(watched);
                operator.print(placements + " placements arrived and are answered");
                Thread.sleep(REST.toMillis());
                operator.print("then " + REST.toSeconds() + " s of rest");
            }
            try (Measured operator = start()) {
                awaitQuiet(watched);
                operator.print("started over " + placements + " placements");
                Thread.sleep(REST.toMillis());
                operator.print("then " + REST.toSeconds() + " s of rest");
            }
        }
    }

    private Measured start() throws Exception {
        lastChange = System.nanoTime();
        Measured operator =
                Measured.start(javaOptions, Path.of("target", "cpm-operator.jar"), controlPlane.kubeconfig());
        operator.awaitLog("Loaded ");
        return operator;
    }

    private ResourceEventHandler<Placement> changes() {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(Placement placement) {
                lastChange = System.nanoTime();
            }

            @Override
            public void onUpdate(Placement before, Placement after) {
                lastChange = System.nanoTime();
            }

            @Override
            public void onDelete(Placement placement, boolean unknown) {
                lastChange = System.nanoTime();
            }
        };
    }

    private void awaitQuiet(SharedIndexInformer<Placement> watched) throws InterruptedException {
        while (System.nanoTime() - lastChange < QUIET.toNanos()
                || watched.getStore().list().stream()
                        .anyMatch(p -> p.getStatus().summary() == null)) {
            Thread.sleep(200);
        }
    }

    /** Machines for nine of ten. */
    private void createZones() throws Exception {
        List<String> regions = IntStream.range(0, ZONES / ZONES_OF_A_REGION)
                .mapToObj(r -> "r" + r)
                .toList();
        int machines = placements * REPLICAS * 9 / 10 / ZONES;
        List<CustomResource<?, ?>> all = new ArrayList<>();
        for (String region : regions) {
            all.add(named(new Region(), region, new RegionSpec(region)));
            for (String other : regions) {
                if (region.compareTo(other) < 0) {
                    var link =
                            new InterconnectSpec(BenchWorld.ACCOUNT, List.of(region, other), InterconnectState.Active);
                    all.add(named(new Interconnect(), region + "-" + other, link));
                }
            }
        }
        for (int z = 0; z < ZONES; z++) {
            var capacity = List.of(new ZoneSpec.Capacity(BenchWorld.TYPE, machines));
            var spec = new ZoneSpec(regions.get(z % regions.size()), "Zone " + z, ZoneState.Available, capacity);
            all.add(named(new Zone(), "zone-" + z, spec));
        }
        createAll(all);
    }

    private void createPlacements() throws Exception {
        List<String> regions = IntStream.range(0, 3).mapToObj(r -> "r" + r).toList();
        List<CustomResource<?, ?>> all = new ArrayList<>();
        for (int i = 0; i < placements; i++) {
            // Each region gets its share.
            int first = i;
            List<String> wanted = regions.stream()
                    .map(r -> "r" + (first + regions.indexOf(r)) % (ZONES / ZONES_OF_A_REGION))
                    .toList();
            Placement placement = named(new Placement(), "p" + i, BenchWorld.spec(REPLICAS, wanted, null));
            placement.getMetadata().setNamespace("team-" + i % NAMESPACES);
            all.add(placement);
        }
        createAll(all);
    }

    private static <S, R extends CustomResource<S, ?>> R named(R resource, String name, S spec) {
        resource.getMetadata().setName(name);
        resource.setSpec(spec);
        return resource;
    }

    private void createAll(List<CustomResource<?, ?>> resources) throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> created = new ArrayList<>();
            for (CustomResource<?, ?> resource : resources) {
                created.add(writers.submit(() -> client.resource(resource).create()));
            }
            for (Future<?> one : created) {
                one.get();
            }
        } finally {
            writers.shutdown();
        }
    }
}
