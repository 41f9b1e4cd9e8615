package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.cli.Cli.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plan --against}: what a change of manifests comes to; the transcripts have what it prints. */
class PlanAgainstTest {
    private static final String CATALOG = """
            apiVersion: cpm.dev/v1alpha1
            kind: Region
            metadata: {name: r1}
            spec: {displayName: Region One}
            ---
            apiVersion: cpm.dev/v1alpha1
            kind: Zone
            metadata: {name: r1-a}
            spec: {region: r1, capacity: [{machineType: m1, count: 4}]}
            ---
            apiVersion: cpm.dev/v1alpha1
            kind: Zone
            metadata: {name: r1-b}
            spec: {region: r1, capacity: [{machineType: m1, count: 4}]}
            """;

    @TempDir
    private Path folder;

    private Cli cli;

    @BeforeEach
    void main() {
        cli = new Cli(folder)
                .file("main/catalog.yaml", CATALOG)
                .file("main/web.yaml", placement("web", 4))
                .file("main/db.yaml", placement("db", 2));
    }

    private static String placement(String name, int replicas) {
        return """
                apiVersion: cpm.dev/v1alpha1
                kind: Placement
                metadata: {name: %s}
                spec: {machineType: m1, replicas: %d, regions: [r1]}
                """.formatted(name, replicas);
    }

    private Result against(String... more) {
        String[] args = new String[4 + more.length];
        System.arraycopy(new String[] {"plan", "DIR/change", "--against", "DIR/main"}, 0, args, 0, 4);
        System.arraycopy(more, 0, args, 4, more.length);
        return cli.run(args);
    }

    @Test
    void whatIsThereStaysWhereItIs() {
        cli.file("change/web.yaml", placement("web", 6));
        Result result = against();
        assertThat(result.out())
                .startsWith("Nothing gets worse. 1 placement changed and 2 replicas placed.\n")
                .contains("~ default/web  4 of 4 placed → 6 of 6 placed\n", "+1 in r1-a, +1 in r1-b\n")
                .doesNotContain("default/db", "moves");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void anotherLabelOfAZoneIsAChange() {
        cli.file("change/zone.yaml", """
                apiVersion: cpm.dev/v1alpha1
                kind: Zone
                metadata: {name: r1-a, labels: {tier: gold}}
                spec: {region: r1, capacity: [{machineType: m1, count: 4}]}
                """);
        assertThat(against().out()).contains("~ Zone r1-a\n");
    }

    @Test
    void whatCannotBePlacedIsWorse() {
        cli.file("change/web.yaml", placement("web", 9));
        Result result = against();
        assertThat(result.out())
                .startsWith("1 object gets worse. ")
                .contains(
                        "4 of 4 placed → 6 of 9 placed; 3 replicas without a zone; no longer ready",
                        "now broken: CapacityExceeded: ");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void whatWasThereFirstGetsItsMachinesFirst() {
        cli.file("main/db.yaml", placement("db", 9)).file("change/a.yaml", placement("a", 2));
        Result result = against();
        assertThat(result.out())
                .contains("+ default/a  new, and not ready: 0 of 2 placed")
                .doesNotContain("default/db");
    }

    /** It is degraded already; that one zone more closes must not go unseen. */
    @Test
    void aRuleThatIsBrokenInOnePlaceMoreIsWorse() {
        cli.file(
                        "main/catalog.yaml",
                        CATALOG.replace(
                                "spec: {region: r1, capacity: [{machineType: m1, count: 4}]}\n---",
                                "spec: {region: r1, state: Unavailable, capacity: [{machineType: m1, count: 4}]}\n---"))
                .file("main/web.yaml", placement("web", 4) + """
                        status:
                          machineType: m1
                          zones:
                          - {zone: r1-a, region: r1, replicas: 2, indexes: "0,2"}
                          - {zone: r1-b, region: r1, replicas: 2, indexes: "1,3"}
                        """)
                .file("change/zone.yaml", """
                        apiVersion: cpm.dev/v1alpha1
                        kind: Zone
                        metadata: {name: r1-b}
                        spec: {region: r1, state: Unavailable, capacity: [{machineType: m1, count: 4}]}
                        """);
        Result result = against();
        assertThat(result.out()).contains("~ default/web  worse: ", "now broken: ZoneNotAvailable: ");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    /** The zone that closes is full no more: fewer zones are, and nothing is mended. */
    @Test
    void aRuleThatIsBrokenInFewerPlacesIsNotMended() {
        cli.file("main/web.yaml", placement("web", 10));
        for (String state : new String[] {"Unavailable", "Maintenance"}) {
            cli.file("change/zone.yaml", """
                    apiVersion: cpm.dev/v1alpha1
                    kind: Zone
                    metadata: {name: r1-b}
                    spec: {region: r1, state: %s, capacity: [{machineType: m1, count: 4}]}
                    """.formatted(state));
            String still = "CapacityExceeded: 4 replicas have no machine: no free m1 in r1-a";
            Result text = against();
            assertThat(text.out())
                    .contains("    Still broken: " + still + "; to mend it:\n    provide 4 more m1 in r1-a")
                    .doesNotContain("mended", "now broken: CapacityExceeded");
            assertThat(text.exitCode()).isEqualTo(state.equals("Unavailable") ? 1 : 0);
            assertThat(against("-o", "markdown").out())
                    .contains("❌ still CapacityExceeded", "- Still broken: " + still)
                    .doesNotContain("✅ no longer");
            assertThat(against("-o", "json").out())
                    .contains("\"gone\": []", "\"message\": \"4 replicas have no machine: no free m1 in r1-a\"");
            assertThat(against("-o", "github").out())
                    .contains("::notice title=CapacityExceeded::default/web: Still broken: " + still);
            assertThat(against("--html", "-").out()).contains("<p>Still broken: " + still);
        }
    }

    /** Both are of one type, and of no place. */
    @Test
    void oneMoreBrokenRuleOfTheSameTypeIsWorse() {
        String web = "apiVersion: cpm.dev/v1alpha1\nkind: Placement\nmetadata: {name: web}\n"
                + "spec: {machineType: m1, regions: [r1], loadBalancers: [gone-1, front]}\n";
        String front =
                "apiVersion: cpm.dev/v1alpha1\nkind: LoadBalancer\nmetadata: {name: front}\nspec: {region: r1}\n";
        cli.file("main/web.yaml", web).file("main/front.yaml", front).file("change/web.yaml", web);
        assertThat(against().out()).startsWith("Nothing changes.\n");
        cli.file("change/web.yaml", web.replace("front", "gone-2"));
        Result second = against();
        assertThat(second.out()).contains("~ default/web  worse: ", "now broken: LoadBalancerNotFound: ", "gone-2");
        assertThat(second.exitCode()).isEqualTo(1);
        cli.file("change/web.yaml", web.replace("gone-1", "gone-2"));
        Result other = against();
        assertThat(other.out()).contains("now broken: LoadBalancerNotFound: ", "gone-2");
        assertThat(other.exitCode()).isEqualTo(1);
    }

    @Test
    void anotherObjectInTheSamePlaceIsAnotherBrokenRule() {
        String web = "apiVersion: cpm.dev/v1alpha1\nkind: Placement\nmetadata: {name: web}\n"
                + "spec: {machineType: m1, regions: [r1], loadBalancers: [far-1]}\n";
        String far =
                "---\napiVersion: cpm.dev/v1alpha1\nkind: LoadBalancer\nmetadata: {name: far-%d}\nspec: {region: r2}\n";
        cli.file("main/web.yaml", web + far.formatted(1) + far.formatted(2))
                .file("change/web.yaml", web.replace("far-1", "far-2"));
        Result result = against();
        assertThat(result.out()).contains("now broken: LoadBalancerCrossRegion: ", "far-2");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    /** The message says one, and then two. */
    @Test
    void moreOfTheSameIsNoOtherBrokenRule() {
        String far =
                "apiVersion: cpm.dev/v1alpha1\nkind: LoadBalancer\nmetadata: {name: far}\nspec: {account: other, region: r1}\n";
        String web = placement("web", 1).replace("spec: {", "spec: {loadBalancers: [far], ");
        cli.file("main/far.yaml", far).file("main/web.yaml", web).file("change/more.yaml", web.replace("web", "more"));
        Result result = against();
        assertThat(result.out())
                .contains("+ default/more  new")
                .doesNotContain(
                        "load balancer default/far  worse", "now broken: LoadBalancerAccountMismatch: 2 placements");
    }

    /** Whoever approves in git has no other answer before it is merged. */
    @Test
    void anApprovalOfWhatIsNotProposedIsTold() {
        String web = placement("web", 2).replace("regions:", "rebalance: OnApproval, regions:");
        String uneven = web + """
                status:
                  machineType: m1
                  zones: [{zone: r1-a, region: r1, replicas: 2, indexes: "0-1"}]
                """;
        cli.file("main/web.yaml", uneven)
                .file("change/web.yaml", web.replace("name: web", "name: web, annotations: {cpm.dev/approve: zzz}"));
        Result waiting = against();
        String why = "The approval of zzz moves nothing: this is not the id of what is proposed; proposed now: ";
        assertThat(waiting.out())
                .startsWith("Nothing gets worse. 1 placement changed. 1 approval moves nothing.\n")
                .contains("~ default/web  2 of 2 placed, as before\n    "
                        + why.trim().substring(0, 60))
                .containsPattern("proposed now:\\s+m[0-9a-f]{10}\\s\\(1 move\\)\n");
        assertThat(waiting.exitCode()).isZero();
        assertThat(against("-o", "markdown").out()).contains("⚠️ approval moves nothing |", "\n- " + why);
        assertThat(against("-o", "github").out())
                .contains("::warning file=DIR/change/web.yaml,line=1,title=Not approved::default/web: " + why);
        assertThat(against("-o", "json").out()).contains("\"id\": \"zzz\"", "\"result\": \"Refused\"");
        assertThat(against("--html", "-").out()).contains("<p>" + why);
        cli.file("main/web.yaml", web);
        assertThat(against().out()).contains("    The approval of zzz moves nothing: no moves are proposed now\n");
        cli.file("main/web.yaml", placement("web", 2))
                .file(
                        "change/web.yaml",
                        placement("web", 2).replace("name: web", "name: web, annotations: {cpm.dev/approve: zzz}"));
        assertThat(against().out()).contains("    The approval of zzz moves nothing: spec.rebalance is Never\n");
        cli.file(
                "main/web.yaml",
                placement("web", 2).replace("name: web", "name: web, annotations: {cpm.dev/approve: zzz}"));
        assertThat(against().out()).startsWith("Nothing changes.\n");
    }

    /** Its label says whose machines the placements in it may have. */
    @Test
    void aNamespaceAloneCanBeChanged() {
        cli.file(
                "change/namespace.yaml",
                "apiVersion: v1\nkind: Namespace\nmetadata: {name: default, labels: {cpm.dev/account: acme}}\n");
        cli.file("main/web.yaml", placement("web", 4).replace("spec: {", "spec: {account: shop, "));
        Result result = against();
        assertThat(result.out()).contains("~ default/web  worse: ", "now broken: AccountMismatch: ");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void whatIsNoLongerThereIsDeletedOnlyIfOneSaysSo() {
        cli.file("change/catalog.yaml", CATALOG).file("change/web.yaml", placement("web", 4));
        assertThat(against().out()).isEqualTo("""
                        Nothing changes.
                        1 object is there that these manifests do not have; it stays (--prune shows its deletion).
                        """);
        Result pruned = against("--prune");
        assertThat(pruned.out()).contains("- default/db  deleted: gives back 2 machines");
        assertThat(pruned.exitCode()).isZero();
    }

    /** An API server would not take it, whatever the plan of the rest is. */
    @Test
    void whatMustNotChangeIsAMistakeAtItsLine() {
        cli.file("change/web.yaml", placement("web", 4).replace("machineType: m1", "machineType: m2"))
                .file("change/zone.yaml", """
                        apiVersion: cpm.dev/v1alpha1
                        kind: Zone
                        metadata: {name: r1-a}
                        spec:
                          capacity: [{machineType: m1, count: 4}]
                          region: r2
                        """);
        Result result = against();
        assertThat(result.err()).isEqualTo("""
                        DIR/change/web.yaml:4: Placement default/web: spec.machineType: Invalid value: machineType is immutable: create another placement with the other machine type, then delete this one
                        DIR/change/zone.yaml:6: Zone r1-a: spec.region: Invalid value: region is immutable: a data center does not move; delete this zone and create it again in the other region
                        """);
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(cli.run("plan", "DIR/change").err()).isEmpty();
    }

    @Test
    void aPlanIsRefusedOnceItsBasisHasChanged() throws Exception {
        cli.file("change/web.yaml", placement("web", 6));
        Files.writeString(folder.resolve("plan.json"), against("-o", "json").out());
        Files.writeString(folder.resolve("plan.yaml"), against("-o", "yaml").out());
        assertThat(against("--check", "DIR/plan.json").exitCode()).isZero();
        assertThat(against("--check", "DIR/plan.yaml").exitCode()).isZero();
        cli.file("main/db.yaml", placement("db", 3)).file("change/web.yaml", placement("web", 7));
        Result refused = against("--check", "DIR/plan.json");
        assertThat(refused.err())
                .startsWith("What the plan in DIR/plan.json stood on has changed since:\n")
                .contains(
                        "\n  Placement default/db has changed\n",
                        "\n  the manifests: Placement default/web has changed\n")
                .endsWith("\nPlan again, and look at the result.\n");
        assertThat(refused.out()).isEmpty();
        assertThat(refused.exitCode()).isEqualTo(2);
    }

    /** Two plans of the same objects: of one of them nobody has seen what it deletes. */
    @Test
    void aPlanThatWasAskedForSomethingElseIsRefused() throws Exception {
        cli.file("change/catalog.yaml", CATALOG).file("change/web.yaml", placement("web", 4));
        Files.writeString(folder.resolve("kept.json"), against("-o", "json").out());
        Files.writeString(
                folder.resolve("pruned.json"), against("--prune", "-o", "json").out());
        assertThat(against("--prune", "--check", "DIR/pruned.json").exitCode()).isZero();
        Result more = against("--prune", "--check", "DIR/kept.json");
        assertThat(more.err()).contains("\n  the command: --prune is new\n").doesNotContain("Placement");
        assertThat(more.out()).isEmpty();
        assertThat(more.exitCode()).isEqualTo(2);
        Result less = against("--check", "DIR/pruned.json");
        assertThat(less.err()).contains("\n  the command: --prune is gone\n");
        assertThat(less.exitCode()).isEqualTo(2);
    }

    /** It was there all the time, and did not count. */
    @Test
    void aNamespaceWhoseLabelIsNewIsNotCalledNew() throws Exception {
        String namespace = "apiVersion: v1\nkind: Namespace\nmetadata: {name: lab, labels: {%s}}\n";
        cli.file("change/web.yaml", placement("web", 6)).file("main/lab.yaml", namespace.formatted("a: b"));
        Files.writeString(folder.resolve("plan.json"), against("-o", "json").out());
        cli.file("main/lab.yaml", namespace.formatted("cpm.dev/account: acme2"));
        assertThat(against("--check", "DIR/plan.json").err())
                .contains("\n  the label cpm.dev/account of Namespace lab is new\n");
    }

    @Test
    void whatIsNoPlanIsRefused() {
        cli.file("change/web.yaml", placement("web", 6));
        assertThat(against("--check", "DIR/main/db.yaml").err())
                .startsWith("DIR/main/db.yaml: not a plan of this version; write one by plan");
        assertThat(against("--check", "DIR/none.json").err()).isEqualTo("DIR/none.json: no such file\n");
        assertThat(cli.run("plan", "DIR/main", "--check", "x").err())
                .startsWith("--check is about a comparison: say --against what\n");
        assertThat(against("--regions", "r1").err())
                .startsWith("--regions shows a part, and --against compares the whole");
        assertThat(cli.run("plan", "DIR/main", "--prune").err())
                .startsWith("--prune is about a comparison: say --against what\n");
        assertThat(cli.run("plan", "DIR/main", "-o", "github").err())
                .startsWith("-o github shows a change: say --against what\n");
        assertThat(cli.run("plan", "-", "--against", "-").err())
                .startsWith("- is the standard input, which can be read once: give what is planned or what --against"
                        + " names as a file\n");
    }

    /** A Namespace without the label takes those in it away from the account that it had. */
    @Test
    void aNamespaceAmongTheManifestsIsPartOfThePlan() throws Exception {
        cli.file("change/web.yaml", placement("web", 6));
        Files.writeString(folder.resolve("plan.json"), against("-o", "json").out());
        cli.file("change/lab.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: lab}\n");
        assertThat(against("--check", "DIR/plan.json").err()).contains("\n  the manifests: Namespace lab is new\n");
    }
}
