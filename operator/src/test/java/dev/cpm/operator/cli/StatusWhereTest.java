package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which placements {@code status} looks at, and that the command which it names next looks at the same. */
class StatusWhereTest {
    private static final String WORLD = """
            {apiVersion: cpm.dev/v1alpha1, kind: Region, metadata: {name: r1}, spec: {}}
            ---
            {apiVersion: cpm.dev/v1alpha1, kind: Zone, metadata: {name: r1-a}, spec: {region: r1}}
            ---
            {apiVersion: cpm.dev/v1alpha1, kind: Placement, metadata: {name: web, namespace: default},
              spec: {machineType: m1, replicas: 3, regions: [r1]}}
            ---
            {apiVersion: cpm.dev/v1alpha1, kind: Placement, metadata: {name: web, namespace: team},
              spec: {machineType: m1, replicas: 2, regions: [r1]}}
            ---
            {apiVersion: cpm.dev/v1alpha1, kind: Placement, metadata: {name: loose},
              spec: {machineType: m1, regions: [r1]}}
            ---
            {apiVersion: cpm.dev/v1alpha1, kind: Placement, metadata: {name: api, namespace: shop},
              spec: {machineType: m1, regions: [r2]}}
            """;

    @TempDir
    private Path folder;

    private Cli cli;

    @BeforeEach
    void world() {
        cli = new Cli(folder).file("world.yaml", WORLD);
    }

    private Cli.Result run(String... args) {
        return cli.run(KubectlMain.commandLine(), args);
    }

    private static String next(Cli.Result result) {
        return result.out()
                .lines()
                .filter(line -> line.startsWith("Next: "))
                .findFirst()
                .orElse("");
    }

    @Test
    void ofManifestsANamespaceIsShownAlone() {
        assertThat(run("status", "-f", "DIR").out()).contains("default/web", "default/loose", "team/web", "shop/api");
        assertThat(run("status", "-f", "DIR", "-n", "team").out())
                .contains("team/web", "team/loose")
                .doesNotContain("default/", "shop/");
        assertThat(run("status", "-A", "-f", "DIR", "-n", "team").out()).contains("team/web", "shop/api");
    }

    /** With -n, what names no namespace would be in that one. */
    @Test
    void theNextCommandLooksAtTheSameWorld() {
        Cli.Result all = run("status", "-f", "DIR");
        assertThat(next(all)).isEqualTo("Next: kubectl cpm status shop/api -f DIR");
        Cli.Result one = run("status", "shop/api", "-f", "DIR");
        assertThat(one.out()).startsWith("shop/api is not ready");
        assertThat(next(one)).isEqualTo("Next: kubectl cpm why shop/api -f DIR");
        assertThat(run("why", "shop/api", "-f", "DIR").out()).startsWith("shop/api wants 1 replica, and 0 have");
        assertThat(next(run("status", "-f", "DIR", "-n", "shop")))
                .isEqualTo("Next: kubectl cpm status shop/api -n shop -f DIR");
        assertThat(next(run("status", "team/web", "-f", "DIR"))).isEqualTo("Next: kubectl cpm lose r1-a -f DIR");
    }

    @Test
    void theNextCommandCanBePastedIntoAShell() {
        cli.file("it's here/$world.yaml", WORLD);
        assertThat(next(run("status", "-f", "DIR/it's here/$world.yaml")))
                .isEqualTo("Next: kubectl cpm status shop/api -f 'DIR/it'\\''s here/$world.yaml'");
    }

    @Test
    void whatWasReadFromTheStandardInputCannotBeReadAgain() {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(WORLD.getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(run("status", "-f", "-").out()).contains("shop/api").doesNotContain("Next: ");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void aNameIsLookedForInAllNamespaces() {
        Stream.of(run("status", "web", "-A", "-f", "DIR"), run("status", "web", "-A", "-n", "team", "-f", "DIR"))
                .forEach(result -> {
                    assertThat(result.err()).startsWith("There are 2 placements web: say which by -n, or as one of ");
                    assertThat(result.exitCode()).isEqualTo(2);
                });
        assertThat(run("status", "api", "-A", "-f", "DIR").out()).startsWith("shop/api is not ready");
    }

    @Test
    void whereItWasLookedForIsSaid() {
        assertThat(run("status", "wep", "-f", "DIR").err())
                .isEqualToIgnoringNewLines("There is no placement wep among these manifests; did you mean web?");
        assertThat(run("status", "nope", "-n", "team", "-f", "DIR").err())
                .startsWith(
                        "There is no placement nope in namespace team of these manifests; -A looks in all namespaces");
        assertThat(run("status", "wep", "-n", "team", "-f", "DIR").err())
                .startsWith(
                        "There is no placement wep in namespace team of these manifests; did you mean web? -A looks in all namespaces.");
        assertThat(run("why", "nope", "-n", "none", "-f", "DIR").err())
                .startsWith("There is no placement nope in namespace none of these manifests");
        assertThat(run("status", "-n", "nope", "-f", "DIR/none.yaml").exitCode())
                .isEqualTo(2);
        cli.file("none.yaml", "{apiVersion: cpm.dev/v1alpha1, kind: Region, metadata: {name: r1}, spec: {}}\n");
        assertThat(run("status", "-f", "DIR/none.yaml").out())
                .startsWith("There is no Placement among these manifests.\n");
        assertThat(run("status", "-n", "nope", "-f", "DIR/none.yaml").out())
                .startsWith(
                        "There is no Placement in namespace nope of these manifests; -A looks in all\nnamespaces.\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "placement.cpm.dev/api",
                "placements.cpm.dev/api",
                "placement.v1alpha1.cpm.dev/api",
                "placement/api",
                "placements/api",
                "Placement/shop/api",
                "shop/api"
            })
    void aNameIsTakenAsKubectlPrintsIt(String name) {
        assertThat(run("status", name, "-f", "DIR").out()).startsWith("shop/api is not ready");
        assertThat(run("why", name, "-f", "DIR").out()).startsWith("shop/api wants 1 replica");
    }

    @Test
    void aNamespaceMayBeCalledAsAKindIs() {
        cli.file(
                "pl.yaml",
                "{apiVersion: cpm.dev/v1alpha1, kind: Placement, metadata: {name: api, namespace: pl}, spec: {machineType: m1,"
                        + " replicas: 0, regions: [r1]}}\n");
        assertThat(run("status", "pl/api", "-f", "DIR").out()).startsWith("pl/api is ");
        cli.file(
                "placement.yaml",
                "{apiVersion: cpm.dev/v1alpha1, kind: Placement, metadata: {name: api, namespace: placement}, spec:"
                        + " {machineType: m1, replicas: 0, regions: [r1]}}\n");
        assertThat(run("status", "placement/api", "-f", "DIR").out()).startsWith("placement/api is ");
        assertThat(run("why", "placement/api", "-f", "DIR").out()).startsWith("placement/api wants ");
        assertThat(run("why", "placement/apo", "-n", "shop", "-f", "DIR").err())
                .startsWith("There is no placement apo in namespace shop of these manifests; did you mean api?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zn/r1-a", "zone.cpm.dev/r1-a", "rg/r1", "regions/r1", "region.cpm.dev/r1", "r1-a", "r1"})
    void soIsAPlace(String name) {
        assertThat(run("lose", name, "-f", "DIR").out())
                .startsWith("If " + name.replaceFirst(".*/", "") + " were lost now: ");
    }

    /** It would look at the manifests, and whoever named a cluster would take that for the cluster's state. */
    @ParameterizedTest
    @ValueSource(strings = {"status", "map", "lose r1-a", "why web"})
    void aClusterAndManifestsAreNotLookedAtAtOnce(String command) {
        for (String option : List.of(
                "--context", "--kubeconfig", "--cluster", "--user", "--as", "--as-group", "--request-timeout")) {
            Cli.Result result = run((command + " -f DIR " + option + " x").split(" "));
            assertThat(result.err())
                    .startsWith(option + " is for a cluster, and with -f none is looked at: leave one of them out");
            assertThat(result.out()).isEmpty();
            assertThat(result.exitCode()).isEqualTo(2);
        }
    }

    /** To kubectl it is a type; a namespace may be called so, too. */
    @Test
    void aShortNameOfTheKindIsReadAsANamespace() {
        assertThat(run("why", "pl/api", "-f", "DIR").err())
                .isEqualTo("There is no placement pl/api: what is before the slash is read as a namespace; did you mean"
                        + " placement/api?\n");
    }
}
