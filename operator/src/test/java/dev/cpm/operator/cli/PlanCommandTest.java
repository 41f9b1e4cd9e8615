package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plan} as a user sees it. */
class PlanCommandTest {
    private static final String CATALOG = """
            apiVersion: cpm.dev/v1alpha1
            kind: Region
            metadata: {name: r1}
            spec: {displayName: Region One}
            ---
            apiVersion: cpm.dev/v1alpha1
            kind: Zone
            metadata: {name: r1-a}
            spec: {region: r1, displayName: One A, capacity: [{machineType: m1, count: 4}]}
            ---
            apiVersion: cpm.dev/v1alpha1
            kind: Zone
            metadata: {name: r1-b}
            spec: {region: r1, displayName: One B, capacity: [{machineType: m1, count: 12}]}
            ---
            apiVersion: cpm.dev/v1alpha1
            kind: Zone
            metadata: {name: r1-c}
            spec: {region: r1, displayName: One C, state: ComingSoon}
            """;

    private static final String DB = """
            apiVersion: cpm.dev/v1alpha1
            kind: Placement
            metadata: {name: db, namespace: shop}
            spec:
              machineType: m1
              replicas: 6
              regions: [r1]
              topologySpreadConstraints: [{topologyKey: topology.kubernetes.io/zone}]
            """;

    private static final String WEB = """
            apiVersion: cpm.dev/v1alpha1
            kind: Placement
            metadata: {name: web}
            spec: {machineType: m1, replicas: 10, regions: [r1], priority: -1}
            """;

    private static final String API = """
            apiVersion: cpm.dev/v1alpha1
            kind: Placement
            metadata: {name: api, namespace: shop}
            spec: {machineType: m1, replicas: 1, regions: [r1], priority: 5}
            """;

    @TempDir
    private Path folder;

    private Cli cli;

    @BeforeEach
    void setUp() {
        cli = new Cli(folder).file("catalog/catalog.yaml", CATALOG);
    }

    @Test
    void tellsTheVerdictThenEachPlacementThenWhatIsWrongWithIt() {
        cli.file("db.yaml", DB).file("web.yaml", WEB).file("api.yaml", API);
        Result result = cli.plan();
        assertThat(result.out()).isEqualTo("""
                        2 of 3 placements are ready; 1 is not.

                        NAMESPACE/NAME   READY   PLACED   ZONES     REASON
                        default/web      False   9/10     r1-a: 1   CapacityExceeded
                                                          r1-b: 8
                        shop/api         True    1/1      r1-b: 1   AllPlaced
                        shop/db          True    6/6      r1-a: 3   AllPlaced
                                                          r1-b: 3

                        default/web: 9 of 10 replicas are placed in 2 zones
                          Error     CapacityExceeded: 1 replica has no machine: no free m1 in r1-a and r1-b
                                    To mend it: provide 1 more m1 in r1-a; or r1-c opens later.
                          Warning   SkewExceeded: skew over zones is 7, maxSkew is 1: 8 in r1-b, 1 in r1-a
                                    To mend it: ask for maxSkew 7 in spec.topologySpreadConstraints, without which it is 1.
                          Helps     r1-c, once it is Available, places 10 of 10
                          Helps     1 more m1 in r1-a places 10 of 10
                          Helps     1 more m1 in r1-b places 10 of 10
                          Blocked   r1-a: InsufficientCapacity, no free m1 in One A: it has 4, all in use, 1 by this
                                    placement
                          Blocked   r1-b: InsufficientCapacity, no free m1 in One B: it has 12, all in use, 8 by this
                                    placement
                          Blocked   r1-c: ZoneComingSoon, One C is not open yet (ComingSoon)
                        """);
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void endsWithZeroIfAllIsReady() {
        cli.file("web.yaml", WEB);
        Result result = cli.plan();
        assertThat(result.out())
                .startsWith("The placement is ready. It has warnings.\n")
                .contains("Warning   SkewExceeded: ");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void wideHasSkewAndMessageToo() {
        cli.file("web.yaml", WEB);
        assertThat(cli.plan("-o", "wide").out())
                .containsPattern("NAMESPACE/NAME +READY +PLACED +ZONES +REASON +SKEW +MESSAGE\n")
                .containsPattern("default/web +True +10/10 +r1-a: 4 +SkewExceeded +2 +skew over zones is 2");
    }

    @Test
    void saysPlainlyThatThereAreNoZones() {
        cli.file("apps/web.yaml", WEB);
        Result result = cli.run("plan", "DIR/apps");
        assertThat(result.out())
                .startsWith("The placement is not ready.\n"
                        + "There is no Zone among these manifests, so there is nowhere to place anything. Name the"
                        + " catalogue\ntoo, such as deploy/catalog.\n");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void aCatalogueAloneIsFine() {
        Result result = cli.plan();
        assertThat(result.out()).isEqualTo("There is no Placement among these manifests.\n");
        assertThat(result.exitCode()).isZero();
    }

    /** It is there, and told of above. */
    @Test
    void onesWithAMistakeAreNotSaidToBeMissing() {
        cli.file("web.yaml", WEB.replace("replicas", "replcas"));
        Result result = cli.plan();
        assertThat(result.err()).contains("did you mean replicas?");
        assertThat(result.out()).startsWith("There is no Placement without a mistake among these manifests.\n");
        assertThat(cli.run("status", "-f", "DIR").out())
                .startsWith("There is no Placement without a mistake among these manifests.\n");
    }

    @Test
    void neitherFilesNorTheirOrderMatter() {
        List<String> documents = new ArrayList<>(List.of((CATALOG + "---\n" + DB + "---\n" + WEB).split("---\n")));
        String expected = cli.file("a.yaml", DB).file("b.yaml", WEB).plan().out();
        Random random = new Random(1);
        for (int i = 0; i < 10; i++) {
            Collections.shuffle(documents, random);
            int cut = random.nextInt(documents.size());
            cli.file("order" + i + "/z.json.d/x.yml", String.join("---\n", documents.subList(0, cut)) + "\n");
            cli.file("order" + i + "/a.yaml", String.join("---\n", documents.subList(cut, documents.size())));
            assertThat(cli.run("plan", "DIR/order" + i).out()).isEqualTo(expected);
        }
    }

    @Test
    void readsStandardInputListsAndJson() {
        String list = """
                {
                \t"apiVersion": "v1", "kind": "List", "metadata": {"resourceVersion": ""},
                \t"items": [{"apiVersion": "cpm.dev/v1alpha1", "kind": "Placement", "metadata": {"name": "web"},
                \t\t"spec": {"machineType": "m1", "replicas": 1, "regions": ["r1"]}}]
                }
                """;
        Result result = cli.runWithInput(list, "plan", "DIR", "-", "-n", "shop");
        assertThat(result.out()).startsWith("The placement is ready.\n").contains("shop/web");
        assertThat(result.exitCode()).isZero();
    }

    /** It may have any character; a terminal, and who reads commands in what is printed, get to see those of a name. */
    @Test
    void aDisplayNameIsNoMoreThanAName() {
        String hostile = "\"One\\n::error::x\\e[2J\"";
        cli.file("catalog/catalog.yaml", CATALOG.replace("Region One", hostile).replace("One A", hostile))
                .file("web.yaml", WEB.replace("replicas: 10", "replicas: 20"));
        for (String command : List.of("plan DIR", "status -f DIR", "map -f DIR", "why web -f DIR")) {
            Result result = cli.run(command.split(" "));
            assertThat(result.out())
                    .as(command)
                    .contains("One\\n::error::x\\u001b[2J")
                    .doesNotContain("\u001b");
        }
    }

    /** As a release is often named: by a link that is set anew. */
    @Test
    void followsALinkToAFolder() throws IOException {
        cli.file("releases/2/sub/web.yaml", WEB);
        Files.createSymbolicLink(folder.resolve("current"), Path.of("releases", "2"));
        assertThat(cli.run("plan", "DIR/catalog", "DIR/current").out()).startsWith("The placement is ready.");
        cli.file("releases/2/sub/web.yaml", WEB.replace("replicas", "replica"));
        assertThat(cli.run("plan", "DIR/current").err()).startsWith("DIR/current/sub/web.yaml:4: ");
    }

    @Test
    void leavesOtherKindsAlone() {
        cli.file("web.yaml", WEB + "---\n# nothing\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n")
                .file("app.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: x}\nspec: {a: b}\n")
                .file("kustomization.yaml", "resources: [web.yaml]\n")
                .file("more/kustomization.yml", "apiVersion: k/v1\nkind: Kustomization\n")
                .file(".hidden.yaml", "kind: [")
                .file(".git/x.yaml", "kind: [")
                .file("notes.txt", "kind: [");
        Result result = cli.plan();
        assertThat(result.out()).endsWith("\nLeft alone: 2 objects of other kinds (1 ConfigMap, 1 Deployment).\n");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void theLabelOfANamespaceDecidesTheAccount() {
        cli.file(
                "web.yaml",
                WEB.replace("machineType", "account: other, machineType")
                        + "---\napiVersion: v1\nkind: Namespace\n"
                        + "metadata: {name: default, labels: {cpm.dev/account: acme}}\n");
        Result result = cli.plan();
        assertThat(result.out()).contains("Error     AccountMismatch: spec.account is other, but namespace default");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void noLineIsLongerThanATerminal() {
        String name = "a-very-long-name-of-a-placement-".repeat(6) + "x";
        cli.file("long.yaml", DB.replace("name: db", "name: " + name));
        assertThat(cli.plan("-o", "wide").out().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
    }
}
