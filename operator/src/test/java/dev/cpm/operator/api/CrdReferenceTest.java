package dev.cpm.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cpm.operator.cli.admission.Admission;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code crds/README.md} is what the definitions beside it say; {@code -Dgolden.renew=true} renews it. */
class CrdReferenceTest {
    private static final Path CRDS = Path.of("..", "crds");
    private static final Path REFERENCE = CRDS.resolve("README.md");
    private static final Path EXAMPLES = Path.of("src", "test", "resources", "reference");
    private static final List<String> KINDS =
            List.of("placements", "loadbalancers", "regions", "zones", "interconnects");

    private static List<JsonNode> definitions() {
        return KINDS.stream().map(CrdReferenceTest::definition).toList();
    }

    private static String reference() {
        return CrdReference.of(definitions(), CrdReferenceTest::example);
    }

    private static String example(String kind) {
        return text(EXAMPLES.resolve(kind.toLowerCase(Locale.ROOT) + ".yaml"));
    }

    private static JsonNode definition(String plural) {
        return Manifests.tree(text(CRDS.resolve(plural + ".cpm.dev.yaml")));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void itIsCurrent() throws IOException {
        String now = reference();
        if (Boolean.getBoolean("golden.renew")) {
            Files.writeString(REFERENCE, now);
        }
        assertThat(Files.readString(REFERENCE)).isEqualTo(now);
    }

    @Test
    void itHasEveryKindThatThereIs() throws IOException {
        try (Stream<Path> files = Files.list(CRDS)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".cpm.dev.yaml")))
                    .containsExactlyInAnyOrderElementsOf(
                            KINDS.stream().map(kind -> kind + ".cpm.dev.yaml").toList());
        }
    }

    /** Whatever has a description or a message in the definitions, at whatever depth, is told. */
    @Test
    void itTellsAllOfThem() {
        String told = oneLine(reference());
        for (JsonNode definition : definitions()) {
            JsonNode version = definition.at("/spec/versions/0");
            assertThat(CrdReference.texts(version, "message"))
                    .as("messages of rules")
                    .allSatisfy(message -> assertThat(told).contains(oneLine(message)));
            assertThat(CrdReference.texts(version, "description"))
                    .as("descriptions")
                    .filteredOn(description -> !description.startsWith("Group and version of the object")
                            && !description.startsWith("What the object is"))
                    .hasSizeGreaterThan(10)
                    .allSatisfy(description -> assertThat(told).contains(oneLine(description)));
        }
    }

    /** {@code kubectl explain} shows each one alone: it says nothing by the one before it. */
    @Test
    void noDescriptionLeansOnAnother() {
        for (JsonNode definition : definitions()) {
            assertThat(CrdReference.texts(definition.at("/spec/versions/0"), "description"))
                    .noneMatch(description -> description.matches("(The same|Why,|When that|How many of them)\\b.*"));
        }
    }

    @Test
    void itsExamplesSayAllThatASpecCanSay() {
        for (JsonNode definition : definitions()) {
            String kind = definition.at("/spec/names/kind").asText();
            JsonNode example = Manifests.tree(example(kind));
            assertThat(Admission.errors(example, null)).as(kind).isEmpty();
            JsonNode spec = definition.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
            assertThat(fields("spec", example.get("spec")))
                    .as(kind)
                    .containsExactlyInAnyOrderElementsOf(declared("spec", spec));
        }
    }

    /** The paths of all fields below one, of all items of a list together. */
    private static Set<String> fields(String path, JsonNode value) {
        Set<String> fields = new TreeSet<>();
        value.properties().forEach(field -> {
            String at = path + "." + field.getKey();
            fields.add(at);
            if (field.getValue().isArray()) {
                field.getValue().forEach(item -> fields.addAll(fields(at, item)));
            } else if (!at.endsWith(".matchLabels")) {
                fields.addAll(fields(at, field.getValue()));
            }
        });
        return fields;
    }

    private static Set<String> declared(String path, JsonNode schema) {
        Set<String> fields = new TreeSet<>();
        schema.path("properties").properties().forEach(field -> {
            String at = path + "." + field.getKey();
            fields.add(at);
            fields.addAll(declared(at, field.getValue().path("items")));
            fields.addAll(declared(at, field.getValue()));
        });
        return fields;
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
