package dev.cpm.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every file of {@code src/test/resources/invalid} is refused with the message in its first line; of two documents the
 * first is a good object, and the second the edit that is refused.
 */
class CelRulesTest {
    private static final String REFUSED = "# Refused: ";

    /** A manifest that must fail; old is null where it is not an edit. */
    record Example(String file, String message, JsonNode old, JsonNode manifest) {
        @Override
        public String toString() {
            return file;
        }
    }

    static Stream<Example> examples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/invalid"))) {
            return files.sorted().map(CelRulesTest::read).toList().stream();
        }
    }

    private static Example read(Path file) {
        try {
            String text = Files.readString(file);
            String message = text.substring(REFUSED.length(), text.indexOf('\n'));
            String[] documents = text.split("(?m)^---\n");
            JsonNode last = Manifests.tree(documents[documents.length - 1]);
            JsonNode old = documents.length == 2 ? Manifests.tree(documents[0]) : null;
            return new Example(file.getFileName().toString(), message, old, last);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isRefusedByTheApiServer(Example example) {
        if (example.old() != null) {
            assertThat(ApiServer.create(example.old())).isEmpty();
        }
        assertThat(ApiServer.update(example.old(), example.manifest())).containsExactly(example.message());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isRefusedByTheOperatorToo(Example example) {
        List<FieldError> errors = example.old() == null
                ? Specs.check(example.manifest())
                : Specs.checkEdit(example.old(), example.manifest());
        assertThat(errors).hasSize(1);
        FieldError error = errors.get(0);
        if (example.message().endsWith(" value")) {
            assertThat(error.toString()).startsWith(example.message());
        } else {
            assertThat(error.message()).startsWith(example.message());
        }
    }

    @Test
    void everyRuleHasAnExample() throws IOException {
        Set<String> messages = new TreeSet<>();
        CrdFiles.KINDS.forEach(kind -> CelRules.of(ApiServer.schema(kind)).stream()
                .map(ValidationRule::getMessage)
                .forEach(messages::add));
        assertThat(messages).hasSizeGreaterThan(10);
        assertThat(examples().map(Example::message)).containsAll(messages);
    }

    @Test
    void anInterconnectsRegionsHaveNoOrder() {
        JsonNode link = Manifests.tree("{kind: Interconnect, spec: {account: acme, regions: [a, b]}}");
        JsonNode turned = Manifests.tree("{kind: Interconnect, spec: {account: acme, regions: [b, a]}}");
        assertThat(ApiServer.update(link, turned)).isEmpty();
    }

    @Test
    void theLongestListsAreJudgedByTheOperatorOnly() {
        StringBuilder names = new StringBuilder("z0");
        for (int i = 1; i < Bounds.ZONE_LIST; i++) {
            names.append(", z").append(i);
        }
        JsonNode manifest = Manifests.tree("{kind: Placement, metadata: {name: web, namespace: default}, spec:"
                + " {machineType: m1, regions: [r1], zones: [" + names + "], excludedZones: [" + names + "]}}");
        assertThat(ApiServer.create(manifest)).isEmpty();
        assertThat(Specs.check(manifest)).hasSize(Bounds.ZONE_LIST);
    }
}
