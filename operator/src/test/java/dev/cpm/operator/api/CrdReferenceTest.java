package dev.cpm.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code crds/README.md} is what the definitions beside it say; {@code -Dgolden.renew=true} renews it. */
class CrdReferenceTest {
    private static final Path CRDS = Path.of("..", "crds");
    private static final Path REFERENCE = CRDS.resolve("README.md");
    private static final List<String> KINDS =
            List.of("placements", "loadbalancers", "regions", "zones", "interconnects");

    private static List<JsonNode> definitions() {
        return KINDS.stream().map(CrdReferenceTest::definition).toList();
    }

    private static JsonNode definition(String plural) {
        try {
            return Manifests.tree(Files.readString(CRDS.resolve(plural + ".cpm.dev.yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void itIsCurrent() throws IOException {
        String now = CrdReference.of(definitions());
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
        String told = oneLine(CrdReference.of(definitions()));
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

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
