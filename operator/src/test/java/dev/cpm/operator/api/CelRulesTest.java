package dev.cpm.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cpm.operator.cli.admission.Admission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
            assertThat(Admission.errors(example.old(), null)).isEmpty();
        }
        isRefused(example, Admission.errors(example.manifest(), example.old()));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isRefusedByTheOperatorToo(Example example) {
        List<FieldError> errors = example.old() == null
                ? Specs.check(example.manifest())
                : Specs.checkEdit(example.old(), example.manifest());
        isRefused(example, errors);
    }

    private static void isRefused(Example example, List<FieldError> errors) {
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
        assertThat(CrdFiles.rules()).hasSizeGreaterThan(10);
        assertThat(examples().map(Example::message)).containsAll(CrdFiles.rules());
    }

    @Test
    void anInterconnectsRegionsHaveNoOrder() {
        JsonNode link = Manifests.tree("{kind: Interconnect, spec: {account: acme, regions: [a, b]}}");
        JsonNode turned = Manifests.tree("{kind: Interconnect, spec: {account: acme, regions: [b, a]}}");
        assertThat(Admission.errors(turned, link)).isEmpty();
    }

    @Test
    void theLongestListsAreJudgedByTheOperatorOnly() {
        StringBuilder names = new StringBuilder("z0");
        for (int i = 1; i < Bounds.ZONE_LIST; i++) {
            names.append(", z").append(i);
        }
        JsonNode manifest = Manifests.tree("{kind: Placement, metadata: {name: web, namespace: default}, spec:"
                + " {machineType: m1, regions: [r1], zones: [" + names + "], excludedZones: [" + names + "]}}");
        assertThat(Admission.errors(manifest, null)).isEmpty();
        assertThat(Specs.check(manifest)).hasSize(Bounds.ZONE_LIST);
    }
}
