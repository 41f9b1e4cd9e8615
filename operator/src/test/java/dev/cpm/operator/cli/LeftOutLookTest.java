package dev.cpm.operator.cli;

import static dev.cpm.operator.cli.PullRequest.placement;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who asks for what is left out for a mistake is not told that it does not exist. */
class LeftOutLookTest {
    @TempDir
    private Path folder;

    private Cli cli;

    @BeforeEach
    void mistaken() {
        cli = PullRequest.in(folder)
                .file(
                        "zone.yaml",
                        PullRequest.CATALOG.replace("r1-a", "r1-b").replace("region: r1}", "region: r1, sate: X}"))
                .file("web.yaml", placement("web", "replica: 3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "default/web", "placement/web", "placement.cpm.dev/web"})
    void aPlacement(String name) {
        for (String command : new String[] {"status", "why"}) {
            Cli.Result result = cli.run(command, name, "-f", "DIR/web.yaml", "-f", "DIR/catalog");
            assertThat(result.err()).endsWith("Placement default/web is not planned: it has a mistake.\n");
            assertThat(result.exitCode()).isEqualTo(2);
        }
    }

    @Test
    void aZone() {
        assertThat(cli.run("lose", "r1-b", "-f", "DIR/zone.yaml").err())
                .endsWith("Zone r1-b is not planned: it has a mistake.\n");
        assertThat(cli.run("lose", "region/r1-b", "-f", "DIR/zone.yaml").err()).contains("There is no region r1-b");
    }

    /** That one is another. */
    @Test
    void aPlacementOfAnotherNamespace() {
        cli.file("web.yaml", placement("web, namespace: default", "replica: 3"))
                .file("db.yaml", placement("db, namespace: shop", "replicas: 1"));
        assertThat(cli.run(
                                "status",
                                "web",
                                "-n",
                                "shop",
                                "-f",
                                "DIR/web.yaml",
                                "-f",
                                "DIR/db.yaml",
                                "-f",
                                "DIR/catalog")
                        .err())
                .contains("There is no placement web in namespace shop of these manifests");
    }

    @Test
    void theOnlyZone() {
        assertThat(cli.run("map", "-f", "DIR/zone.yaml").out()).startsWith("There is no Zone without a mistake, so ");
    }
}
