package dev.cpm.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.cpm.operator.api.FieldError;
import dev.cpm.operator.cli.admission.Admission;
import dev.cpm.operator.cli.admission.Definitions;
import dev.cpm.operator.hostile.HostileRow;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.RealApiServer;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What {@code plan} says that an API server would refuse, a real one refuses, and nothing else: asked by dry runs. One
 * before 1.25 is not asked for the rules.
 */
@ExtendWith(RealApiServer.class)
class AdmissionIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final int SPOILED = Integer.getInteger("admission.spoiled", 200);
    private static final int DEPTH = 250;
    private static final long SEED = Long.getLong("admission.seed", 7);

    /** Good objects with everything in them that there is. */
    private static final List<String> GOOD = List.of("""
            apiVersion: cpm.dev/v1alpha1
            kind: Placement
            metadata: {name: good, namespace: default}
            spec:
              account: acme
              machineType: m1
              replicas: 4
              regions: [r1, r2]
              zones: [r1-a, r1-b]
              excludedZones: [r1-c]
              zoneSelector:
                matchLabels: {tier: gold}
                matchExpressions: [{key: power, operator: In, values: [green, blue]}, {key: old, operator: DoesNotExist}]
              privateNetwork: Required
              topologySpreadConstraints:
              - {topologyKey: topology.kubernetes.io/zone, maxSkew: 2, minDomains: 2, whenUnsatisfiable: DoNotSchedule}
              - {topologyKey: topology.kubernetes.io/region, whenUnsatisfiable: ScheduleAnyway, capacityPolicy: Honor}
              availability: {minAvailable: 50%, whenUnsatisfiable: ScheduleAnyway}
              loadBalancers: [front]
              peers: [{name: db}, {name: good, namespace: other}]
              affinity:
                colocateWith: [{name: db, topologyKey: topology.kubernetes.io/region}]
                separateFrom: [{name: db, topologyKey: topology.kubernetes.io/zone}]
              priority: 7
              onZoneUnavailable: Replace
              rebalance: OnApproval
              suspend: true
            """, """
            apiVersion: cpm.dev/v1alpha1
            kind: Zone
            metadata: {name: good}
            spec: {region: r1, displayName: One, state: Available, capacity: [{machineType: m1, count: 3}]}
            """, """
            apiVersion: cpm.dev/v1alpha1
            kind: Interconnect
            metadata: {name: good}
            spec: {account: acme, regions: [r1, r2], state: Active}
            """, """
            apiVersion: cpm.dev/v1alpha1
            kind: LoadBalancer
            metadata: {name: good, namespace: default}
            spec: {account: acme, region: r1}
            """, """
            apiVersion: cpm.dev/v1alpha1
            kind: Region
            metadata: {name: good}
            spec: {displayName: One}
            """);

    private final SoftAssertions softly = new SoftAssertions();
    private final Set<String> rules = new HashSet<>();
    private Cluster cluster;
    private boolean withRules;
    private int refused;
    private int accepted;

    @Test
    void aRealApiServerSaysTheSame(LocalControlPlane controlPlane) throws IOException {
        withRules = Integer.parseInt(controlPlane.version().split("\\.")[1]) >= 25;
        List.of("Interconnect", "LoadBalancer", "Placement", "Region", "Zone")
                .forEach(kind -> rules.addAll(Definitions.of(kind).findValuesAsText("message")));
        try (Cluster empty = new Cluster(controlPlane)) {
            cluster = empty;
            examples();
            for (HostileRow row : HostileRow.all()) {
                // Names are not the definitions' affair.
                boolean named = row.refused() != null
                        && "metadata.name".equals(row.refused().field());
                if (!row.isAboutYaml() && !named) {
                    compare(row.name(), tree(row.manifest()), row.before() == null ? null : tree(row.before()));
                }
            }
            spoiled();
        }
        softly.assertAll();
        assertThat(refused).isGreaterThan(80);
        assertThat(accepted).isGreaterThan(30);
    }

    private void examples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/invalid"))) {
            for (Path file : files.sorted().toList()) {
                String[] documents = Files.readString(file).split("(?m)^---\n");
                JsonNode before = documents.length == 2 ? tree(documents[0]) : null;
                compare(file.getFileName().toString(), tree(documents[documents.length - 1]), before);
            }
        }
    }

    private void spoiled() throws IOException {
        AnyJson any = new AnyJson(SEED);
        List<ObjectNode> stored = new ArrayList<>();
        for (String good : GOOD) {
            stored.add((ObjectNode) MAPPER.readTree(send(tree(good), null, false)));
        }
        for (int i = 0; i < SPOILED; i++) {
            int kind = any.upTo(3) > 0 ? 0 : any.upTo(GOOD.size());
            ObjectNode object = tree(GOOD.get(kind));
            object.set("spec", any.spoiled(object.get("spec")));
            if (tooDeep(object, DEPTH)) {
                continue; // no manifest is read that is
            }
            boolean edit = any.upTo(2) == 0;
            if (!edit) {
                ((ObjectNode) object.get("metadata")).put("name", "new");
            }
            compare("seed " + SEED + ", " + i, object, edit ? stored.get(kind) : null);
        }
    }

    private static boolean tooDeep(JsonNode node, int depth) {
        return depth == 0
                || StreamSupport.stream(node.spliterator(), false).anyMatch(within -> tooDeep(within, depth - 1));
    }

    private static ObjectNode tree(String manifest) {
        try {
            ObjectNode tree = (ObjectNode) YAML.readTree(manifest);
            if (namespaced(tree) && tree.get("metadata") instanceof ObjectNode metadata) {
                metadata.put("namespace", "default");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(manifest, e);
        }
    }

    /** {@code before} is stored first where it is not yet. */
    private void compare(String what, ObjectNode object, JsonNode before) throws IOException {
        ObjectNode old = (ObjectNode) before;
        if (old != null && !old.path("metadata").has("resourceVersion")) {
            old = (ObjectNode) MAPPER.readTree(send(old, null, false));
        }
        String said;
        try {
            send(object, old, true);
            said = null;
        } catch (KubernetesClientException e) {
            boolean unreadable = e.getCode() == 404 || e.getCode() == 400;
            if (unreadable || e.getMessage().contains("is invalid: metadata.name: ")) {
                return; // no such kind or field of the metadata, or no such name: the reader of manifests says so
            }
            if (!withRules && e.getMessage().contains(": \"null\"")) {
                return; // those before 1.25 know of fewer nulls that are as good as absent
            }
            said = e.getMessage();
        } finally {
            if (before != null && old != before) {
                cluster.client().raw(path(old) + "/" + old.at("/metadata/name").asText(), "DELETE", null);
            }
        }
        if (said == null) {
            accepted++;
        } else {
            refused++;
        }
        List<FieldError> errors = Admission.errors(object, old).stream()
                .filter(error -> withRules || !rules.contains(error.message()))
                .toList();
        softly.assertThat(errors.isEmpty())
                .as("%s: the API server says %s, plan says %s", what, said, errors)
                .isEqualTo(said == null);
    }

    private String send(ObjectNode object, JsonNode before, boolean dryRun) throws IOException {
        String query = dryRun ? "?dryRun=All" : "";
        if (before == null) {
            return cluster.client().raw(path(object) + query, "POST", MAPPER.writeValueAsString(object));
        }
        ObjectNode edit = object.deepCopy();
        ((ObjectNode) edit.get("metadata"))
                .put("resourceVersion", before.at("/metadata/resourceVersion").asText());
        return cluster.client()
                .raw(
                        path(object) + "/" + object.at("/metadata/name").asText() + query,
                        "PUT",
                        MAPPER.writeValueAsString(edit));
    }

    private static String path(JsonNode object) {
        String kind = object.path("kind").asText();
        return "/apis/cpm.dev/v1alpha1/" + (namespaced(object) ? "namespaces/default/" : "")
                + kind.toLowerCase(Locale.ROOT) + "s";
    }

    private static boolean namespaced(JsonNode object) {
        return List.of("Placement", "LoadBalancer").contains(object.path("kind").asText());
    }
}
