package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a Zone whose spec is invalid, nobody knows the state or the machines: that is said, and how to mend it. */
class InvalidZoneLookTest {
    @TempDir
    private Path folder;

    private Cli cli;

    @BeforeEach
    void world() {
        cli = new Cli(folder).file("world.yaml", """
                {apiVersion: cpm.dev/v1alpha1, kind: Region, metadata: {name: r1}, spec: {}}
                ---
                {apiVersion: cpm.dev/v1alpha1, kind: Zone, metadata: {name: r1-a},
                  spec: {region: r1, capacity: [{machineType: m1, count: 1}, {machineType: m1, count: 2}]}}
                ---
                {apiVersion: cpm.dev/v1alpha1, kind: Placement, metadata: {name: web, namespace: default},
                  spec: {machineType: m1, regions: [r1]}}
                """);
    }

    private String out(String... args) {
        return cli.run(KubectlMain.commandLine(), args).out();
    }

    @Test
    void itsStateIsInvalidAndItsCapacityUnknown() throws Exception {
        assertThat(out("map", "-f", "DIR", "--html", "DIR/page.html"))
                .contains("invalid", "0 used, capacity unknown")
                .doesNotContain("Maintenance", "no limit");
        assertThat(Files.readString(folder.resolve("page.html")))
                .contains("state-invalid", "capacity unknown", "Zone r1-a is not planned: its spec has a mistake.")
                .contains("Nothing is placed, so nothing would be lost.")
                .doesNotContain("0 used, no limit");
        assertThat(out("status", "-f", "DIR")).contains("r1-a  invalid").doesNotContain("Maintenance");
        assertThat(out("why", "web", "-f", "DIR")).contains("r1-a   invalid");
    }

    @Test
    void theRemedyIsToCorrectIt() {
        assertThat(out("status", "web", "-f", "DIR").replaceAll("\\s+", " "))
                .contains("To mend it: correct the spec of Zone r1-a: its condition Ready says what is wrong.")
                .doesNotContain("create a Zone");
    }
}
