package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code why --regions}: the answer of one of several operators. */
class WhyRegionsTest {
    private static final String WORLD = """
            apiVersion: cpm.dev/v1alpha1
            kind: Region
            metadata: {name: %1$s}
            spec: {}
            ---
            apiVersion: cpm.dev/v1alpha1
            kind: Zone
            metadata: {name: %1$s-a}
            spec: {region: %1$s, capacity: [{machineType: m1, count: 2}]}
            """;

    @TempDir
    private Path folder;

    private Cli cli() {
        return new Cli(folder)
                .file("x.yaml", WORLD.formatted("r1"))
                .file("y.yaml", WORLD.formatted("r2"))
                .file("web.yaml", """
                        apiVersion: cpm.dev/v1alpha1
                        kind: Placement
                        metadata: {name: web}
                        spec: {machineType: m1, replicas: 4, regions: [r1, r2], privateNetwork: NotRequired}
                        """);
    }

    private Cli.Result why(String... more) {
        String[] all = new String[more.length + 4];
        System.arraycopy(new String[] {"why", "web", "-f", "DIR"}, 0, all, 0, 4);
        System.arraycopy(more, 0, all, 4, more.length);
        return cli().run(KubectlMain.commandLine(), all);
    }

    @Test
    void oneOperatorOfAllRegionsUsesBoth() {
        assertThat(why().out()).startsWith("default/web wants 4 replicas, and 4 have a zone.");
    }

    @Test
    void anotherOneGrantsWhatIsInItsRegions() {
        assertThat(why("--regions", "r1").out())
                .startsWith("default/web wants 4 replicas, and 2 have a zone.")
                .contains("ZoneExcluded");
    }

    @Test
    void whoseOperatorItIsNotSaysNothing() {
        Cli.Result other = why("--regions", "r2");
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err())
                .contains("Placement default/web is answered by the operator of the first region in its spec.regions,"
                        + " which --regions=r2 leaves out.");
    }
}
