package dev.cpm.operator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin as the build packs it for krew, unpacked and linked as krew does. */
class KrewIT {
    private static final Path ARCHIVE = Path.of("target", "kubectl-cpm.tar.gz");

    @TempDir
    private Path home;

    private String run(String... command) throws IOException, InterruptedException {
        Path out = home.resolve("out");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().put("CPM_CACHE", ""); // No archive of a jar that is gone in a moment.
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String printed = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(printed).isZero();
        return printed;
    }

    @Test
    void itRunsFromWhereKrewPutsIt() throws IOException, InterruptedException {
        Path store = Files.createDirectories(home.resolve("store/cpm/v0"));
        run("tar", "xzf", ARCHIVE.toString(), "-C", store.toString());
        Path bin = Files.createDirectory(home.resolve("bin"));
        Path link = Files.createSymbolicLink(bin.resolve("kubectl-cpm"), store.resolve("kubectl-cpm"));
        assertThat(run(link.toString(), "explain", "SingleZone")).contains("SingleZone");
        assertThat(run(store.resolve("kubectl_complete-cpm").toString(), "")).contains("status", "lose");
    }

    @Test
    void itsManifestNamesIt() throws IOException {
        List<JsonNode> manifest = DeployFiles.documents(Path.of("target", "cpm.yaml"));
        assertThat(manifest.get(0).at("/spec/platforms/0/sha256").asText())
                .isEqualTo(KrewArchive.sha256(Files.readAllBytes(ARCHIVE)));
    }
}
