package dev.cpm.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CrdFilesTest {

    @Test
    void theFilesInCrdsAreCurrent() throws IOException {
        assertThat(files(Path.of("../crds")))
                .as("crds/ is not what the API classes say. From the top of the checkout, run:"
                        + " mvn process-test-classes && cp operator/target/crds/*.yaml crds/")
                .isEqualTo(CrdFiles.all());
    }

    @Test
    void everyFieldIsDescribed() {
        Set<String> silent = new TreeSet<>();
        forEachField((path, field) -> {
            boolean sentence =
                    field.getDescription() != null && field.getDescription().matches("(?s)[A-Z].*\\.");
            if (!sentence && !path.endsWith("[]") && !path.endsWith(".metadata")) {
                silent.add(path);
            }
        });
        assertThat(silent).as("fields without a sentence for kubectl explain").isEmpty();
    }

    @Test
    void everyValueIsBounded() {
        Set<String> unbounded = new TreeSet<>();
        forEachField((path, field) -> {
            if (!bounded(path, field)) {
                unbounded.add(path);
            }
        });
        assertThat(unbounded)
                .as("strings, lists, maps and numbers without a bound")
                .isEmpty();
    }

    private static boolean bounded(String path, JSONSchemaProps field) {
        if (Boolean.TRUE.equals(field.getXKubernetesIntOrString())) {
            return field.getMaxLength() != null && field.getMinimum() != null && field.getMaximum() != null;
        }
        return switch (field.getType()) {
            case "string" ->
                field.getMaxLength() != null
                        || !field.getEnum().isEmpty()
                        || "date-time".equals(field.getFormat())
                        || path.endsWith(".apiVersion")
                        || path.endsWith(".kind");
            case "array" -> field.getMaxItems() != null && field.getXKubernetesListType() != null;
            case "object" -> field.getAdditionalProperties() == null || field.getMaxProperties() != null;
            case "integer" ->
                field.getFormat() != null
                        && (path.endsWith(".observedGeneration")
                                || (field.getMinimum() != null && field.getMaximum() != null));
            default -> true;
        };
    }

    @Test
    void whatIsRequired() {
        Map<String, List<String>> required = new TreeMap<>();
        forEachField((path, field) -> {
            if (!field.getRequired().isEmpty() && (path.contains(".spec") || !path.contains("."))) {
                required.put(path, field.getRequired());
            }
        });
        assertThat(required)
                .containsOnly(
                        Map.entry("Interconnect", List.of("spec")),
                        Map.entry("Interconnect.spec", List.of("account", "regions")),
                        Map.entry("LoadBalancer", List.of("spec")),
                        Map.entry("LoadBalancer.spec", List.of("region")),
                        Map.entry("Placement", List.of("spec")),
                        Map.entry("Placement.spec", List.of("machineType", "regions")),
                        Map.entry("Placement.spec.affinity.colocateWith[]", List.of("name", "topologyKey")),
                        Map.entry("Placement.spec.affinity.separateFrom[]", List.of("name", "topologyKey")),
                        Map.entry("Placement.spec.availability", List.of("minAvailable")),
                        Map.entry("Placement.spec.peers[]", List.of("name")),
                        Map.entry("Placement.spec.topologySpreadConstraints[]", List.of("topologyKey")),
                        Map.entry("Placement.spec.zoneSelector.matchExpressions[]", List.of("key", "operator")),
                        Map.entry("Region", List.of("spec")),
                        Map.entry("Zone", List.of("spec")),
                        Map.entry("Zone.spec", List.of("region")),
                        Map.entry("Zone.spec.capacity[]", List.of("count", "machineType")));
    }

    @Test
    void whatIsAssumed() {
        Map<String, String> defaults = new TreeMap<>();
        forEachField((path, field) -> {
            if (field.getDefault() != null && !path.endsWith(".whenUnsatisfiable")) {
                JsonNode value = field.getDefault();
                defaults.put(path, value.isTextual() ? value.asText() : value.toString());
            }
        });
        String unseen = "{\"observedGeneration\":-1}";
        assertThat(defaults)
                .containsOnly(
                        Map.entry("Interconnect.spec.state", "Requested"),
                        Map.entry("Interconnect.status", unseen),
                        Map.entry("LoadBalancer.status", unseen),
                        Map.entry("Placement.spec.onZoneUnavailable", "Keep"),
                        Map.entry("Placement.spec.priority", "0"),
                        Map.entry("Placement.spec.privateNetwork", "Required"),
                        Map.entry("Placement.spec.rebalance", "Never"),
                        Map.entry("Placement.spec.replicas", "1"),
                        Map.entry("Placement.spec.suspend", "false"),
                        Map.entry("Placement.spec.topologySpreadConstraints[].capacityPolicy", "Ignore"),
                        Map.entry("Placement.spec.topologySpreadConstraints[].maxSkew", "1"),
                        Map.entry("Placement.status", unseen),
                        Map.entry("Region.status", unseen),
                        Map.entry("Zone.spec.state", "Available"),
                        Map.entry("Zone.status", unseen));
    }

    @Test
    void columnsAreInTheOrderThatPeopleRead() {
        assertThat(columns(Placement.class))
                .containsExactly("READY", "PLACED", "ZONES", "REASON", "AGE", "SKEW", "MESSAGE");
        assertThat(columns(Zone.class))
                .containsExactly("REGION", "STATE", "PLACEMENTS", "READY", "AGE", "DISPLAYNAME", "MESSAGE");
    }

    private static List<String> columns(Class<? extends CustomResource<?, ?>> kind) {
        return CrdFiles.definition(kind).getSpec().getVersions().get(0).getAdditionalPrinterColumns().stream()
                .map(CustomResourceColumnDefinition::getName)
                .toList();
    }

    /** Paths such as {@code Zone.spec.capacity[].count}; the kind itself comes first. */
    private static void forEachField(BiConsumer<String, JSONSchemaProps> visitor) {
        for (Class<? extends CustomResource<?, ?>> kind : CrdFiles.KINDS) {
            walk(kind.getSimpleName(), CrdFiles.schema(kind), visitor);
        }
    }

    private static void walk(String path, JSONSchemaProps schema, BiConsumer<String, JSONSchemaProps> visitor) {
        visitor.accept(path, schema);
        schema.getProperties().forEach((name, property) -> walk(path + "." + name, property, visitor));
        if (schema.getItems() != null) {
            walk(path + "[]", schema.getItems().getSchema(), visitor);
        }
        if (schema.getAdditionalProperties() != null) {
            walk(path + "[]", schema.getAdditionalProperties().getSchema(), visitor);
        }
    }

    private static Map<String, String> files(Path directory) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(directory)) {
            for (Path path :
                    paths.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                files.put(path.getFileName().toString(), Files.readString(path));
            }
        }
        return files;
    }
}
