package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.cpm.operator.api.Placement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A yaml block of README.md that begins with {@code status:} is what the manifest in the block above it gets, planned with
 * deploy/catalog. It may leave out fields, and must not leave out items of a list.
 */
class ReadmeExcerptTest {
    @Test
    void aStatusIsWhatTheManifestAboveItGets(@TempDir Path folder) throws JsonProcessingException {
        Map<String, String> excerpts = ReadmeBlocks.excerpts(Readme.text());
        assertThat(excerpts).isNotEmpty();
        for (Map.Entry<String, String> excerpt : excerpts.entrySet()) {
            new Cli(folder).file("placement.yaml", excerpt.getKey());
            List<Placement> placements = new ManifestFolder(folder).placements();
            assertThat(placements).hasSize(1);
            List<String> lies = new ArrayList<>();
            compare(
                    "status",
                    new YAMLMapper().readTree(excerpt.getValue()).path("status"),
                    new ObjectMapper().valueToTree(placements.get(0).getStatus()),
                    lies);
            assertThat(lies).isEmpty();
        }
    }

    private static void compare(String path, JsonNode shown, JsonNode real, List<String> lies) {
        if (shown.isObject() && real.isObject()) {
            shown.properties()
                    .forEach(field ->
                            compare(path + "." + field.getKey(), field.getValue(), real.path(field.getKey()), lies));
        } else if (shown.isArray() && real.isArray() && shown.size() == real.size()) {
            for (int i = 0; i < shown.size(); i++) {
                compare(path + "[" + i + "]", shown.get(i), real.get(i), lies);
            }
        } else if (!shown.asText().equals(real.asText()) || shown.isContainerNode() || real.isContainerNode()) {
            lies.add(path + " is " + real + ", not " + shown);
        }
    }
}
