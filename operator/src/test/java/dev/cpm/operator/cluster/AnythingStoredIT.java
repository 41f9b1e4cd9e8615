package dev.cpm.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.local.ControlPlaneBinaries;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.RealApiServer;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Whatever is in the store, as an older or a foreign CRD may have let it in: here with CRDs that have no schema at all.
 * No object ends the operator, or keeps anybody else from being answered.
 */
@ExtendWith(RealApiServer.class)
class AnythingStoredIT {
    private static final long SEED = Long.getLong("anything.seed", 1);
    private static final Duration TIME = Duration.ofSeconds(Long.getLong("anything.seconds", 30));
    /** What etcd takes is 1.5 MB, and of far more the API server closes the connection. */
    private static final int MOST = 1_200_000;

    private static final String API = "/apis/cpm.dev/v1alpha1/";

    /** As deep as an API server reads. */
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(10_000)
                    .maxNameLength(2_000_000)
                    .build())
            .streamWriteConstraints(
                    StreamWriteConstraints.builder().maxNestingDepth(10_000).build())
            .build());

    /** Where objects of a kind are, and a good one to begin with. */
    private record Kind(String path, String spec, String status) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("namespaces/default/placements", """
                    {machineType: m1, replicas: 1, regions: [r1], zones: [r1-a], priority: 1,
                     zoneSelector: {matchLabels: {a: b}, matchExpressions: [{key: a, operator: In, values: [b]}]},
                     topologySpreadConstraints: [{topologyKey: topology.kubernetes.io/zone, maxSkew: 1}],
                     availability: {minAvailable: 1}, loadBalancers: [lb], peers: [{name: p}], suspend: true,
                     affinity: {separateFrom: [{name: p, topologyKey: topology.kubernetes.io/zone}]}}""", """
                    {observedGeneration: 1, machineType: m1, replicas: 1, placed: 1, account: acme,
                     zones: [{zone: r1-a, region: r1, replicas: 1, indexes: "0"}], topology: {zones: 1},
                     blockers: [{zone: r1-a, reason: ZoneExcluded, message: no}], suggestions: [none],
                     violations: [{type: SkewExceeded, severity: Error, message: m, zones: [r1-a], since: x}],
                     proposal: {id: a, moves: [{index: 0, from: r1-a, to: r1-b}]}, lastProposal: {id: a},
                     summary: {placed: 1/1}, conditions: [{type: Ready, status: "True", reason: a, message: b}]}"""),
            new Kind(
                    "zones",
                    "{region: r9, state: Available, capacity: [{machineType: m9, count: 1}]}",
                    "{region: r9, placements: 1, allocations: [{machineType: m9, allocated: 1}]}"),
            new Kind("regions", "{displayName: Nine}", "{zones: 1, conditions: [{type: Ready}]}"),
            new Kind("interconnects", "{account: acme, regions: [r8, r9], state: Active}", "{regions: [r8, r9]}"),
            new Kind(
                    "namespaces/default/loadbalancers",
                    "{account: acme, region: r9}",
                    "{account: acme, backends: [{placement: p, zone: z, replicas: 1}], violations: [{type: SingleZone}]}"));

    @Test
    void isReadAsFarAsItGoesAndNobodyElseNotices() throws IOException {
        try (LocalControlPlane controlPlane =
                LocalControlPlane.start(ControlPlaneBinaries.obtain().binaries().orElseThrow())) {
            installWithoutSchema(controlPlane.client());
            try (Cluster cluster = new Cluster(controlPlane);
                    OperatorProcess operator = new OperatorProcess(cluster.access(), "anything")) {
                cluster.apply(SmallWorld.of(Map.of("r1-a", 1000, "r1-b", 1000)));
                cluster.want("innocent", 4);
                Cluster.await("the innocent is placed", () -> cluster.placed("innocent") == 4);
                Map<String, Integer> before = cluster.zones("innocent");
                int stored = fill(cluster);
                answered(cluster, operator);
                cluster.want("later", 2);
                Cluster.await("who comes later is placed", () -> cluster.placed("later") == 2);
                assertThat(cluster.zones("innocent")).isEqualTo(before);
                assertThat(stored).as("objects that were stored").isGreaterThan(50);
                assertThat(operator.alive()).isTrue();
                assertThat(operator.log()).as("seed %d", SEED).doesNotContain("[ERROR]");
                quiet(cluster);
                OperatorProcess next = new OperatorProcess(cluster.access(), "next");
                try (next) {
                    operator.terminate();
                    Cluster.await("the next one reads all of it, too", next::leads);
                    cluster.want("last", 2);
                    Cluster.await("and places", () -> cluster.placed("last") == 2);
                    assertThat(next.log()).as("seed %d", SEED).doesNotContain("[ERROR]");
                }
            }
        }
    }

    private static void answered(Cluster cluster, OperatorProcess operator) {
        try {
            Cluster.await(
                    "all are answered, but those set aside",
                    () -> open(cluster, operator).isEmpty());
        } catch (AssertionError e) {
            throw new AssertionError(
                    "seed " + SEED + ": " + open(cluster, operator) + " are not answered\n" + operator.log(), e);
        }
    }

    private static void quiet(Cluster cluster) {
        cluster.converge();
        Map<String, String> before = cluster.versions();
        Cluster.pause(Duration.ofSeconds(3));
        assertThat(cluster.versions()).isEqualTo(before);
    }

    /** Placements that have no answer, although they were not set aside. */
    private static List<String> open(Cluster cluster, OperatorProcess operator) {
        String log = operator.log();
        return cluster.client().resources(Placement.class).inAnyNamespace().list().getItems().stream()
                .filter(placement -> !cluster.observed(placement))
                .map(placement -> placement.getMetadata().getName())
                .filter(name -> !log.contains("Cannot read what Placement default/" + name + " has"))
                .toList();
    }

    /** Stores whatever the API server takes; how many objects that were. */
    private static int fill(Cluster cluster) throws IOException {
        AnyJson any = new AnyJson(SEED);
        YAMLMapper yaml = new YAMLMapper();
        int stored = 0;
        long end = System.nanoTime() + TIME.toNanos();
        for (int i = 0; System.nanoTime() < end; i++) {
            Kind kind = KINDS.get(any.upTo(3) > 0 ? 0 : any.upTo(KINDS.size()));
            ObjectNode object = MAPPER.createObjectNode();
            object.put("apiVersion", "cpm.dev/v1alpha1").put("kind", kindOf(kind));
            object.putObject("metadata").put("name", "any-" + i);
            if (any.upTo(20) > 0) {
                object.set("spec", any.spoiled(yaml.readTree(kind.spec())));
            }
            JsonNode created = send(cluster, API + kind.path(), "POST", object);
            if (created != null) {
                stored++;
                if (any.upTo(2) == 0) {
                    ObjectNode told = (ObjectNode) created;
                    told.set("status", any.spoiled(yaml.readTree(kind.status())));
                    ((ObjectNode) told.get("metadata")).remove("resourceVersion");
                    send(cluster, API + kind.path() + "/any-" + i + "/status", "PUT", told);
                }
            }
        }
        return stored;
    }

    private static String kindOf(Kind kind) {
        return switch (kind.path()) {
            case "zones" -> "Zone";
            case "regions" -> "Region";
            case "interconnects" -> "Interconnect";
            case "namespaces/default/loadbalancers" -> "LoadBalancer";
            default -> "Placement";
        };
    }

    /** What was stored; null where the API server itself would not take it. */
    private static JsonNode send(Cluster cluster, String path, String method, JsonNode object) throws IOException {
        String text = MAPPER.writeValueAsString(object);
        if (text.length() > MOST) {
            return null;
        }
        try {
            return MAPPER.readTree(cluster.client().raw(path, method, text));
        } catch (KubernetesClientException refused) {
            assertThat(refused.getCode()).as("%s", refused.getMessage()).isBetween(400, 499);
            return null;
        }
    }

    /** The CRDs with all that they check taken out of them. */
    private static void installWithoutSchema(KubernetesClient client) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", "crds"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".cpm.dev.yaml")).toList()) {
                CustomResourceDefinition definition = client.apiextensions()
                        .v1()
                        .customResourceDefinitions()
                        .load(file.toFile())
                        .item();
                definition.getSpec().getVersions().forEach(version -> {
                    JSONSchemaProps anything = new JSONSchemaProps();
                    anything.setType("object");
                    anything.setXKubernetesPreserveUnknownFields(true);
                    version.getSchema().setOpenAPIV3Schema(anything);
                    version.getSubresources().setScale(null);
                });
                client.resource(definition).create();
            }
        }
    }
}
