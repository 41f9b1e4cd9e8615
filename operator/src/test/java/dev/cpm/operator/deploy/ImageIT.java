package dev.cpm.operator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The container image, all but its base. */
class ImageIT {
    private static final String BASE = "gcr\\.io/distroless/java\\d+-debian\\d+:nonroot@sha256:[0-9a-f]{64}";

    @TempDir
    private static Path directory;

    private static Image image;

    @BeforeAll
    static void unpack() throws IOException, InterruptedException {
        image = Image.unpack(directory);
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @Test
    void itRunsAsNobodyWithoutAShell() {
        JsonNode config = image.config().path("config");
        assertThat(config.path("User").asText()).isEqualTo("65532:65532");
        assertThat(texts(config.path("Entrypoint"))).startsWith("java").endsWith("dev.cpm.operator.cli.Main");
        assertThat(texts(config.path("Cmd"))).containsExactly("run");
        assertThat(config.path("Volumes")).isEmpty();
    }

    @Test
    void itSaysWhatItIs() {
        JsonNode labels = image.config().at("/config/Labels");
        for (String label : List.of("title", "description", "version", "licenses", "base.name")) {
            assertThat(labels.path("org.opencontainers.image." + label).asText())
                    .as(label)
                    .isNotEmpty();
        }
    }

    @Test
    void theDeploymentNamesItByItsNameAndVersion() {
        JsonNode named = DeployFiles.kustomization(DeployFiles.BASE).at("/images/0");
        JsonNode deployment = DeployFiles.only(DeployFiles.BASE, "Deployment");
        assertThat(deployment.at("/spec/template/spec/containers/0/image").asText())
                .isEqualTo(named.path("name").asText());
        assertThat(image.index()
                        .at("/manifests/0/annotations")
                        .path("org.opencontainers.image.ref.name")
                        .asText()
                        .replace("-SNAPSHOT", ""))
                .isEqualTo(
                        named.path("name").asText() + ":" + named.path("newTag").asText());
    }

    /** The tar has no base; so it is read where it is written. */
    @Test
    void itsBaseIsPinnedAndOfBothArchitectures() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        assertThat(pom).containsPattern("<image>" + BASE + "</image>");
        assertThat(pom)
                .containsPattern("(?s)@sha256.*<architecture>amd64</architecture>.*<architecture>arm64</architecture>");
    }

    @Test
    void nothingInItIsWritableOrRunsWithOthersRights() throws IOException {
        try (Stream<Path> files = Files.walk(image.root().resolve("app"))) {
            assertThat(files)
                    .hasSizeGreaterThan(50)
                    .allSatisfy(file -> assertThat((int) Files.getAttribute(file, "unix:mode") & 07022)
                            .as("%s", file)
                            .isZero());
        }
    }

    /** With the options of the image and those of the Deployment, which this Java must know. */
    @Test
    void itStartsAndTellsItsVersion() throws IOException, InterruptedException {
        Path app = image.root().resolve("app");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        texts(image.config().at("/config/Entrypoint")).stream().skip(1).forEach(word -> command.add(word));
        command.set(
                command.indexOf("-cp") + 1,
                Files.readString(app.resolve("jib-classpath-file")).replace("/app/", app + "/"));
        command.add("--version");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        JsonNode environment =
                DeployFiles.only(DeployFiles.BASE, "Deployment").at("/spec/template/spec/containers/0/env");
        environment.forEach(variable -> builder.environment()
                .put(variable.path("name").asText(), variable.path("value").asText()));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said)
                .contains("cpm-operator "
                        + image.config()
                                .at("/config/Labels")
                                .path("org.opencontainers.image.version")
                                .asText() + ",");
    }
}
