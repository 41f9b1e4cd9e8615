package dev.cpm.operator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin's archive and manifest keep to the rules by which krew judges a manifest and installs it. */
class KrewTest {
    private static final Path TOP = Path.of("..");
    private static final Instant TIME = Instant.parse("2026-11-01T00:00:00Z");
    private static final String ADDRESS = "https://downloads.example.com/{version}/kubectl-cpm.tar.gz";

    @TempDir
    private Path directory;

    /** A jar that takes part for the real one; its length fits no whole number of blocks. */
    private byte[] archive() throws IOException {
        return KrewArchive.pack(TOP, Files.write(directory.resolve("any.jar"), new byte[700]), TIME);
    }

    private JsonNode manifest(byte[] archive) throws IOException {
        String text = KrewArchive.manifest(TOP, "v0.1.0-SNAPSHOT", ADDRESS, archive);
        assertThat(text).doesNotContain("${version}", "${address}", "${sha256}");
        return DeployFiles.documents(Files.writeString(directory.resolve("cpm.yaml"), text))
                .get(0);
    }

    @Test
    void krewTakesTheManifest() throws IOException {
        byte[] archive = archive();
        JsonNode manifest = manifest(archive);
        assertThat(manifest.path("apiVersion").asText()).isEqualTo("krew.googlecontainertools.github.com/v1alpha2");
        assertThat(manifest.path("kind").asText()).isEqualTo("Plugin");
        assertThat(manifest.at("/metadata/name").asText()).isEqualTo("cpm");
        JsonNode spec = manifest.path("spec");
        assertThat(spec.path("version").asText()).matches("v\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?");
        assertThat(spec.path("shortDescription").asText())
                .isNotBlank()
                .doesNotContain("\n")
                .hasSizeLessThan(50);
        assertThat(spec.path("caveats").asText()).contains("Java 17", "/store/cpm/v0.1.0-SNAPSHOT/");
        assertThat(spec.fieldNames())
                .toIterable()
                .isSubsetOf("version", "shortDescription", "description", "caveats", "homepage", "platforms");
        assertThat(spec.path("platforms")).hasSize(1).allSatisfy(platform -> {
            assertThat(platform.path("uri").asText())
                    .isEqualTo("https://downloads.example.com/v0.1.0-SNAPSHOT/kubectl-cpm.tar.gz");
            assertThat(platform.path("sha256").asText()).matches("[a-f0-9]{64}").isEqualTo(KrewArchive.sha256(archive));
            assertThat(platform.at("/selector/matchExpressions").findValuesAsText("key"))
                    .isNotEmpty()
                    .isSubsetOf("os", "arch");
            assertThat(platform.has("files")).as("all files are taken").isFalse();
        });
    }

    /** As krew installs it: the archive is unpacked, and {@code kubectl-cpm} on the PATH is a link into it. */
    @Test
    void theArchiveHasWhatThePluginNeeds() throws IOException, InterruptedException {
        byte[] archive = archive();
        Path store = unpack(archive);
        String[] files = store.toFile().list();
        assertThat(files)
                .containsExactlyInAnyOrder("LICENSE", "cpm-operator.jar", "kubectl-cpm", "kubectl_complete-cpm");
        assertThat(files).contains(manifest(archive).at("/spec/platforms/0/bin").asText());
        assertThat(store.resolve("kubectl-cpm"))
                .isExecutable()
                .hasSameBinaryContentAs(TOP.resolve("deploy/kubectl-plugin/kubectl-cpm"));
        assertThat(store.resolve("kubectl_complete-cpm")).isExecutable();
        assertThat(store.resolve("cpm-operator.jar")).hasSize(700);
        assertThat(Files.isExecutable(store.resolve("cpm-operator.jar"))).isFalse();
    }

    private Path unpack(byte[] archive) throws IOException, InterruptedException {
        Path file = Files.write(directory.resolve("archive.tar.gz"), archive);
        Path store = Files.createDirectory(directory.resolve("store"));
        Process tar = new ProcessBuilder(List.of("tar", "xzpf", file.toString(), "-C", store.toString()))
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).isZero();
        return store;
    }

    @Test
    void theSameFilesGiveTheSameBytes() throws IOException {
        assertThat(archive()).isEqualTo(archive());
    }
}
