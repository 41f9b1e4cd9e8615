package dev.cpm.operator.cli;

import static dev.cpm.operator.cli.PullRequest.placement;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plan --against} as the gate of a pull request: the first one, the last one, and what is meant as it is. */
class PlanGateTest {
    @TempDir
    private Path folder;

    private Cli cli;

    @BeforeEach
    void catalogue() throws IOException {
        cli = PullRequest.in(folder);
        Files.createDirectories(folder.resolve("empty"));
    }

    private Result plan(String of, String against, String... more) {
        return PullRequest.plan(cli, of, against, more);
    }

    @Test
    void theFirstPullRequestIsComparedWithNothing() {
        cli.file("new/web.yaml", placement("web", "replicas: 1"));
        Result first = cli.run("plan", "DIR/catalog", "DIR/new", "--against", "DIR/empty");
        assertThat(first.out())
                .startsWith(
                        "Nothing gets worse. 1 placement created, 1 replica placed, 1 region created and 1 zone created.\n")
                .endsWith("\n\nThere are no manifests in DIR/empty.\n");
        assertThat(first.exitCode()).isZero();
        assertThat(plan("DIR/new", "DIR/empty", "-o", "github").out())
                .isEqualTo("::notice title=Placements::Nothing gets worse. 1 placement created and 1 replica placed."
                        + "%0AThere are no manifests in DIR/empty.\n");
        assertThat(plan("DIR/new", "DIR/empty", "-o", "json").out())
                .contains("\"notes\": [\n        \"There are no manifests in DIR/empty.\"\n    ]");
    }

    /** A mistyped name would make everything new, and a gate green. */
    @Test
    void whatIsNotThereIsAMistake() {
        cli.file("new/web.yaml", placement("web", "replicas: 1"));
        Result mistyped = plan("DIR/new", "DIR/emtpy");
        assertThat(mistyped.err()).startsWith("DIR/emtpy: no such file or folder\n");
        assertThat(mistyped.exitCode()).isEqualTo(2);
        assertThat(plan("DIR/empty", "DIR/new").err()).startsWith("DIR/empty: no manifests in this folder");
    }

    @Test
    void theLastPlacementCanBeDeleted() {
        cli.file("old/web.yaml", placement("web", "replicas: 1"));
        Result emptied = plan("DIR/empty", "DIR/old", "--prune");
        assertThat(emptied.out())
                .startsWith("Nothing gets worse. 1 placement deleted and 1 replica released.\n")
                .contains("- default/web  deleted: gives back 1 machine\n")
                .endsWith("\nThere are no manifests in DIR/empty.\n");
        assertThat(emptied.exitCode()).isZero();
        assertThat(cli.run("plan", "DIR/empty", "--against", "DIR/old", "--prune", "-o", "github")
                        .out())
                .startsWith("::warning title=Deleted::default/web is deleted\n");
        cli.file("empty/kustomization.yaml", "resources: []\n");
        assertThat(cli.run("plan", "DIR/empty", "--against", "DIR/old", "--prune")
                        .out())
                .endsWith("\nThere is no object of cpm.dev in DIR/empty.\n");
    }

    /** Whatever was to write it has failed, more likely than not. */
    @Test
    void nothingOnTheStandardInputDeletesNothing() {
        cli.file("old/web.yaml", placement("web", "replicas: 1"));
        Result nothing = cli.runWithInput("\n", "plan", "-", "--against", "DIR/old", "--prune");
        assertThat(nothing.err()).isEqualTo("stdin: nothing came in\n1 mistake; nothing was planned.\n");
        assertThat(nothing.exitCode()).isEqualTo(2);
    }

    @Test
    void whatStaysIsCounted() {
        cli.file("old/web.yaml", placement("web", "replicas: 1")).file("old/db.yaml", placement("db", "replicas: 1"));
        cli.file("new/api.yaml", placement("api", "replicas: 1"));
        String stays =
                "2 objects are there that these manifests do not have; they stay (--prune shows their deletion).";
        assertThat(plan("DIR/new", "DIR/old").out()).endsWith("\n\n" + stays + "\n");
        assertThat(plan("DIR/new", "DIR/old", "-o", "markdown").out()).endsWith("\n\n" + stays + "\n");
        assertThat(plan("DIR/new", "DIR/old", "-o", "github").out()).endsWith("%0A" + stays + "\n");
        assertThat(cli.run("plan", "DIR/new/api.yaml", "--against", "DIR/old").out())
                .contains("default/api")
                .doesNotContain("stay");
    }

    /** It is what was asked for; that it waits, and why, is told. */
    @Test
    void whatIsSuspendedOnPurposeIsNotWorse() {
        cli.file("old/web.yaml", placement("web", "replicas: 1"))
                .file("new/web.yaml", placement("web", "replicas: 3, suspend: true"))
                .file("new/db.yaml", placement("db", "replicas: 2, suspend: true"));
        String why = "Not ready: Suspended: spec.suspend is true: no replica is assigned until it is false";
        Result text = plan("DIR/new", "DIR/old");
        assertThat(text.out()).isEqualTo("""
                        Nothing gets worse. 1 placement created and 1 placement changed.

                        + default/db  new, and suspended: 0 of 2 placed
                            %s

                        ~ default/web  1 of 1 placed → 1 of 3 placed; 2 replicas without a zone; no longer ready
                            edited: replicas 1 → 3, suspend false → true
                            %s
                        """.formatted(why, why));
        assertThat(text.exitCode()).isZero();
        assertThat(plan("DIR/new", "DIR/old", "-o", "markdown").out())
                .contains("<summary>default/db: not ready</summary>\n\n- " + why + "\n");
        assertThat(plan("DIR/new", "DIR/old", "-o", "github").out())
                .contains("::notice file=DIR/new/db.yaml,line=1,title=Not ready::default/db: new, and suspended: 0 of 2"
                        + " placed%0A" + why + ".\n");
        assertThat(plan("DIR/new", "DIR/old", "-o", "json").out())
                .contains("\"why\": \"Suspended: spec.suspend is true");
        assertThat(plan("DIR/new", "DIR/old", "--html", "-").out()).contains(why + ".</p>");
    }

    @Test
    void whatIsWorseForAReasonThatIsNotNewSaysWhy() {
        cli.file(
                        "catalog/catalog.yaml",
                        PullRequest.CATALOG.replace(
                                "region: r1}", "region: r1, capacity: [{machineType: m1, count: 1}]}"))
                .file("old/web.yaml", placement("web", "replicas: 2"))
                .file("new/web.yaml", placement("web", "replicas: 3"));
        assertThat(plan("DIR/new", "DIR/old").out())
                .contains("worse: 1 of 2 placed → 1 of 3 placed; ")
                .contains(
                        "    Not ready: CapacityExceeded: 1 zone(s) had no free m1; to mend it: provide 2 more m1 in r1-a\n");
    }

    @Test
    void whatAnInvalidSpecBrokeIsNotMended() {
        cli.file("old/web.yaml", placement("web", "replicas: 2"))
                .file("new/web.yaml", placement("web", "replicas: -1"));
        Result invalid = plan("DIR/new", "DIR/old");
        assertThat(invalid.out())
                .contains("~ default/web  worse: 2 of 2 placed → 2 kept; no longer ready\n")
                .contains("now broken: InvalidSpec: ", "    Not judged any more: SingleZone\n")
                .doesNotContain("mended");
        assertThat(cli.run("plan", "DIR/catalog", "DIR/new").out()).containsPattern("default/web +False +0/\\? ");
    }

    private static final String FRONT =
            "---\napiVersion: cpm.dev/v1alpha1\nkind: LoadBalancer\nmetadata: {name: front}\nspec: {region: r1}\n";

    /** The load balancer is as it was; what it leads to is not, be it by a scale to 0 or by a deletion, of 3 or of 1. */
    @Test
    void aLoadBalancerThatIsCutOffOnPurposeIsToldAndNotWorse() {
        for (int replicas : new int[] {1, 3}) {
            cli.file("old/web.yaml", placement("web", "loadBalancers: [front], replicas: " + replicas) + FRONT)
                    .file("new/web.yaml", placement("web", "loadBalancers: [front], replicas: 0") + FRONT)
                    .file("pruned/front.yaml", FRONT);
            String was = replicas + (replicas == 1 ? " replica" : " replicas") + " behind it → 0";
            for (String folder : new String[] {"new", "pruned"}) {
                Result text = plan("DIR/" + folder, "DIR/old", "--prune");
                assertThat(text.out())
                        .startsWith("Nothing gets worse. 1 placement ")
                        .containsPattern(" released\\. 1 load balancer has nothing behind\\sit any more\\.\n")
                        .contains("~ load balancer default/front  " + was + "\n    nothing is behind it any more\n")
                        .doesNotContain("mended");
                assertThat(text.exitCode()).isZero();
                assertThat(plan("DIR/" + folder, "DIR/old", "--prune", "-o", "markdown")
                                .out())
                        .contains("| " + was + " |  | ⚠️ nothing is behind it any more |")
                        .doesNotContain("✅ no longer");
                assertThat(plan("DIR/" + folder, "DIR/old", "--prune", "-o", "github")
                                .out())
                        .contains("line=", "title=Nothing behind it::default/front: nothing is behind it any more.\n");
                assertThat(plan("DIR/" + folder, "DIR/old", "--prune", "-o", "json")
                                .out())
                        .contains("\"behind\": " + replicas, "\"behind\": 0", "\"gone\": []");
                assertThat(plan("DIR/" + folder, "DIR/old", "--prune", "--html", "-")
                                .out())
                        .contains("Cut off</span> nothing is behind it any more</p>")
                        .doesNotContain("Mended");
            }
        }
        cli.file("old/web.yaml", placement("web", "loadBalancers: [front], replicas: 3") + FRONT);
        assertThat(plan("DIR/new", "DIR/old").out())
                .containsSubsequence(
                        "default/web  3 of 3 placed → 0 of 0 placed\n",
                        "Not judged any more: SingleZone\n",
                        "default/front",
                        "Not judged any more: SingleZone\n");
        assertThat(plan("DIR/old", "DIR/new").out())
                .contains("~ load balancer default/front  0 replicas behind it → 3\n");
        assertThat(plan("DIR/old", "DIR/empty").out())
                .contains("+ load balancer default/front  new: 3 replicas behind it\n");
    }

    @Test
    void aLoadBalancerIsEditedIfItsSpecIs() {
        cli.file("old/front.yaml", FRONT).file("new/front.yaml", FRONT.replace("r1}", "r1, account: other}"));
        assertThat(plan("DIR/new", "DIR/old").out())
                .contains(
                        "~ load balancer default/front  ",
                        "0 replicas behind it, as before",
                        "edited: account none → other\n");
        cli.file("old/web.yaml", placement("web", "loadBalancers: [front], replicas: 2"))
                .file("new/front.yaml", FRONT)
                .file("new/web.yaml", placement("web", "loadBalancers: [front], replicas: 4"));
        assertThat(plan("DIR/new", "DIR/old").out()).contains("default/web").doesNotContain("default/front");
    }

    @Test
    void aPlanOfAnotherNamespaceIsRefused() throws IOException {
        cli.file("new/web.yaml", placement("web", "replicas: 1"));
        Files.writeString(
                folder.resolve("plan.json"),
                plan("DIR/new", "DIR/empty", "-n", "team-p", "-o", "json").out());
        assertThat(plan("DIR/new", "DIR/empty", "-n", "team-p", "--check", "DIR/plan.json")
                        .exitCode())
                .isZero();
        Result refused = plan("DIR/new", "DIR/empty", "-n", "team-q", "--check", "DIR/plan.json");
        assertThat(refused.err())
                .contains("the manifests: Placement team-p/web is gone", "the manifests: Placement team-q/web is new");
        assertThat(refused.exitCode()).isEqualTo(2);
    }

    @Test
    void textIsAnotherWordForTable() {
        assertThat(cli.run("plan", "DIR/catalog", "-o", "text"))
                .isEqualTo(cli.run("plan", "DIR/catalog", "-o", "table"));
    }

    @Test
    void whatItCannotReadHasAWayOut() {
        assertThat(cli.run("plan", "-k", "DIR/catalog").err())
                .startsWith(
                        "plan reads files, no kustomizations. Try the same with -f - instead: kubectl kustomize DIR/catalog"
                                + " | cpm-operator plan … -f -\n");
        assertThat(cli.run("plan", "-f", "https://example.com/web.yaml").err())
                .startsWith("https://example.com/web.yaml: an address, and only files are read here: fetch it");
    }

    @Test
    void aRegionThatNothingIsInIsAMistake() {
        Result nowhere = cli.run("plan", "DIR/catalog", "--regions", "r2");
        assertThat(nowhere.err())
                .startsWith("--regions: nothing in these manifests is in region r2; did you mean r1?\n");
        assertThat(nowhere.exitCode()).isEqualTo(2);
        assertThat(cli.run("plan", "DIR/catalog", "--regions", "!elsewhere").err())
                .startsWith("--regions: nothing in these manifests is in region elsewhere; there is r1\n");
        assertThat(cli.run("plan", "DIR/catalog", "--regions", "r1").exitCode()).isZero();
    }

    /** A copy of what kubectl prints is no record of machines. */
    @Test
    void aStatusInWhatIsAddedTakesNoMachines() {
        String status = """
                status:
                  zones: [{zone: r1-a, region: r1, replicas: 3, indexes: 0-2}]
                """;
        cli.file(
                "catalog/catalog.yaml",
                PullRequest.CATALOG.replace("{region: r1}", "{region: r1, capacity: [{machineType: m1, count: 3}]}"));
        cli.file("old/web.yaml", placement("web", "replicas: 3"));
        cli.file("new/web.yaml", placement("web", "replicas: 3"));
        cli.file("new/copy.yaml", placement("copy", "replicas: 3") + status);
        Result plan = plan("DIR/new", "DIR/old");
        assertThat(plan.exitCode()).isEqualTo(1);
        assertThat(plan.out())
                .contains("default/copy  new, and not ready: 0 of 3 placed")
                .endsWith("What manifests have as status is left out, as an API server does it.\n");
    }

    @Test
    void anEditOfTheCatalogueSaysWhatDiffers() {
        cli.file(
                "old/r2.yaml",
                PullRequest.CATALOG
                        .replace("r1", "r2")
                        .replace("{region: r2}", "{region: r2, capacity: [{machineType: m1, count: 3}]}"));
        cli.file(
                "new/r2.yaml",
                PullRequest.CATALOG
                        .replace("r1", "r2")
                        .replace("{name: r2-a}", "{name: r2-a, labels: {tier: gold}}")
                        .replace(
                                "{region: r2}",
                                "{region: r2, state: Maintenance, capacity: [{machineType: m1, count: 1}, {machineType: m2, count: 2}]}"));
        assertThat(plan("DIR/new", "DIR/old").out())
                .contains(
                        "~ Zone r2-a\n    Available → Maintenance, m1 3 → 1, m2 not offered → 2, label tier none → gold\n");
        assertThat(plan("DIR/new", "DIR/old", "-o", "markdown").out())
                .contains("- `Zone r2-a` changed: Available → Maintenance, m1 3 → 1, ");
    }

    @Test
    void aZoneThatIsGoneHasNoMachines() {
        String zone = PullRequest.CATALOG.replace("r1", "r2");
        cli.file("old/r2.yaml", zone)
                .file("old/web.yaml", placement("web", "replicas: 2").replace("[r1]", "[r2]"));
        cli.file("new/r2.yaml", zone.substring(0, zone.indexOf("---")))
                .file("new/web.yaml", placement("web", "replicas: 1").replace("[r1]", "[r2]"));
        assertThat(plan("DIR/new", "DIR/old", "--prune").out())
                .contains("1 of 0")
                .doesNotContain("no limit");
    }
}
