package dev.cpm.operator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.cpm.operator.hostile.HostileRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * {@code deploy/schemas} is what the API classes say ({@code -Dgolden.renew=true} renews it), and a JSON Schema validator
 * that knows nothing of Kubernetes refuses by it what the API server would.
 */
class JsonSchemasTest {
    private static final Path FILES = Path.of("..", "deploy", "schemas", "cpm.dev");
    private static final Path RESOURCES = Path.of("src", "test", "resources");
    private static final String BASE = "https://schemas.example.com/cpm.dev/";
    private static final ObjectMapper TREES = new ObjectMapper();

    /** Of lists that have keys, JSON Schema cannot say that each key is there once. */
    private static final Set<String> KEYED_LISTS = Set.of(
            "placement-constraint-repeated.yaml",
            "zone-machine-type-repeated.yaml",
            "zone-capacity-twice",
            "spread-twice");

    /** An API server drops a null, and passes over a status that is created; in a file either is a slip. */
    private static final Set<String> STRICTER = Set.of("zone-capacity-null", "replicas-null", "status-text");

    private static Map<String, String> files;
    private static SchemaRegistry registry;

    @BeforeAll
    static void read() throws IOException {
        if (Boolean.getBoolean("golden.renew")) {
            Files.createDirectories(FILES);
            for (Map.Entry<String, String> file : JsonSchemas.all().entrySet()) {
                Files.writeString(FILES.resolve(file.getKey()), file.getValue());
            }
        }
        files = new TreeMap<>();
        Map<String, String> byAddress = new LinkedHashMap<>();
        try (Stream<Path> paths = Files.list(FILES)) {
            for (Path path : paths.toList()) {
                files.put(path.getFileName().toString(), Files.readString(path));
                byAddress.put(BASE + path.getFileName(), Files.readString(path));
            }
        }
        registry =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7, builder -> builder.schemas(byAddress));
    }

    @Test
    void theFilesAreCurrent() {
        assertThat(files).isEqualTo(JsonSchemas.all());
    }

    private static List<String> errors(String file, JsonNode object) {
        Schema schema = registry.getSchema(SchemaLocation.of(BASE + file));
        return schema.validate(object).stream().map(Error::toString).toList();
    }

    /** By the schema of its kind, and by that of all kinds: they agree. */
    private static List<String> errors(JsonNode object) {
        List<String> errors = errors(JsonSchemas.file(object.path("kind").asText()), object);
        assertThat(errors("all.json", object).isEmpty()).as("%s", object).isEqualTo(errors.isEmpty());
        return errors;
    }

    private static List<JsonNode> objects(Path file) throws IOException {
        List<JsonNode> objects = new ArrayList<>();
        new Yaml(new SafeConstructor(new LoaderOptions()))
                .loadAll(Files.readString(file))
                .forEach(object -> objects.add(TREES.valueToTree(object)));
        return objects;
    }

    private static boolean ours(JsonNode object) {
        return object.path("apiVersion").asText().startsWith(Cpm.GROUP + "/");
    }

    /** Samples, the catalogue, scenarios and messages; what runs answered, status included. */
    @TestFactory
    Stream<DynamicTest> whatIsRightPasses() throws IOException {
        List<Path> right = new ArrayList<>();
        for (Path folder : List.of(
                Path.of("../deploy/samples"),
                Path.of("../deploy/catalog"),
                Path.of("../deploy/gitops/argocd/resource_customizations"),
                RESOURCES.resolve("golden"),
                RESOURCES.resolve("violations"),
                RESOURCES.resolve("changes"),
                RESOURCES.resolve("scenarios"))) {
            try (Stream<Path> inside = Files.walk(folder)) {
                inside.filter(file -> file.toString().endsWith(".yaml"))
                        .filter(file -> !file.endsWith("invalid.yaml"))
                        .forEach(right::add);
            }
        }
        return right.stream()
                .sorted()
                .map(file -> dynamicTest(file.toString(), () -> {
                    for (JsonNode object : objects(file)) {
                        assertThat(ours(object) ? errors(object) : List.of()).isEmpty();
                    }
                }));
    }

    /**
     * The examples of what is refused say by what: a value that is wrong by the schema is refused here, too. What only a rule
     * or an edit makes wrong passes, which {@code plan} and the API server are for.
     */
    @TestFactory
    Stream<DynamicTest> whatTheApiServersSchemaRefusesIsRefused() throws IOException {
        List<Path> examples;
        try (Stream<Path> files = Files.list(RESOURCES.resolve("invalid"))) {
            examples = files.sorted().toList();
        }
        assertThat(examples.stream().filter(JsonSchemasTest::bySchema)).hasSizeGreaterThan(1);
        return examples.stream()
                .map(file -> dynamicTest(file.getFileName().toString(), () -> {
                    List<JsonNode> documents = objects(file);
                    assertThat(errors(documents.get(documents.size() - 1)).isEmpty())
                            .isEqualTo(!bySchema(file));
                }));
    }

    private static boolean bySchema(Path example) {
        try (Stream<String> lines = Files.lines(example)) {
            return lines.findFirst().orElseThrow().endsWith(" value")
                    && !KEYED_LISTS.contains(example.getFileName().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The hostile manifests: what a strict API server refuses by the schema alone, and next to nothing else. */
    @TestFactory
    Stream<DynamicTest> hostileManifests() {
        return HostileRow.all().stream()
                .filter(row -> !row.isAboutYaml()
                        && (row.refused() == null || row.refused().by() != HostileRow.By.kubectl))
                .map(row -> dynamicTest(row.name(), () -> {
                    boolean refused = row.refused() != null
                                    && row.refused().by() != HostileRow.By.rule
                                    && !KEYED_LISTS.contains(row.name())
                            || STRICTER.contains(row.name());
                    List<String> errors = errors(Manifests.tree(row.manifest()));
                    assertThat(errors.isEmpty())
                            .as("%s%s", row.manifest(), errors)
                            .isEqualTo(!refused);
                }));
    }

    @Test
    void aMisspelledFieldIsNamed() {
        JsonNode typo = Manifests.tree("{apiVersion: cpm.dev/v1alpha1, kind: Placement, metadata: {name: web},"
                + " spec: {machineType: m1, regions: [r1], replica: 3}}");
        assertThat(errors(typo)).singleElement().asString().contains("replica");
    }

    @Test
    void anotherKindOrVersionIsRefused() {
        for (String type :
                List.of("apiVersion: cpm.dev/v1, kind: Placement", "apiVersion: cpm.dev/v1alpha1, kind: Zones")) {
            assertThat(errors("all.json", Manifests.tree("{" + type + ", metadata: {name: x}, spec: {}}")))
                    .isNotEmpty();
        }
        assertThat(errors("all.json", Manifests.tree("{apiVersion: v1, kind: Namespace, metadata: {name: x}}")))
                .isEmpty();
    }

    /** What an editor shows at a field is what kubectl explain shows. */
    @Test
    void everyFieldIsDescribed() throws IOException {
        for (String text : files.values()) {
            JsonNode schema = TREES.readTree(text);
            if (schema.has("properties")) {
                described(schema);
            }
        }
    }

    private static void described(JsonNode schema) {
        schema.path("properties").properties().forEach(field -> {
            assertThat(field.getValue().path("description").asText())
                    .as(field.getKey())
                    .endsWith(".");
            described(field.getValue());
            described(field.getValue().path("items"));
        });
    }
}
