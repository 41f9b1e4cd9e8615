package dev.cpm.operator.bench;

import dev.cpm.operator.api.Cpm;
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
import dev.cpm.operator.local.LocalControlPlane;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The world to measure in: nine zones in three linked regions, with more machines than anybody wants; and
 * placements of six replicas, whose first choice of region goes round.
 */
final class BenchCluster implements AutoCloseable {
    static final List<String> REGIONS = List.of("bench-a", "bench-b", "bench-c");
    private static final int ZONES = 9;
    private static final Pattern WRITING = Pattern.compile("verb=\"(POST|PUT|PATCH|APPLY|DELETE|DELETECOLLECTION)\"");
    static final int REPLICAS = 6;
    private static final int NAMESPACES = 20;
    private static final int MACHINES = 100_000;

    private final LocalControlPlane controlPlane;
    private final Cluster cluster;
    private final KubernetesClient client;
    private final Path operator;

    /** Of a control plane that has no objects of ours, or none that are needed any more. */
    BenchCluster(LocalControlPlane controlPlane) {
        this.controlPlane = controlPlane;
        cluster = new Cluster(controlPlane);
        client = controlPlane.client();
        operator = cluster.access().kubeconfig();
        for (int n = 0; n < NAMESPACES; n++) {
            cluster.namespace("bench-" + n, Map.of());
        }
        Parallel.forEach(catalogue(), object -> client.resource(object).create());
    }

    private static List<CustomResource<?, ?>> catalogue() {
        List<CustomResource<?, ?>> all = new ArrayList<>();
        for (String region : REGIONS) {
            all.add(named(new Region(), region, new RegionSpec(region)));
            for (String other : REGIONS) {
                if (region.compareTo(other) < 0) {
                    var link =
                            new InterconnectSpec(BenchWorld.ACCOUNT, List.of(region, other), InterconnectState.Active);
                    all.add(named(new Interconnect(), region + "-" + other, link));
                }
            }
        }
        for (int z = 0; z < ZONES; z++) {
            var capacity = List.of(new ZoneSpec.Capacity(BenchWorld.TYPE, MACHINES));
            var spec = new ZoneSpec(REGIONS.get(z % REGIONS.size()), "Zone " + z, ZoneState.Available, capacity);
            all.add(named(new Zone(), zoneName(z), spec));
        }
        return all;
    }

    static String zoneName(int zone) {
        return "bench-zone-" + zone;
    }

    private static <S, R extends CustomResource<S, ?>> R named(R resource, String name, S spec) {
        resource.getMetadata().setName(name);
        resource.setSpec(spec);
        return resource;
    }

    LocalControlPlane controlPlane() {
        return controlPlane;
    }

    KubernetesClient client() {
        return client;
    }

    /** The way in of the account that the operator is shipped with. */
    Path operatorKubeconfig() {
        return operator;
    }

    /** The way in of somebody who may do everything, which the API server checks the least. */
    Path adminKubeconfig() {
        return controlPlane.kubeconfig();
    }

    /** CPU time that kube-apiserver has taken. */
    Duration apiServerCpu() {
        return controlPlane
                .apiServerProcess()
                .info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException("this system does not tell CPU times"));
    }

    /** Creates so many placements, all at once. */
    void create(String prefix, int placements) {
        Parallel.forEach(
                IntStream.range(0, placements).boxed().toList(),
                i -> client.resource(placement(prefix, i)).create());
    }

    private static Placement placement(String prefix, int i) {
        List<String> regions = IntStream.range(0, REGIONS.size())
                .mapToObj(r -> REGIONS.get((i + r) % REGIONS.size()))
                .toList();
        Placement placement = named(new Placement(), prefix + i, BenchWorld.spec(REPLICAS, regions, null));
        placement.getMetadata().setNamespace("bench-" + i % NAMESPACES);
        return placement;
    }

    /** All of them, read page by page. */
    List<Placement> placements() {
        return BareList.of(client);
    }

    /**
     * Writes that the API server was asked for so far, of objects of ours and of Events; also those that changed nothing, or
     * were refused.
     */
    long writesAsked() {
        return client.raw("/metrics")
                .lines()
                .filter(line -> line.startsWith("apiserver_request_total{"))
                .filter(line -> line.contains("group=\"" + Cpm.GROUP + "\"") || line.contains("resource=\"events\""))
                .filter(line -> WRITING.matcher(line).find())
                .filter(line -> !line.contains("dry_run=\"All\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    void set(int zone, ZoneState state) {
        client.resources(Zone.class)
                .withName(zoneName(zone))
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"state\":\"" + state + "\"}}");
    }

    void openAll() {
        for (int zone = 0; zone < ZONES; zone++) {
            set(zone, ZoneState.Available);
        }
    }

    /** Deletes all placements; nobody may watch over them any more. */
    void clear() {
        Parallel.forEach(placements(), placement -> client.resource(placement).delete());
    }

    @Override
    public void close() {
        clear();
        cluster.close();
    }
}
