package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --html FILE} of map and plan. */
class PageFileTest {
    private static final String WEB = """
            {apiVersion: cpm.dev/v1alpha1, kind: Region, metadata: {name: r1}, spec: {}}
            ---
            {apiVersion: cpm.dev/v1alpha1, kind: Zone, metadata: {name: r1-a}, spec: {region: r1}}
            ---
            {apiVersion: cpm.dev/v1alpha1, kind: Placement, metadata: {name: web}, spec: {machineType: m1, replicas: %d, regions: [r1]}}
            """;

    @TempDir
    private Path folder;

    private Cli cli;

    @BeforeEach
    void manifests() {
        cli = new Cli(folder).file("in/web.yaml", WEB.formatted(2));
    }

    private String page(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    @Test
    void mapWritesAPageBesideItsText() throws IOException {
        Cli.Result result = cli.run(KubectlMain.commandLine(), "map", "-f", "DIR/in", "--html", "DIR/map.html");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).startsWith("1 zone in 1 region: it is open.");
        assertThat(result.err()).matches("The page is in DIR/map.html \\([0-9]+ kB\\)\\.\n");
        assertThat(page("map.html"))
                .startsWith("<!DOCTYPE html>\n")
                .containsPattern("Planned from manifests, [-0-9]{10} [0-9:]{5} UTC")
                .contains("web", "r1-a", "The placement is ready. It has warnings.");
    }

    @Test
    void aPageIsWrittenAnewOverAnOldOne() throws IOException {
        cli.file("map.html", "<!doctype html>old");
        cli.run("map", "-f", "DIR/in", "--html", "DIR/map.html");
        assertThat(page("map.html")).doesNotContain("old</");
        cli.file("empty", "");
        assertThat(cli.run("map", "-f", "DIR/in", "--html", "DIR/empty").exitCode())
                .isZero();
    }

    @Test
    void whatIsNoPageStaysAsItIs() throws IOException {
        Cli.Result result = cli.run("map", "-f", "DIR/in", "--html", "DIR/in/web.yaml");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .isEqualTo("DIR/in/web.yaml cannot be written: it is there, and is no HTML page: it stays as it is\n");
        assertThat(page("in/web.yaml")).isEqualTo(WEB.formatted(2));
    }

    @Test
    void whereItCannotBeWrittenItSaysWhy() {
        assertThat(cli.run("map", "-f", "DIR/in", "--html", "DIR/no/map.html"))
                .satisfies(result -> assertThat(result.exitCode()).isEqualTo(2))
                .satisfies(result -> assertThat(result.err())
                        .isEqualTo("DIR/no/map.html cannot be written: there is no folder DIR/no\n"));
        assertThat(cli.run("map", "-f", "DIR/in", "--html", "DIR/in").err())
                .isEqualTo("DIR/in cannot be written: it is a folder\n");
    }

    @Test
    void aDashPrintsThePageAndNothingElse() {
        Cli.Result result = cli.run("map", "-f", "DIR/in", "--html", "-");
        assertThat(result.out()).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void planWritesThePlannedWorld() throws IOException {
        Cli.Result result = cli.run("plan", "DIR/in", "-o", "json", "--html", "DIR/plan.html");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).startsWith("{");
        assertThat(page("plan.html")).contains("default/web").doesNotContain("What changes");
    }

    @Test
    void planAgainstSaysWhatChanges() throws IOException {
        cli.file("new/web.yaml", WEB.formatted(3));
        Cli.Result result =
                cli.run("plan", "DIR/new", "--against", "DIR/in", "-o", "markdown", "--html", "DIR/plan.html");
        assertThat(result.out()).contains("1 placement changed");
        assertThat(page("plan.html"))
                .contains("What changes", "Nothing gets worse. 1 placement changed and 1 replica placed.")
                .contains("3 of 3 placed");
    }

    @Test
    void whatIsWrongInTheManifestsStandsOnThePageOfTheirPlan() throws IOException {
        cli.file("in/web.yaml", WEB.formatted(-2));
        Cli.Result result = cli.run("plan", "DIR/in", "--html", "DIR/plan.html");
        assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
        assertThat(page("plan.html")).contains("web.yaml:5: Placement default/web: spec.replicas");
    }
}
