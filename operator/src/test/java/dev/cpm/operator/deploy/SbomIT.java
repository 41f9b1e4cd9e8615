package dev.cpm.operator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The SBOM lists what runs, and all of it may be passed on. */
class SbomIT {
    /** None of them asks for more than that its notice goes along; Go's is BSD-3-Clause by another name. */
    private static final Set<String> LICENSES =
            Set.of("Apache-2.0", "Apache 2 License", "MIT", "BSD-2-Clause", "BSD-3-Clause", "EPL-2.0", "Go License");

    private static JsonNode sbom;

    @BeforeAll
    static void read() throws IOException {
        Sbom.assumeBuilt();
        sbom = new ObjectMapper().readTree(Sbom.FILE.toFile());
    }

    private static Stream<JsonNode> components() {
        return StreamSupport.stream(sbom.path("components").spliterator(), false);
    }

    @Test
    void itListsTheLibrariesInTheImage(@TempDir Path directory) throws IOException, InterruptedException {
        Set<String> listed = components()
                .map(component -> component.path("name").asText() + "-"
                        + component.path("version").asText() + ".jar")
                .collect(Collectors.toSet());
        Path root = Image.unpack(directory).root();
        try (Stream<Path> libraries = Files.list(root.resolve("app/libs"))) {
            assertThat(libraries)
                    .extracting(library -> library.getFileName().toString())
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(listed);
        }
    }

    @Test
    void everyLibraryMayBePassedOn() {
        assertThat(components()).isNotEmpty().allSatisfy(component -> {
            List<String> licenses = StreamSupport.stream(
                            component.path("licenses").spliterator(), false)
                    .map(entry -> entry.path("license"))
                    .map(license ->
                            license.path("id").asText(license.path("name").asText()))
                    .toList();
            assertThat(licenses)
                    .as(component.path("purl").asText())
                    .isNotEmpty()
                    .allMatch(LICENSES::contains);
        });
    }
}
