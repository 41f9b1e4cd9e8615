package dev.cpm.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.cli.ReadmeBlocks;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.RealApiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What README.md tells its readers to write can be applied. */
@ExtendWith(RealApiServer.class)
class ReadmeIT {

    @Test
    void eachManifestIsTakenByTheApiServer(LocalControlPlane controlPlane) throws IOException {
        Map<String, String> files = ReadmeBlocks.files(Files.readString(Path.of("..", "README.md")));
        assertThat(files).hasSizeGreaterThan(8);
        try (Cluster cluster = new Cluster(controlPlane)) {
            files.values().forEach(cluster::apply);
            assertThat(cluster.objects()).hasSizeGreaterThan(files.size());
            List.of("team-shop", "team-data").forEach(cluster::resetNamespace);
        }
    }
}
